import Reports
import RuleCompiler

/// Schemas of conditions, and of numbers that follow from answers.
struct ConditionSchema {
  let vocabulary: Vocabulary
  let language: Language

  private var answers: AnswerSchema { AnswerSchema(vocabulary: vocabulary, language: language) }

  var definitions: [(String, JSONValue?)] {
    [
      ("name", .pattern("^[a-z0-9_./-]+$")),
      ("condition", .anyOf([bareName, pair, quantified])),
      ("numberTest", bounds(["at_least", "at_most"], .reference("number"))),
      ("dayTest", bounds(["before", "on_or_after"], .reference("day"))),
      (
        "classTest",
        .anyOf([.words(.reference("text")), bounds(["at_least", "at_most"], .reference("text"))])
      ),
    ]
  }

  /// A fact that is yes or no, or another rule; editors complete the former.
  private var bareName: JSONValue {
    let facts = vocabulary.facts.filter { $0.type == .yesNo }.map(\.name)
    return .anyOf([.choice(facts + ["always"]), .reference("name")])
  }

  /// One pair: `all`, `any`, `not`, or a name with a test.
  private var pair: JSONValue {
    let facts = vocabulary.facts.map { ($0.name, Optional(test(on: $0))) }
    let others = JSONValue.anyOf([.reference("numberTest"), .reference("classTest")])
    return .members([
      ("type", .text("object")), ("minProperties", .integer(1)), ("maxProperties", .integer(1)),
      (
        "properties",
        .members(
          [
            ("all", .array(of: .reference("condition"), least: 1)),
            ("any", .array(of: .reference("condition"), least: 1)),
            ("not", .reference("condition")),
            (assessmentDayName, .reference("dayTest")),
          ] + facts)
      ),
      ("propertyNames", .members([("not", .choice(["some", "every", "where", "has"]))])),
      ("additionalProperties", others),
    ])
  }

  /// What is said of a list.
  private var quantified: JSONValue {
    let lists = JSONValue.choice(vocabulary.lists.map(\.name) + ["uses"])
    let parts = [("where", JSONValue.reference("condition")), ("has", .reference("condition"))]
    return .anyOf(
      ["some", "every"].map { quantity in
        .mapping([(quantity, lists)] + parts, required: [quantity])
      })
  }

  private func bounds(_ names: [String], _ value: JSONValue) -> JSONValue {
    .members([
      ("type", .text("object")), ("minProperties", .integer(1)), ("maxProperties", .integer(1)),
      ("properties", .members(names.map { ($0, value) })), ("additionalProperties", .flag(false)),
    ])
  }

  private func test(on fact: Fact) -> JSONValue {
    var forms: [JSONValue] = []
    let value = answers.value(of: fact)
    switch fact.type {
    case .yesNo:
      // What is yes or no already is tested by its bare name.
      forms =
        [.array(of: value, least: 1, unique: true)] + (fact.allowsNone ? [.choice(["none"])] : [])
    case .oneOf(_, ordered: true):
      forms = [.words(value, unique: true), bounds(["at_least", "at_most"], value)]
    case .oneOf, .country, .text: forms = [.words(value, unique: true)]
    case .someOf(let options):
      let members = JSONValue.words(.choice(options.map(\.name)), unique: true)
      forms = [members, bounds(["includes_all", "only"], members)]
    case .number:
      let other = JSONValue.mapping([("fact", .reference("factName"))], required: ["fact"])
      forms = [
        .words(value, unique: true), bounds(["at_least", "at_most"], value),
        .mapping([("less_than", other)], required: ["less_than"]),
      ]
    case .date, .time:
      forms = [.words(value, unique: true), bounds(["before", "on_or_after"], value)]
    }
    let canLack = fact.isSet || fact.allowsNone
    return JSONValue.anyOf(forms + (canLack ? [.choice(["present"])] : []))
      .described(fact.question.in(language))
  }

  /// A score, an adjusted score or an elapsed time.
  var measure: JSONValue {
    let points = JSONValue.named(
      .members([
        ("type", .text("object")), ("minProperties", .integer(1)), ("maxProperties", .integer(1)),
        (
          "properties",
          .members(["one", "sum"].map { ($0, .named(.reference("number"))) })
        ),
        ("additionalProperties", .flag(false)),
      ]))
    let adjusted = JSONValue.mapping(
      [
        ("of", .reference("text")), ("when", .reference("condition")),
        ("times", .reference("number")), ("round", .choice(Rounding.allCases.map(\.rawValue))),
      ], required: ["of", "when", "times"])
    let elapsed = JSONValue.mapping(
      [
        ("from", .reference("text")), ("to", .reference("text")),
        ("in", .choice(TimeUnit.allCases.map(\.rawValue))),
        ("counting", .choice(["both_ends", "after_first"])),
      ], required: ["from", "to", "in"])
    return .mapping([
      ("provision", .words(.reference("text"))), ("cite", .reference("text")),
      ("says", .reference("sentence")), ("points", points), ("adjusted", adjusted),
      ("elapsed", elapsed),
    ])
  }
}
