public import RuleCompiler
public import RuleEvaluator

/// A scheme of classes, explained: its classes with the rules that give them and, for a described
/// system, the class and why it is no higher one.
public struct SchemeExplanation: Sendable {
  package let rulebook: Rulebook
  package let scheme: SchemeID
  /// Nil where no system is described.
  package let assessment: Assessment?
  /// Nil where no system is described, or where the act is not asked.
  package let result: ClassResult?
  package let refusals: [ClassRefusal]

  /// Nil where no scheme has the name.
  public init?(of name: String, in rulebook: Rulebook) {
    self.init(name, rulebook, nil)
  }

  /// For the system of an assessment, on its day; nil where no scheme has the name.
  public init?(of name: String, in assessment: Assessment) {
    self.init(name, assessment.rulebook, assessment)
  }

  private init?(_ name: String, _ rulebook: Rulebook, _ assessment: Assessment?) {
    guard let found = rulebook.rules.schemes.first(where: { $0.name == name }) else { return nil }
    self.rulebook = rulebook
    self.assessment = assessment
    scheme = found.id
    result = assessment?.classes.first { $0.scheme == name }
    refusals =
      assessment.map { AssessmentReport.refusals(of: $0).filter { $0.scheme == found.id } } ?? []
  }

  /// The rules that give a class, in the order of the rulebook.
  package func rules(giving rank: Int) -> [RuleID] {
    rulebook.rules.members(of: scheme).filter { rulebook.rules[$0].membership?.rank == rank }
  }
}

/// A scheme as text for people.
struct SchemeText {
  let explanation: SchemeExplanation
  private let wording: Wording
  private var page: Page

  init(_ explanation: SchemeExplanation, in language: Language, _ options: TextOptions) {
    self.explanation = explanation
    wording = Wording(
      language: language, rules: explanation.rulebook.rules,
      useCase: explanation.assessment?.useCase)
    page = Page(options)
  }

  private var rules: CheckedRules { wording.rules }
  private var scheme: Scheme { rules[explanation.scheme] }

  var told: String {
    var copy = self
    copy.putHead()
    copy.putClasses()
    return copy.page.text
  }

  private mutating func putHead() {
    let act = rules[scheme.act]
    page.put(scheme.name, at: 0, right: scheme.place.words, .strong)
    page.put(wording.say(.schemeOfClasses), at: 0)
    page.put(
      [wording.sentence(act.title), act.number.map(wording.cite)].compactMap(\.self)
        .joined(separator: " · "), at: 0, right: act.url)
    if let assessment = explanation.assessment {
      if let result = explanation.result {
        page.skip()
        ClassText(wording: wording, day: assessment.day).put(result, on: &page)
      }
      if !explanation.refusals.isEmpty {
        page.heading(wording.say(.noHigherClass))
        let text = RefusalText(wording: wording)
        for refusal in explanation.refusals { text.put(refusal, on: &page) }
      }
    }
  }

  private mutating func putClasses() {
    page.heading(wording.say(.classesOfScheme))
    let words = ReasonWording(wording: wording, home: scheme.act)
    for (rank, name) in scheme.classes.enumerated() {
      let told = wording.className(name)
      page.put(told == name ? name : wording.say(.sepSays, name, told), at: 2, .strong)
      let givers = explanation.rules(giving: rank)
      if givers.isEmpty { page.put(wording.say(.whereNoOther), at: 4) }
      for id in givers {
        let says = rules[id].versions.last?.citation?.says
        let kind = wording.word(for: rules[id].kind)
        page.put(
          wording.with(says, words.name(of: id) + " · " + kind), at: 4, hang: 2,
          right: rules[id].place.words)
      }
    }
  }
}

/// A scheme as JSON, in the format `clearance-scheme`.
struct SchemeJSON {
  let explanation: SchemeExplanation

  /// Raised when a reader of the last format would misunderstand.
  static let version = 1

  private var rules: CheckedRules { explanation.rulebook.rules }

  var value: JSONValue {
    let scheme = rules[explanation.scheme]
    let parts = JSONParts(rules: rules, useCase: explanation.assessment?.useCase)
    return .object(
      [
        .init("format", .text("clearance-scheme")),
        .init("version", .integer(SchemeJSON.version)), .init("scheme", .text(scheme.name)),
        .init("act", .text(rules[scheme.act].name)),
        .init("classes", .list(scheme.classes.indices.map { classOf(scheme, $0) })),
        .init("day", .optional(explanation.assessment?.day)),
        .init("use_case", .optional(explanation.assessment?.useCase.file)),
        .init("lowest", .optional(explanation.result?.lowest)),
        .init("highest", .optional(explanation.result?.highest)),
        .init(
          "refused", .list(explanation.refusals.map(RefusalJSON(parts: parts).value))),
      ] + [JSONValue.Member](scheme.place))
  }

  private func classOf(_ scheme: Scheme, _ rank: Int) -> JSONValue {
    let givers = explanation.rules(giving: rank).map { id -> JSONValue in
      let citation = rules[id].versions.last?.citation
      return .object([
        .init("rule", .text(rules.fullName(id))), .init("kind", .text(rules[id].kind.rawValue)),
        .init("cite", .optional(citation?.cite)), .init("says", .optional(citation?.says)),
      ])
    }
    return .object([
      .init("class", .text(scheme.classes[rank])), .init("rules", .list(givers)),
    ])
  }
}
