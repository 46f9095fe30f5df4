import LocatedYAML
import RuleCompiler
import RuleEvaluator

extension JSONValue {
  /// A sentence in the languages it is written in; a missing one is null.
  init(_ text: Text) {
    self = .object([
      Member("en", .text(text.english)), Member("fr", .optional(text.french)),
    ])
  }

  static func optional(_ text: Text?) -> JSONValue { text.map { JSONValue($0) } ?? .null }

  static func optional(_ day: Day?) -> JSONValue { .optional(day?.description) }
}

extension [JSONValue.Member] {
  /// Where something is written: file, line and column, both counted from 1.
  init(_ place: Place) {
    self = [
      JSONValue.Member("file", .text(place.file)),
      JSONValue.Member("line", .integer(place.span.start.line)),
      JSONValue.Member("column", .integer(place.span.start.column)),
    ]
  }

  /// Where something is written, null three times where it is not.
  static func place(_ place: Place?) -> [JSONValue.Member] {
    place.map { [JSONValue.Member]($0) }
      ?? ["file", "line", "column"].map { JSONValue.Member($0, .null) }
  }
}

extension Fact {
  /// An answer as a use case in JSON would write it; null where nobody has said anything.
  func json(for said: Answer.Said?) -> JSONValue {
    switch said {
    case nil: .null
    case .unknown: .text("unknown")
    case .unsayable(let why): .object([.init("unknown", .text(why))])
    case .value(let value): json(for: value)
    case .partly(let has, let hasNot):
      .object([
        .init("has", .texts(has.map { options[$0].name })),
        .init("has_not", .texts(hasNot.map { options[$0].name })),
      ])
    }
  }

  private func json(for value: Value) -> JSONValue {
    switch value {
    case .number(let number): .decimal(number.description)
    case .members(let places): .texts(places.map { options[$0].name })
    case .none, .option, .day, .instant, .word: .text(words(for: value))
    }
  }
}

/// Writes what several reports in JSON share.
struct JSONParts {
  let rules: CheckedRules
  let useCase: UseCase?
  /// What the law says stands elsewhere, so that statements need not repeat it.
  var isShort = false

  /// A phrase or a sentence in all languages.
  func said(_ words: (Wording) -> String) -> JSONValue {
    .object(
      Language.allCases.map { language in
        .init(
          language.rawValue,
          .text(words(Wording(language: language, rules: rules, useCase: useCase))))
      })
  }

  /// A verdict by the words that use cases and waivers know.
  func verdict(_ verdict: Verdict, of kind: RuleKind) -> JSONValue {
    .object([
      .init("word", .text(verdict.word(of: kind))),
      .init("possible", .texts(names(of: verdict.possible, kind))),
      .init("contested", .flag(verdict.isContested)),
      .init("settled_either_way", .flag(verdict.isSettledEitherWay)),
      .init("presumed", .optional(verdict.presumed.flatMap { names(of: $0, kind).first })),
    ])
  }

  private func names(of finals: Finals, _ kind: RuleKind) -> [String] {
    let all: [(Finals, String)] =
      kind.isDuty
      ? [(.notApplicable, "not_applicable"), (.satisfied, "satisfied"), (.violated, "violated")]
      : [(.no, "no"), (.yes, "yes")]
    return all.filter { finals.contains($0.0) }.map(\.1)
  }

  func question(_ question: Question) -> JSONValue {
    let (kind, name, item, context): (String, String, String?, Int?) =
      switch question {
      case .fact(let fact, let context):
        (
          "fact", rules.vocabulary[fact].name, nil,
          rules.vocabulary[fact].level == .system ? nil : context
        )
      case .itemFact(let fact, let item): ("item_fact", rules.vocabulary[fact].name, item, nil)
      case .list(let list): ("list", rules.vocabulary[list].name, nil, nil)
      case .membership(let code): ("membership", code, nil, nil)
      case .judgement(let name, let context): ("judgement", name, nil, context)
      }
    return .object([
      .init("kind", .text(kind)), .init("name", .text(name)), .init("item", .optional(item)),
      .init("use", .optional(context.flatMap(useName))),
      .init("ask", said { $0.question(question) }),
    ])
  }

  func way(_ way: Way) -> JSONValue {
    let (word, isExact): (String, JSONValue) =
      switch way {
      case .answers(let set): ("answers", .flag(set.isExact))
      case .none: ("cannot_be_said", .null)
      case .entangled: ("entangled", .null)
      }
    return .object([
      .init("by", .text(word)), .init("exact", isExact),
      .init("questions", .list(way.questions.map(question))),
    ])
  }

  /// The name of a use; nil where the case names none.
  func useName(_ context: Int) -> String? {
    guard let useCase, context < useCase.uses.count else { return nil }
    return useCase.uses[context].name
  }

  func statement(_ statement: Statement, home: ActID) -> JSONValue {
    let (about, name, answer) = subject(statement.subject)
    return .object(
      [
        .init("about", .text(about)), .init("name", .optional(name)),
        .init("truth", .text(word(for: statement.truth))),
        .init("derogation", .optional(statement.derogation?.rawValue)),
        .init("use", .optional(statement.use)), .init("answer", answer),
        .init("assumed", .flag(statement.isAssumed)),
        .init(
          "words",
          said { words in
            ReasonWording(wording: words, home: home)
              .words(for: statement, isShort: isShort, asks: !isShort)
          }),
      ] + [JSONValue.Member](statement.place) + [
        .init("parts", .list(statement.parts.map { self.statement($0, home: home) }))
      ])
  }

  private func word(for truth: Truth) -> String {
    switch truth {
    case .no: "no"
    case .unknown: "unknown"
    case .yes: "yes"
    }
  }

  private func subject(_ subject: Reason.Subject) -> (String, String?, JSONValue) {
    switch subject {
    case .fact(let id, _, let said):
      ("fact", rules.vocabulary[id].name, rules.vocabulary[id].json(for: said))
    case .closedFact(let id, _): ("closed_fact", rules.vocabulary[id].name, .null)
    case .measure(let id, _, _): ("measure", rules[id].name, .null)
    case .day: ("day", nil, .null)
    case .rule(let id): ("rule", rules.fullName(id), .null)
    case .derogation(let id, let path): ("derogation", rules.fullName(id, path), .null)
    case .reading(let id, let index):
      ("reading", rules.fullName(id) + "." + rules[id].readingNames[index], .null)
    case .scheme(let id, _): ("scheme", rules[id].name, .null)
    case .items(_, let list, let names): ("items", rules.vocabulary[list].name, .texts(names))
    case .uses: ("uses", nil, .null)
    case .judgement(let name): ("judgement", name, .null)
    case .jurisdiction(let code): ("jurisdiction", code, .null)
    case .scope(let act): ("scope", rules[act].name, .null)
    case .role(let bearer): ("role", bearer, .null)
    case .notYetLaw(let day): ("not_yet_law", day.description, .null)
    case .noLongerLaw(let day): ("no_longer_law", day.description, .null)
    case .requirement: ("requirement", nil, .null)
    }
  }
}
