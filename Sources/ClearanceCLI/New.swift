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
      overwritten.

      \(ExitStatus.help)
      """)

  @Argument(help: "The file to write.", completion: .file(extensions: ["yaml"]))
  var path: String?

  @Option(name: .customLong("lang"), help: "The language of the questions.")
  var language = Language.english

  @OptionGroup var rules: RulesOption

  var wantsJSON: Bool { false }

  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome {
    let loaded = try rules.load(in: surroundings)
    let name = (path ?? "").useCaseName ?? "my-use-case"
    let blank = BlankUseCase(name: name, rulebook: loaded.rulebook, language: language)
    let file = SourceFile(path: path ?? "<stdout>", text: blank.text)
    do { _ = try UseCase(file, answering: loaded.rulebook) } catch {
      throw Failure(error.diagnostics, in: [file])
    }
    var outcome = Outcome()
    outcome.open(loaded.line(in: language))
    guard let path, path != "-" else {
      outcome.say(blank.text)
      return outcome
    }
    do { try surroundings.files.create(path, file.bytes) } catch { throw Failure(error) }
    outcome.remark("wrote \(path.printable): \(blank.count) questions")
    outcome.remark(
      """
      next: answer some, then `clearance assess \(path.printable)`; for completion in an editor, \
      `clearance schema use-case > \(BlankUseCase.schemaName)` beside it
      """)
    return outcome
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
