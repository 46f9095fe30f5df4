import LocatedYAML
import Reports
import RuleCompiler
import RuleEvaluator

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Holds a dialogue about a file: shows what it says, hands it lines, and saves the file after
/// each answer.
struct Conversation {
  let path: String
  var dialogue: Dialogue
  let files: Files
  /// The lines of a script; nil to read standard input while it goes on.
  let script: [UInt8]?

  /// - Parameter today: for a file that names no day, where the caller names none.
  init(
    about path: String, _ loaded: LoadedRules, on day: Day?, _ language: Language,
    _ style: StyleOptions, _ inputs: InputOptions, in surroundings: Surroundings
  ) throws(Failure) {
    guard path != "-" else { throw Failure(.noFileToAnswerIn) }
    guard surroundings.files.kind(of: path) != .folder else { throw Failure(.isAFolder(path)) }
    let read = inputs.read([path], in: surroundings)
    guard let source = read.sources.first else {
      throw read.problems.reduce(into: Failure([], in: [])) { $0.add(Failure($1)) }
    }
    do {
      dialogue = try Dialogue(
        source, answering: loaded.rulebook, on: day, today: surroundings.today, in: language,
        options: style.options(in: surroundings))
    } catch { throw Failure(error.diagnostics, in: [source]) }
    let assessment = dialogue.assessment
    for code in loaded.rulebook.notLoaded(for: assessment.useCase, on: assessment.day) {
      throw Failure(.notLoaded(code, for: path))
    }
    guard !assessment.findings.isEmpty else { throw Failure(.nothingAsked(path)) }
    self.path = path
    files = surroundings.files
    script = surroundings.input
  }

  /// Goes on until somebody has had enough, nothing is left to ask, or the input ends.
  mutating func hold(after opening: String) throws(Failure) -> Outcome {
    var outcome = Outcome()
    guard let script else {
      _ = Files.write(Array((opening + "\n").utf8), to: STDERR_FILENO)
      var lines = InputLines(isTerminal: isatty(STDIN_FILENO) == 1)
      try hold(show: { _ = Files.write(Array($0.utf8), to: STDOUT_FILENO) }, next: { lines.next() })
      return outcome
    }
    outcome.open(opening)
    var lines = String(decoding: script, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[...]
    if lines.last == "" { lines.removeLast() }
    var shown = ""
    try hold(show: { shown += $0 }, next: { lines.popFirst() })
    outcome.say(shown)
    return outcome
  }

  private mutating func hold(
    show: (String) -> Void, next: () -> String?
  ) throws(Failure) {
    show(dialogue.opening())
    while !dialogue.isOver {
      guard let line = next() else { return show(dialogue.end()) }
      let before = dialogue.file.bytes
      let words = dialogue.take(line)
      if dialogue.file.bytes != before {
        do { try files.save(path, dialogue.file.bytes, over: before) } catch {
          throw Failure(error)
        }
      }
      show(words)
    }
  }
}

/// Lines of standard input, each as soon as it is there.
private struct InputLines {
  /// Whether somebody types them, and is shown where.
  let isTerminal: Bool
  private var buffer: [UInt8] = []
  private var isAtEnd = false

  /// No line is longer; what is, is no answer.
  private static let most = 1 << 16

  init(isTerminal: Bool) {
    self.isTerminal = isTerminal
  }

  /// Without its line break; nil at the end of the input.
  mutating func next() -> String? {
    if isTerminal { _ = Files.write(Array("> ".utf8), to: STDOUT_FILENO) }
    while true {
      if let end = buffer.firstIndex(of: 0x0A) {
        defer { buffer.removeFirst(end + 1) }
        return String(decoding: buffer[..<end], as: UTF8.self)
      }
      if isAtEnd || buffer.count > InputLines.most { return last() }
      var chunk = [UInt8](repeating: 0, count: 4096)
      let count = read(STDIN_FILENO, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      // A terminal that hangs up ends the input.
      guard count > 0 else {
        isAtEnd = true
        if isTerminal, buffer.isEmpty { _ = Files.write([0x0A], to: STDOUT_FILENO) }
        continue
      }
      buffer += chunk[..<count]
    }
  }

  private mutating func last() -> String? {
    defer { buffer = [] }
    return buffer.isEmpty ? nil : String(decoding: buffer, as: UTF8.self)
  }
}

extension Problem {
  static let noFileToAnswerIn = Problem(
    code: "no-file", message: "answers are written into a file, and standard input is none",
    french: "les réponses s'écrivent dans un fichier, et l'entrée standard n'en est pas un",
    hint: "name a file", frenchHint: "nommer un fichier")

  static let interactiveForPeople = Problem(
    code: "usage",
    message: "--interactive is for people, and goes with neither --format json nor --finding",
    french:
      "--interactive s'adresse aux personnes, et ne va ni avec --format json ni avec --finding")
}
