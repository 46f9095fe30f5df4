import ArgumentParser
import LocatedYAML
import Reports
import RuleCompiler

/// `clearance verify`: whether a signed statement is genuine, and still true of files and rules.
struct Verify: Verb {
  static let configuration = CommandConfiguration(
    abstract:
      "Checks the signature of a statement, and whether files and rules are those it names.",
    discussion: """
      The envelope is what `clearance assess --format in-toto --sign-key KEY` writes. Checked are \
      the signature, each use-case file that is named, and the rules where a folder is named; what \
      is not compared is said. The result of the run is told, and not judged.

      EXIT STATUS
        0  the signature is good, and all that was compared is as it was
        1  it is not: another key, a changed statement, another file, other rules
        2  it could not be checked: no envelope, no key, an unreadable file
      """)

  @Argument(help: "The signed envelope, or - for standard input.", completion: .file())
  var envelope: String

  @Option(
    help: ArgumentHelp(
      "The public key of Ed25519: PEM, or 32 bytes.", valueName: "file"), completion: .file())
  var key: String

  @Option(
    help: ArgumentHelp(
      "A use-case file to compare; may be repeated.", valueName: "file"), completion: .file())
  var useCase: [String] = []

  @Option(
    name: .customLong("rules"),
    help: ArgumentHelp("A folder of rules to compare.", valueName: "dir"), completion: .directory)
  var folder: String?

  @OptionGroup var result: ResultOptions

  var wantsJSON: Bool { result.wantsJSON }
  var language: Language { result.language }

  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome {
    do {
      let found = try check(in: surroundings)
      var outcome = Outcome()
      outcome.end(found.isGood ? .clean : .findings)
      outcome.say(
        wantsJSON ? found.json.written : found.told(in: language))
      return outcome
    } catch { throw Failure(error) }
  }

  /// Everything is read before anything is said.
  private func check(in surroundings: Surroundings) throws(Problem) -> EnvelopeCheck {
    let files = surroundings.files
    let key = try KeyFile.readPublic(self.key, files)
    let bytes = try read(envelope, Envelope.most, in: surroundings)
    guard bytes.count <= Envelope.most, let sealed = Envelope(bytes) else {
      throw .noEnvelope(envelope)
    }
    var digests: [(file: String, digest: String)] = []
    for path in useCase {
      digests.append((path, sha256(try read(path, Envelope.most, in: surroundings))))
    }
    var rules: (folder: String, digest: String)?
    if let folder {
      rules = (folder, try RulebookSource.find(folder, in: surroundings).digest())
    }
    return EnvelopeCheck(
      envelope: envelope, key: self.key, keyName: KeyFile.name(of: key),
      isSigned: sealed.isSigned(by: key), statement: sealed.testResult, files: digests,
      rules: rules)
  }

  private func read(
    _ path: String, _ limit: Int, in surroundings: Surroundings
  ) throws(Problem) -> [UInt8] {
    guard path == "-" else { return try surroundings.files.read(path, limit: limit) }
    if let input = surroundings.input { return input }
    return try Files.readInput(named: "<stdin>", limit: limit)
  }
}

extension Problem {
  static func noEnvelope(_ path: String) -> Problem {
    Problem(
      code: "not-an-envelope", message: "this file is no signed envelope (DSSE)",
      french: "ce fichier n'est pas une enveloppe signée (DSSE)", file: path,
      hint: "`clearance assess CASE --format in-toto --sign-key KEY` writes one",
      frenchHint: "`clearance assess CAS --format in-toto --sign-key CLÉ` en écrit une")
  }
}
