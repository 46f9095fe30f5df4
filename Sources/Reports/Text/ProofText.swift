import RuleCompiler
import RuleEvaluator

/// Puts reasons on a page: each once, what they hang on below them.
struct ProofText {
  let words: ReasonWording
  /// Lines that are shown; more are only counted.
  let most: Int
  /// Of an open verdict: only what is open is told, and not the questions, which stand apart.
  var isOpen = false
  /// Whether derogations that do not hold are told below the rule itself.
  var isWhole = false
  /// Facts of which a reason has told the answer.
  private(set) var told: Set<FactID> = []
  private(set) var dropped = 0
  private var indent = Page.body
  private var lines: Set<String> = []

  init(words: ReasonWording, most: Int, isOpen: Bool = false, isWhole: Bool = false) {
    self.words = words
    self.most = most
    self.isOpen = isOpen
    self.isWhole = isWhole
  }

  mutating func put(
    _ statements: [Statement], at indent: Int = Page.body, on page: inout Page
  ) {
    self.indent = indent
    for statement in statements { put(statement, depth: 0, on: &page) }
  }

  private mutating func put(_ statement: Statement, depth: Int, on page: inout Page) {
    guard isTold(statement, depth) else { return }
    let line = words.words(for: statement, isShort: isOpen)
    let isNew = lines.insert(line + statement.place.words).inserted
    if isNew {
      if lines.count > most { dropped += 1 } else { put(line, statement, depth, on: &page) }
    }
    guard isNew || isGroup(statement) else { return }
    for part in parts(of: statement) { put(part, depth: depth + 1, on: &page) }
  }

  private mutating func put(
    _ line: String, _ statement: Statement, _ depth: Int, on page: inout Page
  ) {
    page.put(line, at: indent + 2 * min(depth, 12), right: statement.place.words)
    if case .fact(let fact, _, _) = statement.subject { told.insert(fact) }
  }

  private func isGroup(_ statement: Statement) -> Bool {
    if case .requirement = statement.subject { true } else { false }
  }

  private func isTold(_ statement: Statement, _ depth: Int) -> Bool {
    if isOpen {
      if case .fact(_, _, .unsayable?) = statement.subject { return true }
      if depth > 0 && !isGroup(statement) { return false }
      return statement.truth == .unknown && !isQuestion(statement)
    }
    return isWhole || depth == 0 || statement.derogation != .doesNotHold
  }

  /// What is below a statement; where a derogation is taken back in any case, only what takes it.
  private func parts(of statement: Statement) -> [Statement] {
    guard !isWhole, statement.derogation == .openButTakenBack else { return statement.parts }
    return statement.parts.filter { $0.derogation == .counts }
  }

  /// Whether it says no more than a question does.
  private func isQuestion(_ statement: Statement) -> Bool {
    switch statement.subject {
    case .fact, .items, .judgement, .requirement, .jurisdiction: true
    case .closedFact, .measure, .day, .rule, .derogation, .reading, .scheme, .uses, .scope, .role,
      .notYetLaw, .noLongerLaw:
      false
    }
  }
}
