public import LocatedYAML
public import RuleCompiler
public import RuleEvaluator

/// An interview about a use case, line by line: the question that settles most, what came of the
/// answer, the next question.
///
/// A value: it reads no terminal and writes no file. Whoever holds it hands in lines, shows what
/// comes out, and keeps `file` wherever it has changed.
public struct Dialogue: Sendable {
  /// The use case as it is now, with every answer in its place.
  public private(set) var file: SourceFile
  /// Whether there is nothing more to ask, or somebody has had enough.
  public private(set) var isOver = false

  let rulebook: Rulebook
  let language: Language
  let options: TextOptions
  /// The day that the caller names; then that of the file, then today.
  let day: Day?
  let today: Day
  private(set) var interview: Interview
  /// Questions that were left open in this dialogue.
  private var aside: Set<Question> = []
  private var turns: [Turn] = []
  /// The question that is asked again, because somebody went back to it.
  private var again: Question?
  private var pending: Pending?

  /// A question that was dealt with, and how everything stood before.
  private struct Turn: Sendable {
    let question: Question
    let file: SourceFile
    let interview: Interview
    let aside: Set<Question>
    let isAnswer: Bool
  }

  /// An answer of which something is still missing.
  private enum Pending: Sendable {
    case reason
    case judge(verdict: Bool)
    case judgeReason(verdict: Bool, by: String)
    case judgeDay(verdict: Bool, by: String, reason: String)
  }

  /// Begins, where the file is a use case.
  ///
  /// - Parameters:
  ///   - day: the day whose law is asked; nil for that of the file, or today.
  ///   - options: how the text is laid out.
  public init(
    _ file: SourceFile, answering rulebook: Rulebook, on day: Day?, today: Day,
    in language: Language = .english, options: TextOptions = TextOptions()
  ) throws(UseCaseError) {
    self.file = file
    self.rulebook = rulebook
    self.day = day
    self.today = today
    self.language = language
    self.options = options
    let useCase = try UseCase(file, answering: rulebook)
    interview = Interview(rulebook.assess(useCase, on: day ?? useCase.day ?? today))
  }
}

extension Dialogue {
  /// What the law says of the use case as it is now.
  public var assessment: Assessment { interview.assessment }

  /// What stands first: how much is open, what can be typed, and the first question.
  public mutating func opening() -> String {
    DialogueText(self).opening + asked()
  }

  /// Takes a line and says what came of it, with the next question.
  public mutating func take(_ line: String) -> String {
    guard let question = current?.question, !isOver else { return "" }
    let command = DialogueCommand(line)
    switch (command, pending) {
    case (.quit, _): return end()
    case (.back, nil): return goBack()
    case (.back, _?):
      pending = nil
      return asked()
    case (.more, _): return DialogueText(self).more(about: current)
    case (_, let pending?): return take(command, completing: pending, question)
    case (.doNotKnow, nil): return leaveOpen(question)
    case (.cannotSay(let why), nil): return cannotSay(why, question)
    case (.answer(let words), nil): return answer(words, to: question)
    }
  }

  /// Ends it: the class, what is still open, and what to do next.
  public mutating func end() -> String {
    isOver = true
    return DialogueText(self).ending(
      answers: turns.count(where: \.isAnswer), aside: aside.count)
  }

  /// The question that is asked.
  var current: Interview.Item? {
    if let again, let item = interview.items.first(where: { $0.question == again }) { return item }
    return interview.items.first { !aside.contains($0.question) && $0.question.isOfTheCase }
  }

  private mutating func asked() -> String {
    guard let current else { return DialogueText(self).nothingToAsk + end() }
    return DialogueText(self).question(current, number: turns.count + 1)
  }

  private mutating func goBack() -> String {
    guard let turn = turns.popLast() else {
      return DialogueText(self).line(DialogueWords.nothingBefore)
    }
    file = turn.file
    interview = turn.interview
    aside = turn.aside
    again = turn.question
    return DialogueText(self).line(DialogueWords.takenBack) + asked()
  }

  private mutating func leaveOpen(_ question: Question) -> String {
    keep(question, isAnswer: false)
    aside.insert(question)
    return DialogueText(self).line(DialogueWords.leftOpen) + asked()
  }

  private mutating func keep(_ question: Question, isAnswer: Bool) {
    turns.append(
      Turn(
        question: question, file: file, interview: interview, aside: aside, isAnswer: isAnswer))
    again = nil
  }
}

// MARK: - Answers

extension Dialogue {
  private var text: DialogueText { DialogueText(self) }

  private mutating func answer(_ words: String, to question: Question) -> String {
    switch question {
    case .fact(let id, _), .itemFact(let id, _):
      let reader = ReplyReader(fact: rulebook.rules.vocabulary[id], wording: text.wording)
      guard let said = reader.read(words) else { return refuse(words) }
      return write(.fact(said), to: question)
    case .list(let id):
      guard let reply = items(words, of: id) else { return refuse(words) }
      return write(reply, to: question)
    case .judgement:
      guard let verdict = ReplyReader.readYesNo(words) else { return refuse(words) }
      pending = .judge(verdict: verdict)
      return text.line(DialogueWords.judgedBy)
    case .membership: return leaveOpen(question)
    }
  }

  private func refuse(_ words: String) -> String {
    text.refusal(of: words, to: current)
  }

  /// Items by short names of one's own; `yes` where those that are there are all.
  private func items(_ line: String, of id: ListID) -> Reply? {
    let known = interview.assessment.useCase.lists[id]?.items.map(\.name) ?? []
    if !known.isEmpty, ReplyReader.readYesNo(line) == true { return .items([], isComplete: true) }
    if line == "0" { return known.isEmpty ? .items([], isComplete: true) : nil }
    let (words, isWhole) = line.wordsOfList
    let names = words.map { $0.split(separator: " ").joined(separator: "_") }.uniqued()
    guard !names.isEmpty else { return nil }
    return .items(names.filter { !known.contains($0) }, isComplete: isWhole)
  }

  private mutating func cannotSay(_ why: String?, _ question: Question) -> String {
    switch question {
    case .fact, .itemFact: break
    case .list, .membership, .judgement: return refuse("!")
    }
    guard let why, !why.isEmpty else {
      pending = .reason
      return text.line(DialogueWords.whyUnsayable)
    }
    return write(.fact(.unsayable(why)), to: question)
  }

  /// Takes what was still missing.
  private mutating func take(
    _ command: DialogueCommand, completing pending: Pending, _ question: Question
  ) -> String {
    let words: String
    switch (command, pending) {
    case (.answer(let answer), _): words = answer
    case (.doNotKnow, .judgeDay): words = today.description
    case (.doNotKnow, _), (.cannotSay, _), (.more, _), (.back, _), (.quit, _):
      self.pending = nil
      return leaveOpen(question)
    }
    self.pending = nil
    switch pending {
    case .reason: return write(.fact(.unsayable(words)), to: question)
    case .judge(let verdict):
      self.pending = .judgeReason(verdict: verdict, by: words)
      return text.line(DialogueWords.judgedWhy)
    case .judgeReason(let verdict, let by):
      self.pending = .judgeDay(verdict: verdict, by: by, reason: words)
      return text.line(DialogueWords.judgedOn(today.description))
    case .judgeDay(let verdict, let by, let reason):
      guard let day = Day(words) else {
        self.pending = pending
        return text.line(DialogueWords.notAnAnswer(words))
      }
      return write(
        .judgement(verdict: verdict, by: by, on: day, reason: reason), to: question)
    }
  }

  /// Writes an answer into the file, if the file is a use case then; asks on.
  private mutating func write(_ reply: Reply, to question: Question) -> String {
    let useCase = interview.assessment.useCase
    guard let written = useCase.writing(reply, to: question, into: file, of: rulebook.rules) else {
      return text.line(DialogueWords.noPlace) + leaveOpen(question)
    }
    let next: UseCase
    do { next = try UseCase(written, answering: rulebook) } catch {
      let message = error.diagnostics.first { $0.severity == .error }?.message ?? ""
      return text.line(DialogueWords.doesNotFit(message))
    }
    let before = interview
    keep(question, isAnswer: true)
    file = written
    interview = Interview(rulebook.assess(next, on: day ?? next.day ?? today))
    // What is said in part may be asked again at once, and would be for ever.
    aside.remove(question)
    if interview.items.contains(where: { $0.question == question }) { aside.insert(question) }
    return text.settled(since: before) + asked()
  }
}

extension Question {
  /// Whether a use case can answer it; whether a country is party to a convention is the law's.
  fileprivate var isOfTheCase: Bool {
    if case .membership = self { false } else { true }
  }
}
