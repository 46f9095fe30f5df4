import ArgumentParser
import ClearanceCLI
import Register
import Reports
import RuleCompiler

/// `history`: what happened, in order.
struct History: Verb {
  static let configuration = CommandConfiguration(
    abstract: "Lists what was recorded, in order; of one system or of all.")

  @OptionGroup var argument: RegisterArgument
  @Argument(help: "The name of the system; without it, of all.")
  var system: String?

  @OptionGroup var output: ResultOptions

  var wantsJSON: Bool { output.wantsJSON }
  var language: Language { output.language }

  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome {
    let store = try argument.open(in: surroundings)
    let events = try argument.attempt { () throws(RegisterError) in
      try store.events(of: system)
    }
    var table = TextTable()
    for event in events {
      table.add([
        "#\(event.number)", event.day, event.system, event.kind.words.in(language),
        summary(event), String(event.digest.prefix(12)),
      ])
    }
    let json = events.map { event in
      JSONValue.members([
        ("event", .integer(event.number)), ("day", .text(event.day)),
        ("system", .text(event.system)), ("kind", .text(event.kind.rawValue)),
        ("previous", .text(event.previous)), ("digest", .text(event.digest)),
      ])
    }
    return Outcome(.history, argument, output, [("events", .list(json))], text: table.text)
  }

  private func summary(_ event: Event) -> String {
    switch event.record {
    case .version(let record):
      "v\(record.number) · \(record.path) · sha256 \(record.file.prefix(12))"
    case .assessment(let record):
      record.day + " · " + record.countWords(in: language)
        + " · " + Text("rulebook", french: "règles").in(language) + " \(record.rulebook.prefix(12))"
    case .evidence(let record):
      record.name + " · " + record.document + (record.validUntil.map { " → " + $0 } ?? "")
    case .waiver(let record): "\(record.rule) · \(record.approvedBy) → \(record.expires)"
    case .retirement(let record): record.reason
    case nil: "?"
    }
  }
}

extension Event.Kind {
  var words: Text {
    switch self {
    case .version: Text("version", french: "version")
    case .assessment: Text("assessment", french: "évaluation")
    case .evidence: Text("document", french: "document")
    case .waiver: Text("waiver", french: "tolérance")
    case .retirement: Text("retired", french: "hors service")
    }
  }
}
