package import RuleCompiler
package import RuleEvaluator

/// A document of the law, filled from a use case as far as that goes: what nobody has said stands
/// in it as an open place.
package struct Draft: Sendable {
  package let template: DraftTemplate
  package let assessment: Assessment
  package let sections: [Section]

  /// A part with a heading, and what it shows.
  package struct Section: Sendable {
    let heading: DraftTemplate.Section
    package let lines: [Line]
  }

  /// What a draft shows of a use case.
  package enum Line: Sendable {
    /// What the case says of a fact, of a use or of an item of a list.
    case answer(FactID, Answer, about: String?)
    /// Nobody has said it, or it cannot be said: why.
    case open(FactID, about: String?, why: String?)
    /// The question does not arise.
    case idle(FactID, about: String?)
    case openList(ListID)
    /// There is nothing on the list.
    case emptyList(ListID)
    case verdict(RuleID, Verdict, about: String?, bearers: [String], because: [CitedAnswer])
    /// The law of its act is not asked of this case.
    case notAsked(RuleID)
    case scheme(ClassResult)
    case evidence(String, words: Text?, Evidence?, isLapsed: Bool)
    case head(DraftTemplate.Head, [String])
    case record(DraftTemplate.Record)
    case ask(Text)
    case text(Text)
  }

  /// Fills a template from an assessment.
  package init(_ template: DraftTemplate, of assessment: Assessment) {
    self.template = template
    self.assessment = assessment
    var filler = DraftFiller(assessment)
    sections = template.sections.map { section in
      Section(heading: section, lines: section.items.flatMap { filler.lines(for: $0) })
    }
  }

  /// How many places are open.
  package var openPlaces: Int {
    sections.flatMap(\.lines).count { line in
      switch line {
      case .open, .openList, .ask, .notAsked: true
      case .evidence(_, _, let held, _): held == nil
      case .head(_, let words): words.isEmpty
      case .verdict(_, let verdict, _, _, _): verdict.isOpen
      case .answer, .idle, .emptyList, .scheme, .record, .text: false
      }
    }
  }
}

/// Looks up what a template asks for.
private struct DraftFiller {
  let assessment: Assessment
  private var reporter: DayReporter

  init(_ assessment: Assessment) {
    self.assessment = assessment
    reporter = DayReporter(ofAnyRule: assessment)
  }

  private var useCase: UseCase { assessment.useCase }
  private var rules: CheckedRules { assessment.rulebook.rules }
  private var vocabulary: Vocabulary { rules.vocabulary }

  mutating func lines(for item: DraftTemplate.Item) -> [Draft.Line] {
    switch item {
    case .fact(let id): return contexts(of: vocabulary[id].level).map { line(of: id, in: $0) }
    case .list(let id): return lines(of: id)
    case .rule(let id): return verdicts(of: id)
    case .scheme(let id):
      let name = rules[id].name
      return assessment.classes.filter { $0.scheme == name }.map { .scheme($0) }
    case .evidence(let name, let words):
      let held = useCase.evidence.first { $0.name == name }
      let isLapsed = held?.validUntil.map { $0 < assessment.day } ?? false
      return [.evidence(name, words: words, held, isLapsed: isLapsed)]
    case .head(let head): return [.head(head, words(at: head))]
    case .record(let record): return [.record(record)]
    case .ask(let text): return [.ask(text)]
    case .text(let text, where: nil): return [.text(text)]
    case .text(let text, where: let condition?): return holds(condition) ? [.text(text)] : []
    }
  }

  /// Facts of uses are shown use by use; what is said of the system once.
  private func contexts(of level: Level) -> Range<Int> {
    level == .system ? 0..<1 : reporter.evaluation.answers.indices
  }

  /// The title of a use, where there are several.
  private func name(of context: Int, _ level: Level) -> String? {
    guard level != .system, useCase.uses.count > 1 else { return nil }
    return useCase.uses[context].title ?? useCase.uses[context].name
  }

  private func line(of id: FactID, in context: Int) -> Draft.Line {
    let about = name(of: context, vocabulary[id].level)
    if let answer = reporter.evaluation.answers[context][id] {
      switch answer.said {
      case .value, .partly: return .answer(id, answer, about: about)
      case .unsayable(let why): return .open(id, about: about, why: why)
      case .unknown: break
      }
    }
    return reporter.evaluation.isClosed(id, context)
      ? .idle(id, about: about) : .open(id, about: about, why: nil)
  }

  private func lines(of id: ListID) -> [Draft.Line] {
    guard let list = useCase.lists[id] else { return [.openList(id)] }
    let facts = vocabulary.facts.filter { $0.list == id }.map(\.id)
    var lines: [Draft.Line] = []
    for item in list.items {
      for fact in facts {
        switch item.answers[fact]?.said {
        case .value, .partly:
          item.answers[fact].map { lines.append(.answer(fact, $0, about: item.name)) }
        case .unsayable(let why): lines.append(.open(fact, about: item.name, why: why))
        case nil, .unknown: break
        }
      }
    }
    if list.items.isEmpty, list.isComplete { lines.append(.emptyList(id)) }
    return list.isComplete ? lines : lines + [.openList(id)]
  }

  private func verdicts(of id: RuleID) -> [Draft.Line] {
    let act = rules[rules[id].act].jurisdiction
    guard act == Act.worldwide || assessment.frameworks.contains(where: { $0.code == act }) else {
      return [.notAsked(id)]
    }
    var lines: [Draft.Line] = []
    let proofs = Proof.all(of: id, in: assessment)
    for context in Set(proofs.map(\.matter.context)).sorted() {
      let own = proofs.filter { $0.matter.context == context }
      // Bearers for whom it comes out alike stand together.
      for verdict in own.map(\.verdict).uniqued() {
        let alike = own.filter { $0.verdict == verdict }
        lines.append(
          .verdict(
            id, verdict, about: name(of: context, rules[id].level),
            bearers: alike.compactMap(\.bearer), because: alike.first?.because ?? []))
      }
    }
    return lines
  }

  private func words(at head: DraftTemplate.Head) -> [String] {
    switch head {
    case .title: [useCase.title].compactMap(\.self)
    case .operator: [useCase.operatorName].compactMap(\.self)
    case .jurisdictions: useCase.jurisdictions + useCase.asIf
    case .uses: useCase.uses.map { $0.title ?? $0.name }
    }
  }

  private func holds(_ condition: (fact: FactID, option: Int)) -> Bool {
    contexts(of: vocabulary[condition.fact].level).contains { context in
      guard let answer = reporter.evaluation.answers[context][condition.fact] else { return false }
      return answer.value == .option(condition.option) || answer.has(condition.option) == true
    }
  }
}
