import ArgumentParser
import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// `clearance new`: a use-case file with every question in it, to be answered.
struct New: Verb {
  static let configuration = CommandConfiguration(
    abstract: "Writes a use-case file in which every question stands, unanswered.",
    discussion: """
      Without a path the file goes to standard output. A file that is there already is never \
      overwritten. With --jurisdiction it asks only what the law of these can use, with that of \
      the bodies they belong to; without, what any law can.

      \(ExitStatus.help)
      """)

  @Argument(help: "The file to write.", completion: .file(extensions: ["yaml"]))
  var path: String?

  @Option(name: .customLong("lang"), help: "The language of the questions.")
  var language = Language.english

  @Option(
    name: .customLong("jurisdiction"),
    help: ArgumentHelp(
      "Whose law is asked, such as NL or EU; may be given several times.", valueName: "code"))
  var jurisdictions: [String] = []

  @Flag(help: "Ask the questions at once, one after the other.")
  var interactive = false

  @OptionGroup var rules: RulesOption
  @OptionGroup var style: StyleOptions
  @OptionGroup var inputs: InputOptions

  var wantsJSON: Bool { false }

  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome {
    let loaded = try rules.load(in: surroundings)
    let name = (path ?? "").useCaseName ?? "my-use-case"
    for code in jurisdictions { try check(code, loaded.rulebook) }
    let blank = BlankUseCase(
      name: name, rulebook: loaded.rulebook, jurisdictions: jurisdictions, on: surroundings.today,
      language: language)
    let file = SourceFile(path: path ?? "<stdout>", text: blank.text)
    do { _ = try UseCase(file, answering: loaded.rulebook) } catch {
      throw Failure(error.diagnostics, in: [file])
    }
    var outcome = Outcome()
    outcome.open(loaded.line(in: language))
    guard let path, path != "-" else {
      guard !interactive else { throw Failure(.noFileToAnswerIn) }
      outcome.say(blank.text)
      return outcome
    }
    do { try surroundings.files.create(path, file.bytes) } catch { throw Failure(error) }
    if interactive {
      var conversation = try Conversation(
        about: path, loaded, on: nil, language, style, inputs, in: surroundings)
      return try conversation.hold(after: loaded.line(in: language))
    }
    outcome.remark("wrote \(path.printable): \(blank.count) questions")
    outcome.remark(
      """
      next: answer some, then `clearance assess \(path.printable)`; for completion in an editor, \
      `clearance schema use-case > \(BlankUseCase.schemaName)` beside it
      """)
    return outcome
  }

  /// A jurisdiction of which there are rules, of its own or of a body that it belongs to.
  private func check(_ code: String, _ rulebook: Rulebook) throws(Failure) {
    let rules = rulebook.rules
    let bodies = rules.memberships.bodies
    let codes = rules.acts.map(\.jurisdiction).filter { $0 != Act.worldwide }.uniqued()
    guard !codes.contains(code),
      !bodies.contains(where: { $0.members.contains { $0.code == code } })
    else { return }
    throw Failure(.unknownJurisdiction(code, among: codes.sorted()))
  }
}

extension Problem {
  static func unknownJurisdiction(_ code: String, among codes: [String]) -> Problem {
    let known = codes.map { "`\($0)`" }.joined(separator: ", ")
    return Problem(
      code: "unknown-jurisdiction",
      message: "there are no rules for `\(code)`, nor for a body that it belongs to",
      french: "il n'y a de règles ni pour `\(code)` ni pour un organisme dont il est membre",
      hint: "there are rules for \(known), and for members of these",
      frenchHint: "il y a des règles pour \(known) et pour leurs membres")
  }
}

extension String {
  /// The name of the file in a path as an id; nil where nothing is left of it.
  var useCaseName: String? {
    let file = split(separator: "/").last ?? ""
    let stem = file.prefix { $0 != "." }.lowercased()
    let words = stem.split { !("a"..."z").contains($0) && !("0"..."9").contains($0) }
    return words.isEmpty ? nil : words.joined(separator: "-")
  }
}
