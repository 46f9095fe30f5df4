import RuleCompiler
import RuleEvaluator

/// Puts reasons on a page: each once, what they hang on below them.
struct ProofText {
  let words: ReasonWording
  /// Lines that are shown; more are only counted.
  let most: Int
  /// Of an open verdict: only what is open is told, and not the questions, which stand apart.
  var isOpen = false
  /// Rules that were told before, which need not be told again; nil tells everything.
  private(set) var before: Memory?
  /// Facts of which a reason has told the answer.
  private(set) var told: Set<FactID> = []
  /// Judgements that a reason has told.
  private(set) var toldJudgements: Set<String> = []
  private(set) var dropped = 0
  private var indent = Page.body
  private var lines: Set<String> = []

  /// What a report has told already.
  struct Memory {
    /// The day and the use of which reasons speak now.
    var scene = ""
    private var rules: Set<String> = []

    init() {}

    /// Whether a rule and what it hangs on were told of this day and use; they are from now on.
    mutating func tells(_ statement: Statement) -> Bool {
      guard case .rule(let id) = statement.subject, !statement.parts.isEmpty else { return false }
      return !rules.insert("\(scene) \(id.index) \(statement.truth)").inserted
    }
  }

  init(words: ReasonWording, most: Int, isOpen: Bool = false, after before: Memory? = nil) {
    self.words = words
    self.most = most
    self.isOpen = isOpen
    self.before = before
  }

  mutating func put(
    _ statements: [Statement], at indent: Int = Page.body, on page: inout Page
  ) {
    self.indent = indent
    for statement in statements { put(statement, depth: 0, on: &page) }
  }

  /// - Parameter isNeeded: it belongs to what the law requires, which is never left out.
  private mutating func put(
    _ statement: Statement, depth: Int, isNeeded: Bool = false, on page: inout Page
  ) {
    guard isTold(statement, depth) else { return }
    let isNeeded = isNeeded || isGroup(statement)
    var line = words.words(for: statement, isShort: isOpen)
    if lines.count < most, !isOpen, before?.tells(statement) == true {
      line = words.asAbove(words.words(for: statement, isShort: true))
      if lines.insert(line).inserted { put(line, statement, depth, on: &page) }
      return
    }
    let isNew = lines.insert(line + statement.place.words).inserted
    if isNew {
      if lines.count > most, !isNeeded {
        dropped += 1
      } else {
        put(line, statement, depth, on: &page)
      }
    }
    guard isNew || isGroup(statement) else { return }
    for part in statement.parts {
      put(part, depth: depth + 1, isNeeded: isNeeded, on: &page)
    }
  }

  private mutating func put(
    _ line: String, _ statement: Statement, _ depth: Int, on page: inout Page
  ) {
    page.put(
      line, at: indent + 2 * min(depth, 12),
      right: statement.place.words(in: words.wording.language))
    if case .fact(let fact, _, _) = statement.subject { told.insert(fact) }
    if case .judgement(let name) = statement.subject { toldJudgements.insert(name) }
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
    return true
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
