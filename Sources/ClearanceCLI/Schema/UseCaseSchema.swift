import Reports
import RuleCompiler
import RuleEvaluator

/// The schema of a use-case file, from a rulebook: as strict as the reader is.
struct UseCaseSchema {
  let rulebook: Rulebook
  let language: Language
  /// Whether it is of the examples of rule files, where names may be short.
  var isOfExamples = false

  private var rules: CheckedRules { rulebook.rules }
  private var vocabulary: Vocabulary { rulebook.rules.vocabulary }
  private var answers: AnswerSchema { AnswerSchema(vocabulary: vocabulary, language: language) }
  private var names: RuleNames { RuleNames(rules: rules, isWithinAct: isOfExamples) }

  var json: JSONValue {
    .members([
      ("$schema", .dialect), ("title", .text("Clearance use case")),
      ("$comment", .text("rules sha256 \(rulebook.digest)")), ("type", .text("object")),
      ("properties", .members(properties)), ("additionalProperties", .flag(false)),
      ("required", .texts(["language", "use_case"])),
      ("dependentRequired", .members([("expect", .texts(["on"]))])),
      (
        "anyOf",
        .list(["jurisdictions", "as_if"].map { .members([("required", .texts([$0]))]) })
      ),
      ("$defs", .members(JSONValue.commonDefinitions + answers.definitions + definitions)),
    ])
  }

  private var properties: [(String, JSONValue?)] {
    [
      ("language", .reference("language")),
      ("use_case", .reference("text")),
      ("title", .reference("text")),
      ("operator", .reference("text")),
      ("notes", .named(.reference("text"))),
      ("origin", origin),
    ] + caseProperties
  }

  /// The entry of a register that a use case was taken from.
  private var origin: JSONValue {
    let number = JSONValue.members([("type", .text("integer")), ("minimum", .integer(1))])
    let label = ["scheme", "class", "column", "text"].map { ($0, JSONValue.reference("text")) }
    return .mapping(
      [
        ("register", .reference("text")), ("file", .reference("text")), ("row", number),
        ("record", number),
        (
          "columns",
          .named(.words(.reference("text")), names: .choice(vocabulary.facts.map(\.name)))
        ),
        ("label", .mapping(label, required: ["scheme", "class"])),
        (
          "kept",
          .array(
            of: .mapping(
              [("column", .reference("text")), ("text", .reference("text"))],
              required: ["column", "text"]))
        ),
      ], required: ["register", "file"])
  }

  /// What use cases have in common with the examples of rule files.
  var caseProperties: [(String, JSONValue?)] {
    let facts = vocabulary.facts
    return [
      ("jurisdictions", .words(.reference("jurisdiction"), unique: true)),
      ("as_if", .words(.reference("jurisdiction"))),
      ("on", .reference("day")),
      ("assumed", .words(.reference("factName"))),
      ("facts", answers.groups(of: facts.filter { $0.level != .item })),
      ("uses", .named(use)),
      ("lists", lists),
      ("evidence", .named(evidence)),
      ("waivers", .array(of: waiver)),
      ("judgements", .named(judgement, names: .choice(names.judged))),
      ("readings", readings),
      ("expect", expectations),
      ("asks", .words(.reference("factName"))),
    ]
  }

  var definitions: [(String, JSONValue?)] {
    let bodies = rules.memberships.bodies.map(\.code) + rules.acts.map(\.jurisdiction)
    let known = bodies.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    return [
      ("factName", .choice(vocabulary.facts.map(\.name))),
      ("jurisdiction", .anyOf([.reference("country"), .choice(known)])),
      ("ruleName", .choice(names.all)),
    ]
  }

  private var use: JSONValue {
    let facts = vocabulary.facts.filter { $0.level == .use || $0.level == .decision }
    return .mapping([("title", .reference("text")), ("facts", answers.groups(of: facts))])
  }

  private var lists: JSONValue {
    .mapping(
      vocabulary.lists.map { list in
        let facts = vocabulary.facts.filter { $0.list == list.id }
        let item = JSONValue.mapping(
          facts.map { ($0.shortName, .reference("fact." + $0.name)) })
        return (
          list.name,
          .mapping(
            [("complete", .reference("flag")), ("items", .named(item))],
            describedBy: list.question.in(language))
        )
      })
  }

  private var evidence: JSONValue {
    .mapping(
      [
        ("file", .reference("text")), ("sha256", .reference("text")),
        ("valid_until", .reference("day")), ("supports", .words(.reference("ruleName"))),
      ], required: ["file"])
  }

  private var waiver: JSONValue {
    .mapping(
      [
        ("rule", .reference("ruleName")), ("use", .reference("text")),
        ("reason", .reference("text")), ("approved_by", .reference("text")),
        ("expires", .reference("day")), ("verdict", .reference("text")),
        ("facts", .members([("type", .text("object"))])), ("rule_digest", .reference("text")),
      ], required: ["rule", "reason", "approved_by", "expires", "verdict"])
  }

  private var judgement: JSONValue {
    .mapping(
      [
        ("verdict", .reference("flag")), ("by", .reference("text")), ("on", .reference("day")),
        ("reason", .reference("text")),
      ], required: ["verdict", "by", "on", "reason"])
  }

  private var readings: JSONValue { .mapping(names.readings) }

  private var expectations: JSONValue { .mapping(names.outcomes) }
}
