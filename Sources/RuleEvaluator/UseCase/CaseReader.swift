package import LocatedYAML
package import RuleCompiler

/// Reads use cases, and examples of rule files, against the vocabulary of a rulebook.
package struct CaseReader {
  package let rulebook: Rulebook
  package let file: String
  private let memory: VerdictMemory?

  /// - Parameter memory: what other use cases of the rulebook have led to.
  package init(rulebook: Rulebook, file: String, memory: VerdictMemory? = nil) {
    self.rulebook = rulebook
    self.file = file
    self.memory = memory
  }

  var rules: CheckedRules { rulebook.rules }
  var vocabulary: Vocabulary { rulebook.rules.vocabulary }

  /// A use-case file.
  package func read(_ node: Node, noting diagnostics: inout [Diagnostic]) -> UseCase? {
    guard var fields = Fields(node, of: "a use case", in: file, noting: &diagnostics) else {
      return nil
    }
    RuleCompiler.Language.check(&fields, noting: &diagnostics)
    let name = fields.text("use_case", noting: &diagnostics)
    if name == nil {
      diagnostics.append(
        .missingKey("use_case", of: "the file", in: file, at: node.span.first))
    }
    let title = fields.text("title", noting: &diagnostics)
    let operatorName = fields.text("operator", noting: &diagnostics)
    let notes = readNotes(&fields, noting: &diagnostics)
    let entry = readEntry(&fields, noting: &diagnostics)
    let asked = readAsked(&fields, required: true, at: node.span, noting: &diagnostics)
    var useCase = readBody(
      &fields, name: name?.text ?? "", title: title?.text, operatorName: operatorName?.text,
      asked: asked, act: nil, origins: entry?.origins ?? [:], noting: &diagnostics)
    useCase?.notes = notes
    useCase?.entry = entry
    return useCase
  }

  /// An example of a rule file, for which the law of its act is asked.
  package func read(
    _ example: Example, noting diagnostics: inout [Diagnostic]
  ) -> UseCase? {
    guard
      var fields = Fields(example.node, of: "an example", in: file, noting: &diagnostics)
    else { return nil }
    let name = fields.text("name", noting: &diagnostics)
    if name == nil {
      diagnostics.append(
        .missingKey("name", of: "an example", in: file, at: example.node.span.first))
    }
    var asked = readAsked(
      &fields, required: false, at: example.node.span, noting: &diagnostics)
    if asked.jurisdictions.isEmpty, asked.asIf.isEmpty {
      asked.jurisdictions = [rules[example.act].jurisdiction]
    }
    return readBody(
      &fields, name: name?.text ?? "", title: name?.text, operatorName: nil, asked: asked,
      act: example.act, noting: &diagnostics)
  }

  private func readBody(
    _ fields: inout Fields, name: String, title: String?, operatorName: String?,
    asked: (jurisdictions: [String], asIf: [String]), act: ActID?,
    origins: [FactID: Origin] = [:], noting diagnostics: inout [Diagnostic]
  ) -> UseCase? {
    let day = fields.day("on", noting: &diagnostics)
    let assumed = readFactNames("assumed", &fields, noting: &diagnostics)
    let answers = AnswerReader(
      reader: self, assumed: Set(assumed.map(\.fact)), origins: origins)
    let (common, uses) = answers.read(&fields, useName: name, noting: &diagnostics)
    let lists = answers.readLists(&fields, noting: &diagnostics)
    let papers = PaperReader(
      reader: self, act: act, asked: asked.jurisdictions + asked.asIf)
    let evidence = papers.readEvidence(&fields, noting: &diagnostics)
    let waivers = papers.readWaivers(&fields, noting: &diagnostics)
    let judgements = papers.readJudgements(&fields, noting: &diagnostics)
    let readings = papers.readReadings(&fields, noting: &diagnostics)
    let expectations = readExpectations(
      &fields, act: act, asking: asked.jurisdictions + asked.asIf, noting: &diagnostics)
    let asks = readFactNames("asks", &fields, noting: &diagnostics)
    fields.finish(noting: &diagnostics)
    checkAssumed(assumed, common, uses, noting: &diagnostics)
    if act == nil, day == nil, let first = expectations.first {
      diagnostics.append(.expectsWithoutDay(first.name, in: file))
    }
    let useCase = UseCase(
      name: name, title: title, operatorName: operatorName, jurisdictions: asked.jurisdictions,
      asIf: asked.asIf, day: day, file: file, answers: common, uses: uses, lists: lists,
      evidence: evidence, waivers: waivers, judgements: judgements, readings: readings,
      expectations: expectations, asks: asks)
    if !diagnostics.containsError {
      useCase.checkGuards(rulebook, remembering: memory, noting: &diagnostics)
    }
    return useCase
  }

  /// Whose law is asked: codes in the order of writing.
  private func readAsked(
    _ fields: inout Fields, required: Bool, at span: SourceSpan,
    noting diagnostics: inout [Diagnostic]
  ) -> (jurisdictions: [String], asIf: [String]) {
    let jurisdictions = fields.words("jurisdictions", noting: &diagnostics)
    let asIf = fields.words("as_if", noting: &diagnostics)
    if jurisdictions.isEmpty, asIf.isEmpty, required {
      diagnostics.append(
        .missingKey("jurisdictions", of: "the use case", in: file, at: span.first))
    }
    for code in jurisdictions + asIf where !isCode(code.text) {
      diagnostics.append(.notAJurisdiction(code, in: file))
    }
    for (index, code) in jurisdictions.enumerated()
    where jurisdictions[..<index].contains(where: { $0.text == code.text }) {
      diagnostics.append(.repeatedMember(code, in: file))
    }
    return (jurisdictions.map(\.text), asIf.map(\.text))
  }

  /// A country's code, or that of a body with members or of an act.
  private func isCode(_ code: String) -> Bool {
    if rules.memberships.body(code) != nil { return true }
    if rules.acts.contains(where: { $0.jurisdiction == code }) { return true }
    return vocabulary.countries.isEmpty
      ? code.utf8.count == 2 && code.utf8.allSatisfy { (65...90).contains($0) }
      : vocabulary.countries[code] != nil
  }

  func readFactNames(
    _ key: String, _ fields: inout Fields, noting diagnostics: inout [Diagnostic]
  ) -> [(fact: FactID, place: Place)] {
    fields.words(key, noting: &diagnostics).compactMap { name in
      guard let fact = vocabulary.fact(named: name.text) else {
        diagnostics.append(.unknownFact(name, vocabulary, in: file))
        return nil
      }
      return (fact, Place(file: file, span: name.span))
    }
  }

  private func checkAssumed(
    _ assumed: [(fact: FactID, place: Place)], _ common: Answers, _ uses: [Use],
    noting diagnostics: inout [Diagnostic]
  ) {
    for (fact, place) in assumed
    where common[fact] == nil && !uses.contains(where: { $0.answers[fact] != nil }) {
      diagnostics.append(.assumedWithoutAnswer(vocabulary[fact], at: place))
    }
  }
}

extension Diagnostic {
  static func expectsWithoutDay(_ name: Key, in file: String) -> Diagnostic {
    Diagnostic(
      code: "expects-without-day", severity: .error,
      message: "what is expected holds on a day, and the file has no `on`", file: file,
      span: name.span, hint: "add `on: YYYY-MM-DD`")
  }

  static func notAJurisdiction(_ code: Key, in file: String) -> Diagnostic {
    Diagnostic(
      code: "not-a-jurisdiction", severity: .error,
      message: "`\(code.text)` is no country and no body whose law could be asked", file: file,
      span: code.span, hint: "a country is written as two capital letters, such as `NL`")
  }

  static func assumedWithoutAnswer(_ fact: Fact, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "assumed-without-answer", severity: .warning,
      message: "`\(fact.name)` is said to be assumed, but has no answer", file: place.file,
      span: place.span)
  }
}
