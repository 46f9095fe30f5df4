public import LocatedYAML
package import RuleCompiler

/// An answer that is tried: `fact=value`, or `use.fact=value` for one use alone.
public struct Trial: Sendable {
  /// As it was written before the `=`.
  public let name: String
  /// The use; nil where it is tried on every use.
  public let use: String?
  package let fact: FactID
  package let levers: [Lever]
  package let said: Answer.Said

  /// Reads trials against the vocabulary, and what a case says already.
  ///
  /// - Throws: `UseCaseError` with each mistake at its place in `arguments`, whose paths tell one
  ///   from another.
  public static func read(
    _ arguments: [SourceFile], for assessment: Assessment
  ) throws(UseCaseError) -> [Trial] {
    var diagnostics: [Diagnostic] = []
    var trials: [Trial] = []
    for argument in arguments {
      if let trial = read(argument, assessment, noting: &diagnostics) { trials.append(trial) }
    }
    if !diagnostics.containsError {
      check(trials, zip(trials, arguments).map(\.1), assessment, noting: &diagnostics)
    }
    guard !diagnostics.containsError else { throw UseCaseError(diagnostics: diagnostics.inOrder) }
    return trials
  }

  private static func read(
    _ argument: SourceFile, _ assessment: Assessment, noting diagnostics: inout [Diagnostic]
  ) -> Trial? {
    let text = String(decoding: argument.bytes, as: UTF8.self)
    guard let equals = text.firstIndex(of: "=") else {
      diagnostics.append(.trialWithoutValue(in: argument, text))
      return nil
    }
    let name = String(text[..<equals])
    let length = name.unicodeScalars.count
    let key = Key(
      text: name, span: SourceSpan(at: .start, length: Swift.max(length, 1)))
    guard let (fact, use) = subject(key, argument, assessment, noting: &diagnostics) else {
      return nil
    }
    let value = SourceFile(path: argument.path, text: String(text[text.index(after: equals)...]))
    var own: [Diagnostic] = []
    let node = Node.read(value, limits: .useCase, noting: &own)
    let reader = AnswerReader(
      reader: CaseReader(rulebook: assessment.rulebook, file: argument.path), assumed: [])
    let said = node.flatMap { reader.readSaid($0, of: fact, noting: &own) }
    diagnostics += own.map { $0.moved(by: length + 1, in: argument) }
    guard let said else {
      if own.isEmpty { diagnostics.append(.trialWithoutValue(in: argument, text)) }
      return nil
    }
    return Trial(
      name: name, use: use.map { assessment.useCase.uses[$0].name }, fact: fact.id,
      levers: contexts(of: fact, use, assessment).map { Lever(fact: fact.id, context: $0) },
      said: said)
  }

  private static func contexts(
    of fact: Fact, _ use: Int?, _ assessment: Assessment
  ) -> [Int] {
    if fact.level == .system { return [0] }
    return use.map { [$0] } ?? Array(assessment.evaluation.answers.indices)
  }

  /// The fact that a name means, and the use where it names one.
  private static func subject(
    _ name: Key, _ argument: SourceFile, _ assessment: Assessment,
    noting diagnostics: inout [Diagnostic]
  ) -> (fact: Fact, use: Int?)? {
    let vocabulary = assessment.rulebook.rules.vocabulary
    let uses = assessment.useCase.uses
    if let id = vocabulary.fact(named: name.text) {
      return checked(vocabulary[id], nil, name, argument, noting: &diagnostics)
    }
    let parts = name.text.split(separator: ".", maxSplits: 1).map(String.init)
    if parts.count == 2, parts[1].contains(".") {
      guard let use = uses.firstIndex(where: { $0.name == parts[0] }) else {
        let span = SourceSpan(at: .start, length: parts[0].unicodeScalars.count)
        diagnostics.append(
          .noSuchUse(
            Key(text: parts[0], span: span), among: uses.map(\.name), in: argument.path))
        return nil
      }
      let start = SourcePosition(line: 1, column: parts[0].unicodeScalars.count + 2)
      let rest = Key(
        text: parts[1], span: SourceSpan(at: start, length: parts[1].unicodeScalars.count))
      guard let id = vocabulary.fact(named: rest.text) else {
        diagnostics.append(.unknownFact(rest, vocabulary, in: argument.path))
        return nil
      }
      return checked(vocabulary[id], use, rest, argument, noting: &diagnostics)
    }
    diagnostics.append(.unknownFact(name, vocabulary, in: argument.path))
    return nil
  }

  private static func checked(
    _ fact: Fact, _ use: Int?, _ name: Key, _ argument: SourceFile,
    noting diagnostics: inout [Diagnostic]
  ) -> (fact: Fact, use: Int?)? {
    if fact.level == .item || (fact.level == .system && use != nil) {
      diagnostics.append(.factAtWrongPlace(fact, in: argument.path, at: name.span))
      return nil
    }
    return (fact, use)
  }

  /// What is tried must be asked there, and be possible along with the rest.
  private static func check(
    _ trials: [Trial], _ arguments: [SourceFile], _ assessment: Assessment,
    noting diagnostics: inout [Diagnostic]
  ) {
    let vocabulary = assessment.rulebook.rules.vocabulary
    let said = trials.reduce(into: [Lever: Answer.Said?]()) { said, trial in
      for lever in trial.levers { said[lever] = trial.said }
    }
    let idle = Set(
      assessment.evaluation.taking(assessment.useCase.saying(said, vocabulary)).idleAnswers)
    for (trial, argument) in zip(trials, arguments)
    where trial.levers.contains(where: idle.contains) {
      let place = Place(file: argument.path, span: argument.whole)
      let fact = vocabulary[trial.fact]
      if let guarding = fact.guarding {
        diagnostics.append(.notAsked(fact, otherwise: guarding.otherwise, at: place))
      }
    }
    guard !diagnostics.containsError, let trial = trials.last, let argument = arguments.last
    else { return }
    var remarks: [Diagnostic] = []
    assessment.useCase.changed(said, assessment.evaluation)
      .checkGuards(assessment.rulebook, noting: &remarks)
    if remarks.containsError {
      let place = Place(file: argument.path, span: argument.whole)
      diagnostics.append(.cannotBeTrue(vocabulary[trial.fact], at: place))
    }
  }
}

extension SourceFile {
  fileprivate var whole: SourceSpan {
    SourceSpan(
      at: .start, length: String(decoding: bytes, as: UTF8.self).unicodeScalars.count)
  }
}

extension Diagnostic {
  /// A remark about a value, at its place behind the name.
  fileprivate func moved(by columns: Int, in argument: SourceFile) -> Diagnostic {
    var moved = self
    moved.file = argument.path
    if moved.span.start.line == 1 { moved.span.start.column += columns }
    if moved.span.end.line == 1 { moved.span.end.column += columns }
    return moved
  }

  static func trialWithoutValue(in argument: SourceFile, _ text: String) -> Diagnostic {
    Diagnostic(
      code: "setting-without-value", severity: .error,
      message: "nothing is said of `\(text.prefix { $0 != "=" })`", file: argument.path,
      span: argument.whole, hint: "write fact=value, as in `oversight.can_stop=yes`")
  }

  static func noSuchUse(_ use: Key, among names: [String], in file: String) -> Diagnostic {
    Diagnostic(
      code: "unknown-use", severity: .error, message: "the case has no use `\(use.text)`",
      file: file, span: use.span, suggestion: nearest(to: use.text, among: names),
      hint: names.isEmpty ? "leave it out: the case names no uses" : nil)
  }
}
