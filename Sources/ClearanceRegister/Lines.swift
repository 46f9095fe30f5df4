import ArgumentParser
import ClearanceCLI
import LocatedYAML
import Register
import Reports
import RuleCompiler

/// `export`: the whole register as lines of JSON.
struct Export: Verb {
  static let configuration = CommandConfiguration(
    abstract: "Writes the whole register as lines of JSON (NDJSON), always in the same order.")

  @OptionGroup var argument: RegisterArgument
  @Option(
    help: ArgumentHelp("The file to write; else standard output.", valueName: "file"),
    completion: .file(extensions: ["ndjson"]))
  var out: String?
  @Option(name: .customLong("lang"), help: "The language of sentences for people.")
  var language = Language.english

  var wantsJSON: Bool { false }

  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome {
    let store = try argument.open(in: surroundings)
    var text = ""
    try argument.attempt { () throws(RegisterError) in try store.export { text += $0 } }
    var outcome = Outcome()
    guard let out, out != "-" else {
      outcome.say(text)
      return outcome
    }
    do { try surroundings.files.place([(out, text)]) } catch { throw Failure(error) }
    let count = text.utf8.count { $0 == 0x0A }
    outcome.remark(
      Text(
        "wrote \(count) lines to \(out.printable)",
        french: "\(count) lignes écrites dans \(out.printable)"
      ).in(language))
    return outcome
  }
}

/// `import`: what `export` wrote.
struct ImportLines: Verb {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Reads what `export` wrote: all of it, or nothing.",
    discussion: """
      The register is an empty one, or an earlier state of the same: events that it has are \
      passed over, and another history is refused.

      \(ExitStatus.help)
      """)

  @OptionGroup var argument: RegisterArgument
  @Argument(help: "The lines, or - for standard input.", completion: .file(extensions: ["ndjson"]))
  var lines: String
  @OptionGroup var output: ResultOptions

  var wantsJSON: Bool { output.wantsJSON }
  var language: Language { output.language }

  /// The most that is read at once.
  private static let most = 4 << 30

  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome {
    let store = try argument.open(toWrite: true, in: surroundings)
    let bytes: [UInt8]
    do {
      if let input = surroundings.input, lines == "-" {
        bytes = input
      } else if lines == "-" {
        bytes = try Files.readInput(named: "<stdin>", limit: ImportLines.most)
      } else {
        bytes = try surroundings.files.read(lines, limit: ImportLines.most)
      }
    } catch { throw Failure(error) }
    let added: Int
    do throws(RegisterError) {
      added = try store.importing(bytes)
    } catch {
      if case .line = error { throw Failure(Problem(error, lines)) }
      throw Failure(Problem(error, argument.register))
    }
    let head = try argument.attempt { () throws(RegisterError) in try store.head() }
    return Outcome(
      .takenIn, argument, output,
      [
        ("added", .integer(added)), ("events", .integer(head.events)),
        ("head", .text(head.digest)),
      ],
      text: counted(
        added, "event read in", "events read in", french: "événement repris",
        "événements repris")
        + Text(
          ", \(head.events) in all · last \(head.digest.prefix(12))",
          french: ", \(head.events) en tout · dernier \(head.digest.prefix(12))"))
  }
}
