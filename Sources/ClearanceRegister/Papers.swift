import ArgumentParser
import ClearanceCLI
import LocatedYAML
import Register
import Reports
import RuleCompiler
import RuleEvaluator

/// `waive`: waivers of a file into the register.
struct Waive: Verb {
  static let configuration = CommandConfiguration(
    abstract: "Records waivers of systems, from files of waivers.",
    discussion: """
      A file of waivers is that of `clearance gate --waivers`. Assessments that are recorded \
      later heed them; `due` tells when they have ended.

      \(ExitStatus.help)
      """)

  @OptionGroup var argument: RegisterArgument
  @Argument(help: "Files of waivers.", completion: .file())
  var files: [String]

  @OptionGroup var day: DayOption
  @OptionGroup var rules: RulesOption
  @OptionGroup var output: ResultOptions

  var wantsJSON: Bool { output.wantsJSON }
  var language: Language { output.language }

  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome {
    let day = try day.ofEvent(in: surroundings)
    let store = try argument.open(toWrite: true, in: surroundings)
    let loaded = try rules.load(in: surroundings)
    var entries: [WaiverFile.Entry] = []
    for path in files {
      let bytes: [UInt8]
      do { bytes = try surroundings.files.read(path, limit: Limits.useCase.bytes) } catch {
        throw Failure(error)
      }
      let source = SourceFile(path: path, bytes: bytes)
      do {
        let file = try WaiverFile(source, answering: loaded.rulebook)
        // In a gate a malformed waiver does not count; here it would be lost without a word.
        guard file.warnings.isEmpty else { throw Failure(file.warnings, in: [source]) }
        entries += file.entries
      } catch let error as UseCaseError {
        throw Failure(error.diagnostics, in: [source])
      } catch let error as Failure {
        throw error
      } catch { preconditionFailure("a file of waivers is read, or is none") }
    }
    let total = entries.count
    let added = try argument.attempt { () throws(RegisterError) in
      try store.record(
        waivers: entries.map { ($0.useCase, WaiverRecord($0.waiver)) }, on: day.description)
    }
    return Outcome(
      .waive, argument, output,
      [("recorded", .integer(added)), ("known", .integer(total - added))],
      text: counted(
        added, "waiver recorded", "waivers recorded", french: "tolérance enregistrée",
        "tolérances enregistrées")
        + Text(", ", french: ", ")
        + counted(
          total - added, "known already", "known already", french: "déjà connue",
          "déjà connues"))
  }
}

extension WaiverRecord {
  fileprivate init(_ waiver: Waiver) {
    self.init(
      rule: waiver.rule, use: waiver.use, reason: waiver.reason, approvedBy: waiver.approvedBy,
      expires: waiver.expires.description, verdict: waiver.verdict,
      facts: waiver.facts.map { FactRecord(name: $0.name, words: $0.words) },
      ruleDigest: waiver.ruleDigest)
  }
}

/// `evidence`: documents about systems.
struct EvidenceGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evidence", abstract: "Documents that support what is said of systems.",
    subcommands: [AddEvidence.self])
}

/// `evidence add`: a document about a system.
struct AddEvidence: Verb {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Records a document about a system: its digest, and until when it is valid.",
    discussion: """
      The document itself is not kept in the register. A later one of the same name takes the \
      place of the earlier one.

      \(ExitStatus.help)
      """)

  @OptionGroup var argument: RegisterArgument
  @Argument(help: "The name of the system.")
  var system: String
  @Argument(help: "The name by which rules ask for it, such as instructions_for_use.")
  var name: String
  @Argument(help: "The document.", completion: .file())
  var document: String

  @Option(help: ArgumentHelp("Its last day, YYYY-MM-DD.", valueName: "date"))
  var validUntil: String?

  @OptionGroup var day: DayOption
  @OptionGroup var output: ResultOptions

  var wantsJSON: Bool { output.wantsJSON }
  var language: Language { output.language }

  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome {
    let day = try day.ofEvent(in: surroundings)
    if let validUntil, Day(validUntil) == nil {
      throw Failure(
        Problem(
          code: "not-a-day", message: "--valid-until names no day of the calendar: `\(validUntil)`",
          french: "--valid-until ne nomme aucun jour du calendrier : `\(validUntil)`"))
    }
    let isWord = name.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F
    }
    guard !name.isEmpty, isWord else {
      throw Failure(
        Problem(
          code: "bad-evidence-name",
          message: "`\(name)` is no name of a document: lower-case letters, digits and _",
          french: "`\(name)` n'est pas un nom de document : minuscules, chiffres et _"))
    }
    let store = try argument.open(toWrite: true, in: surroundings)
    let most = 1 << 30
    let bytes: [UInt8]
    do { bytes = try surroundings.files.read(document, limit: most) } catch {
      throw Failure(error)
    }
    guard bytes.count <= most else {
      throw Failure(
        Problem(
          code: "too-large", message: "a document has at most 1 GiB",
          french: "un document a au plus 1 Gio", file: document))
    }
    let digest = sha256(bytes)
    let isNew = try argument.attempt { () throws(RegisterError) in
      try store.record(
        EvidenceRecord(name: name, document: document, sha256: digest, validUntil: validUntil),
        of: system, on: day.description)
    }
    return Outcome(
      .evidence, argument, output,
      [
        ("system", .text(system)), ("name", .text(name)), ("sha256", .text(digest)),
        ("valid_until", .optional(validUntil)), ("recorded", .flag(isNew)),
      ],
      text: isNew
        ? Text(
          "recorded \(name) of \(system.printable) · sha256 \(digest.prefix(12))",
          french: "enregistré : \(name) de \(system.printable) · sha256 \(digest.prefix(12))")
        : Text("this document is known already", french: "ce document est déjà connu"))
  }
}

/// `retire`: a system that is no longer used.
struct Retire: Verb {
  static let configuration = CommandConfiguration(
    abstract: "Records that a system is no longer used; adding it once more takes it back.")

  @OptionGroup var argument: RegisterArgument
  @Argument(help: "The name of the system.")
  var system: String
  @Option(help: "Why.")
  var reason: String
  @OptionGroup var day: DayOption
  @OptionGroup var output: ResultOptions

  var wantsJSON: Bool { output.wantsJSON }
  var language: Language { output.language }

  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome {
    let day = try day.ofEvent(in: surroundings)
    let store = try argument.open(toWrite: true, in: surroundings)
    try argument.attempt { () throws(RegisterError) in
      try store.retire(system, because: reason, on: day.description)
    }
    return Outcome(
      .retire, argument, output, [("system", .text(system)), ("day", .text(day.description))],
      text: Text(
        "\(system.printable) is recorded as no longer used",
        french: "\(system.printable) est enregistré comme hors service"))
  }
}
