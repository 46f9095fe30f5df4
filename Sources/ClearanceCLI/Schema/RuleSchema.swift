import Reports
import RuleCompiler
import RuleEvaluator

/// The schema of rule files, from a rulebook: of vocabulary, memberships, acts and rules alike.
struct RuleSchema {
  let rulebook: Rulebook
  let language: Language

  private var cases: UseCaseSchema {
    UseCaseSchema(rulebook: rulebook, language: language, isOfExamples: true)
  }
  private var answers: AnswerSchema {
    AnswerSchema(vocabulary: rulebook.rules.vocabulary, language: language)
  }
  private var conditions: ConditionSchema {
    ConditionSchema(vocabulary: rulebook.rules.vocabulary, language: language)
  }

  /// The kind of a file is told by a key that only it has.
  var json: JSONValue {
    .members([
      ("$schema", .dialect), ("title", .text("Clearance rule file")),
      ("$comment", .text("rules sha256 \(rulebook.digest)")), ("type", .text("object")),
      (
        "if", .members([("required", .texts(["vocabulary"]))])
      ),
      ("then", .reference("vocabularyFile")),
      (
        "else",
        .members([
          ("if", .members([("required", .texts(["memberships"]))])),
          ("then", .reference("membershipsFile")),
          (
            "else",
            .members([
              ("if", .members([("required", .texts(["import"]))])),
              ("then", .reference("importFile")),
              (
                "else",
                .members([
                  ("if", .members([("required", .texts(["draft"]))])),
                  ("then", .reference("draftFile")),
                  (
                    "else",
                    .members([
                      ("if", .members([("required", .texts(["sample"]))])),
                      ("then", .reference("sampleFile")),
                      (
                        "else",
                        .members([
                          ("if", .members([("required", .texts(["title"]))])),
                          ("then", .reference("actFile")), ("else", .reference("ruleFile")),
                        ])
                      ),
                    ])
                  ),
                ])
              ),
            ])
          ),
        ])
      ),
      (
        "$defs",
        .members(
          JSONValue.commonDefinitions + answers.definitions + cases.definitions
            + conditions.definitions + files + rules)
      ),
    ])
  }

  private var files: [(String, JSONValue?)] {
    [
      ("vocabularyFile", VocabularySchema.file), ("membershipsFile", VocabularySchema.memberships),
      ("actFile", actFile), ("ruleFile", ruleFile), ("importFile", importFile),
      ("draftFile", draftFile), ("sampleFile", sampleFile),
    ]
  }

  private var importFile: JSONValue {
    let facts = rulebook.rules.vocabulary.facts.filter { $0.level != .item }
    let version = JSONValue.mapping(
      [("key", .reference("text")), ("is", .reference("text"))], required: ["key", "is"])
    let score = JSONValue.mapping(
      [
        ("act", .reference("text")), ("sums", .words(.reference("text"))),
        ("total", .reference("text")), ("scheme", .reference("text")),
      ], required: ["act", "total", "scheme"])
    let question = JSONValue.mapping(
      [("fact", .reference("factName")), ("items", .named(.reference("text")))],
      required: ["fact"])
    return .mapping(
      [
        ("language", .reference("language")), ("import", .reference("text")),
        ("title", .reference("sentence")), ("version", version), ("answers", .reference("text")),
        ("use_case_title", .reference("text")),
        ("jurisdictions", .words(.reference("jurisdiction"))),
        ("facts", answers.groups(of: facts)), ("score", score),
        ("item_prefix", .reference("text")), ("questions", .named(question)),
      ], required: ["language", "import", "title", "answers"])
  }

  private var draftFile: JSONValue {
    let names = rulebook.rules.vocabulary.facts.filter { $0.level == .system || $0.level == .use }
      .map(\.name)
    let item = JSONValue.mapping(
      [
        ("fact", .members([("enum", .texts(names))])), ("list", .reference("text")),
        ("rule", .reference("text")), ("class", .reference("text")),
        ("evidence", .reference("text")),
        ("head", .members([("enum", .texts(DraftTemplate.Head.allCases.map(\.rawValue)))])),
        ("record", .members([("enum", .texts(DraftTemplate.Record.allCases.map(\.rawValue)))])),
        ("ask", .reference("sentence")), ("text", .reference("sentence")),
        ("where", .members([("type", .text("object"))])),
      ], required: [])
    let section = JSONValue.mapping(
      [
        ("title", .reference("sentence")), ("cite", .reference("text")),
        ("text", .reference("sentence")), ("show", .array(of: item, least: 1, unique: false)),
      ], required: ["title"])
    return .mapping(
      [
        ("language", .reference("language")), ("draft", .reference("text")),
        ("title", .reference("sentence")), ("act", .reference("text")),
        ("text", .reference("sentence")), ("public", .reference("flag")),
        ("sections", .array(of: section, least: 1, unique: false)),
      ], required: ["language", "draft", "title", "sections"])
  }

  private var sampleFile: JSONValue {
    let source = JSONValue.members([("type", .texts(["string", "object", "null"]))])
    let story = JSONValue.mapping(
      [
        ("story", .reference("text")), ("like", .reference("text")),
        ("weight", .reference("text")), ("violates", .words(.reference("text"))),
        ("set", .named(source)),
      ], required: ["story", "weight"])
    return .mapping(
      [
        ("language", .reference("language")), ("sample", .reference("text")),
        ("title", .reference("sentence")), ("mapping", .reference("text")),
        ("missing", .reference("text")), ("columns", .named(source)),
        ("stories", .array(of: story, least: 1, unique: false)),
      ], required: ["language", "sample", "title", "mapping", "columns", "stories"])
  }

  private var actFile: JSONValue {
    .mapping(
      [
        ("language", .reference("language")), ("act", .reference("text")),
        ("title", .reference("sentence")), ("number", .reference("text")),
        ("url", .reference("text")), ("jurisdiction", .reference("text")),
        ("status", .reference("status")), ("verified", .reference("verified")),
        ("applies", .reference("applies")), ("scope", .reference("text")),
        ("territory", .reference("text")), ("bearers", .named(.reference("text"))),
        ("schemes", .named(.array(of: .reference("text"), least: 2, unique: true))),
        ("terms", terms),
      ], required: ["language", "act", "title", "jurisdiction"])
  }

  private var terms: JSONValue {
    let rules = JSONValue.named(.reference("text"))
    let name = JSONValue.mapping(
      [("term", .reference("text")), ("rules", rules)], required: ["term"])
    return .mapping(
      [
        ("prefix", .reference("text")), ("namespace", .reference("text")), ("rules", rules),
        (
          "schemes",
          .named(
            .members([
              ("type", .text("object")),
              ("properties", .members([("property", .reference("text"))])),
              ("required", .texts(["property"])), ("additionalProperties", name),
            ]))
        ), ("violated", .reference("text")), ("open", .reference("text")),
      ], required: ["prefix", "namespace"])
  }

  private var ruleFile: JSONValue {
    let sections = RuleKind.allCases.map { kind -> (String, JSONValue?) in
      (kind.section, .named(.reference(kind.rawValue), names: .pattern("^[a-z0-9_]+$")))
    }
    return .mapping(
      [
        ("language", .reference("language")), ("act", .reference("text")),
        ("applies", .reference("applies")), ("status", .reference("status")),
        ("verified", .reference("verified")),
      ] + sections + [
        ("scores", .named(.reference("measure"))), ("derived", .named(.reference("measure"))),
        ("examples", .array(of: .reference("example"))),
      ], required: ["language", "act"])
  }

  private var rules: [(String, JSONValue?)] {
    [
      ("status", .choice(Status.allCases.map(\.rawValue))),
      ("verified", .choice(Verification.allCases.map(\.rawValue))),
      (
        "applies",
        .mapping([
          ("from", .reference("day")), ("until", .reference("day")), ("note", .reference("text")),
        ])
      ),
      ("derogation", derogation), ("reading", reading),
      (
        "example",
        .mapping([("name", .reference("text"))] + cases.caseProperties, required: ["name"])
      ),
      ("measure", conditions.measure),
    ] + RuleKind.allCases.map { ($0.rawValue, rule(of: $0)) }
  }

  private func rule(of kind: RuleKind) -> JSONValue {
    let version = versionProperties(of: kind)
    let versions = JSONValue.array(of: .mapping(version), least: 1)
    let required: [String] =
      switch kind {
      case .classification: ["scheme", "class"]
      case .obligation, .right: ["bearer"]
      case .definition, .prohibition: []
      }
    return .mapping(
      ruleProperties(of: kind) + version + [("versions", versions)], required: required)
  }

  private func ruleProperties(of kind: RuleKind) -> [(String, JSONValue?)] {
    let hasClass = kind == .classification || kind == .prohibition
    return [
      ("about", .choice(Level.allCases.map(\.rawValue))),
      ("helper", kind == .definition ? .reference("flag") : .choice(["no", "false"])),
      ("bearer", kind.isDuty ? .words(.reference("text")) : nil),
      ("holder", .reference("text")), ("topic", .reference("text")),
      ("scheme", hasClass ? .reference("text") : nil),
      ("class", hasClass ? .reference("text") : nil),
    ]
  }

  private func versionProperties(of kind: RuleKind) -> [(String, JSONValue?)] {
    citation + [
      ("applies", .reference("applies")), ("status", .reference("status")),
      ("verified", .reference("verified")),
      ("severity", .choice(Severity.allCases.map(\.rawValue))),
      ("remedy", .reference("sentence")), ("evidence", .words(.reference("text"))),
    ] + body + [
      (
        "readings",
        .members([
          ("type", .text("object")), ("minProperties", .integer(2)),
          ("additionalProperties", .reference("reading")),
        ])
      ),
      ("requires", kind == .obligation ? .reference("condition") : nil),
      ("honoured_by", kind == .right ? .reference("condition") : nil),
    ]
  }

  private var citation: [(String, JSONValue?)] {
    [
      ("provision", .words(.reference("text"))), ("cite", .reference("text")),
      ("says", .reference("sentence")),
    ]
  }

  private var body: [(String, JSONValue?)] {
    [
      ("when", .reference("condition")), ("untranslatable", .reference("text")),
      ("unless", .named(.reference("derogation"))),
    ]
  }

  private var derogation: JSONValue {
    .mapping(
      citation + body + [
        ("applies", .reference("applies")), ("must_be_shown", .reference("flag")),
        ("verified", .reference("verified")),
      ], required: ["provision", "cite", "says"])
  }

  private var reading: JSONValue {
    .mapping(
      [
        ("says", .reference("sentence")), ("source", .reference("text")),
        ("applies", .reference("applies")), ("when", .reference("condition")),
      ], required: ["says", "source", "when"])
  }
}
