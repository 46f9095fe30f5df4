import ArgumentParser
import DecisionLogs
import LocatedYAML
import Reports
import RuleCompiler

/// A made-up log instead of an audit.
struct SampleOptions: ParsableArguments {
  @Option(
    name: .customLong("sample"),
    help: ArgumentHelp(
      "Writes a made-up log of so many decisions to standard output instead, with violations planted in it.",
      valueName: "count"))
  var count: Int?

  @Option(help: "Which made-up log: the same number gives the same log.")
  var seed: UInt64 = 1

  @Option(
    name: .customLong("sample-kind"),
    help: ArgumentHelp(
      "Decisions of which kind: import, passenger, penalty, or what else the rules have.",
      valueName: "kind"))
  var kind = "import"

  @Option(name: .customLong("sample-format"), help: "The form of the made-up log.")
  var form = SampleLog.Form.ndjson

  @Option(
    name: .customLong("sample-violations"),
    help: ArgumentHelp(
      "How many times as many violations as that kind has; 0 for none.", valueName: "times"))
  var times = 1

  @Option(
    help: ArgumentHelp(
      "A file for the violations that were planted: a line for each, the rule, a tab, the id.",
      valueName: "file"), completion: .file())
  var planted: String?

  @Flag(
    name: .customLong("sample-mapping"),
    help: "Writes the mapping of the made-up log to standard output.")
  var wantsMapping = false

  /// Whether something is to be made up, and nothing audited.
  var isAsked: Bool { count != nil || wantsMapping }
}

extension SampleLog.Form: ExpressibleByArgument {}

extension SampleOptions {
  func carryOut(
    _ rules: RulesOption, in surroundings: Surroundings
  ) throws(Failure) -> Outcome {
    guard !wantsMapping || count == nil else { throw Failure(.twoSamples) }
    guard (0...1000).contains(times) else { throw Failure(.badTimes) }
    if let count, !(0...SampleOptions.most).contains(count) {
      throw Failure(.sampleTooLarge(SampleOptions.most))
    }
    let loaded = try rules.load(in: surroundings, withExamples: true)
    let kind = try find(in: loaded)
    guard let count else {
      var outcome = Outcome()
      outcome.say(String(decoding: kind.mapping.bytes, as: UTF8.self))
      return outcome
    }
    return try write(SampleLog(kind, seed: seed, violations: times), count, in: surroundings)
  }

  /// Nobody needs more, and numbers of records have nine places.
  private static let most = 1_000_000_000

  private func find(in loaded: LoadedRules) throws(Failure) -> SampleKind {
    var diagnostics: [Diagnostic] = []
    let kinds = SampleKind.read(loaded.sources, of: loaded.rulebook.rules, noting: &diagnostics)
    guard !diagnostics.containsError else {
      var failure = Failure(diagnostics, in: loaded.sources)
      failure.add(Failure(.brokenRules(loaded.folder)))
      throw failure
    }
    guard let found = kinds.first(where: { $0.name == kind }) else {
      throw Failure(.unknownSample(kind, among: kinds.map(\.name)))
    }
    return found
  }

  /// Writes record after record, in pieces, so that a log of any length takes no memory.
  private func write(
    _ log: SampleLog, _ count: Int, in surroundings: Surroundings
  ) throws(Failure) -> Outcome {
    var sidecar: SampleFile?
    if let planted {
      do { sidecar = try SampleFile(planted, in: surroundings.files) } catch {
        throw Failure(error)
      }
    }
    var output = SampleFile.standardOutput
    var violations = 0
    do throws(Problem) {
      try output.add(log.header(form))
      var line: [UInt8] = []
      for number in 0..<count {
        let record = log.record(number)
        line.removeAll(keepingCapacity: true)
        log.write(record, number, form, to: &line)
        try output.add(line)
        guard !output.isClosed else { break }
        for rule in log.kind.stories[record.story].violates.sorted() {
          violations += 1
          try sidecar?.add(Array("\(rule)\t\(log.id(of: record))\n".utf8))
        }
      }
      try output.finish()
      try sidecar?.finish()
    } catch {
      sidecar?.abandon()
      throw Failure(error)
    }
    var outcome = Outcome()
    outcome.remark(
      SampleWords.wrote(count, violations, log.kind.title).in(.english))
    return outcome
  }
}

enum SampleWords {
  static func wrote(_ count: Int, _ violations: Int, _ title: Text) -> Text {
    Text(
      "made up \(count) records (\(title.english)), \(violations) violations planted",
      french: "\(count) enregistrements inventés (\(title.in(.french))), \(violations) violations")
  }
}

extension Problem {
  static let twoSamples = Problem(
    code: "two-samples", message: "--sample and --sample-mapping are two different jobs",
    french: "--sample et --sample-mapping sont deux tâches différentes")

  static let badTimes = Problem(
    code: "bad-sample-violations", message: "--sample-violations takes a number from 0 to 1000",
    french: "--sample-violations prend un nombre de 0 à 1000")

  static func sampleTooLarge(_ most: Int) -> Problem {
    Problem(
      code: "bad-sample-count", message: "--sample takes a count from 0 to \(most)",
      french: "--sample prend un nombre de 0 à \(most)")
  }

  static func unknownSample(_ kind: String, among kinds: [String]) -> Problem {
    let known = kinds.map { "`\($0)`" }.joined(separator: ", ")
    return Problem(
      code: "unknown-sample", message: "these rules have no made-up log `\(kind)`",
      french: "ces règles n'ont pas de journal inventé `\(kind)`",
      hint: kinds.isEmpty ? nil : "there are \(known)",
      frenchHint: kinds.isEmpty ? nil : "il y a \(known)")
  }
}
