import ArgumentParser
import ClearanceCLI
import LocatedYAML
import Register
import Reports
import RuleCompiler

/// `check`: whether everything is as it was written.
struct Check: Verb {
  static let configuration = CommandConfiguration(
    abstract: "Checks that everything in the register is as it was written.",
    discussion: """
      Looks at the pages of the file, references, tables and triggers, the digests of files, the \
      chain of events, and whether the tables are what the events say. A history that was cut or \
      written anew as a whole is found by the digest of an event that was noted elsewhere: \
      --noted. Ends with 1 where something is not as it was written, and with 2 where the \
      register cannot be read at all.

      \(ExitStatus.help)
      """)

  @OptionGroup var argument: RegisterArgument
  @Option(
    help: ArgumentHelp(
      "The digest of an event that must be in the history, as an earlier check printed it.",
      valueName: "sha256"))
  var noted: String?
  @OptionGroup var output: ResultOptions

  var wantsJSON: Bool { output.wantsJSON }
  var language: Language { output.language }

  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome {
    let store = try argument.open(in: surroundings)
    let report = try argument.attempt { () throws(RegisterError) in
      try store.check(noted: noted)
    }
    let status = report.damages.isEmpty ? ExitStatus.clean : .findings
    let damages = report.damages.map { $0.words.in(language).printable + " [\($0.code)]" }
    let counts = [
      counted(report.systems, "system", "systems", french: "système", "systèmes"),
      counted(report.events, "event", "events", french: "événement", "événements"),
      counted(report.files, "file", "files", french: "fichier", "fichiers"),
    ].map { $0.in(language) }.joined(separator: " · ")
    let end =
      damages.isEmpty
      ? Text("everything is as it was written", french: "tout est tel qu'il a été écrit")
      : Text(
        "not as it was written: \(damages.count)",
        french: "pas tel qu'il a été écrit : \(damages.count)")
    let head = Text("last event: ", french: "dernier événement : ").in(language)
    return Outcome(
      .check, argument, output,
      [
        ("systems", .integer(report.systems)), ("events", .integer(report.events)),
        ("files", .integer(report.files)), ("head", .text(report.head)),
        (
          "damages",
          .list(
            report.damages.map {
              .members([("code", .text($0.code)), ("message", .text($0.words.english))])
            })
        ),
      ],
      text: (damages.map { "✗ " + $0 } + [
        counts, head + report.head, end.in(language),
      ]).joined(separator: "\n"), ending: status)
  }
}

extension Damage {
  var code: String {
    switch self {
    case .storage: "storage"
    case .reference: "reference"
    case .schema: "schema"
    case .fileDigest: "file-digest"
    case .event: "event"
    case .table: "table"
    case .headMissing: "head-missing"
    }
  }

  var words: Text {
    switch self {
    case .storage(let words):
      Text("the file of SQLite: \(words)", french: "le fichier de SQLite : \(words)")
    case .reference(let table):
      Text(
        "a row of `\(table)` names one that is not there",
        french: "une ligne de `\(table)` en nomme une qui n'est pas là")
    case .schema(let name):
      Text(
        "`\(name)` of the schema is missing, added or altered",
        french: "`\(name)` du schéma manque, est ajouté ou modifié")
    case .fileDigest(let digest):
      Text(
        "the bytes of the file \(digest.prefix(12)) are others",
        french: "les octets du fichier \(digest.prefix(12)) sont autres")
    case .event(let number):
      Text(
        "event \(number) was altered, or does not follow the one before",
        french: "l'événement \(number) a été modifié, ou ne suit pas le précédent")
    case .table(let name):
      Text(
        "the table `\(name)` is not what the events say",
        french: "la table `\(name)` n'est pas ce que disent les événements")
    case .headMissing(let digest):
      Text(
        "the event \(digest.prefix(12)) that was noted is not in the history",
        french: "l'événement noté \(digest.prefix(12)) n'est pas dans l'historique")
    }
  }
}
