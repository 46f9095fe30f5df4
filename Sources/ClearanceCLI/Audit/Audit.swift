import ArgumentParser
import DecisionLogs
import LocatedYAML
import Reports
import RuleCompiler
import RuleEvaluator

/// `clearance audit`: what rules about decisions say of a log of decisions, record by record.
struct Audit: Verb {
  static let configuration = CommandConfiguration(
    abstract: "Counts in a log of decisions which rules each of them met.",
    discussion: """
      A mapping says which column answers which fact. Logs are JSON lines.

      \(ExitStatus.help)
      """)

  @Argument(help: "Logs of decisions.", completion: .file())
  var paths: [String]

  @Option(
    help: ArgumentHelp("Which column answers which fact.", valueName: "file"),
    completion: .file())
  var mapping: String

  @Option(name: .customLong("lang"), help: "The language of sentences for people.")
  var language = Language.english

  @OptionGroup var day: DayOption
  @OptionGroup var rules: RulesOption

  var wantsJSON: Bool { false }

  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome {
    let day = try day.read()
    let loaded = try rules.load(in: surroundings)
    let mapping = try readMapping(loaded, in: surroundings)
    let plan = LogPlan(
      mapping, on: day ?? mapping.useCase.day ?? surroundings.today, loaded.rulebook)
    var audit = LogAudit(plan)
    for path in paths {
      let bytes: [UInt8]
      do { bytes = try surroundings.files.read(path, limit: 1 << 32) } catch {
        throw Failure(error)
      }
      let worker = LogWorker(audit, .json, wantsIDs: false)
      let padded = bytes + Array(repeating: 0, count: LogWorker.padding)
      audit.add(
        padded.withUnsafeBytes {
          worker.count(UnsafeRawBufferPointer(rebasing: $0[..<bytes.count]), isLast: true)
        })
    }
    var outcome = Outcome()
    outcome.open(loaded.line(in: language))
    let rules = loaded.rulebook.rules
    for (rule, count) in zip(plan.rules, audit.counts) {
      outcome.say(
        "\(rules.fullName(rule.rule)) violated \(count.violated) satisfied \(count.satisfied)"
          + " open \(count.open) not applicable \(count.notApplicable)")
    }
    for refused in plan.refused {
      outcome.say("\(rules.fullName(refused.rule)) \(refused.why)")
    }
    outcome.say("records \(audit.records) lines \(audit.lines) bad \(audit.badCount)")
    for line in audit.bad { outcome.say("\(line.line) \(line.mistake) \(line.column ?? "")") }
    return outcome
  }

  /// Reads the mapping against the rules.
  func readMapping(
    _ loaded: LoadedRules, in surroundings: Surroundings
  ) throws(Failure) -> LogMapping {
    let bytes: [UInt8]
    do {
      bytes = try surroundings.files.read(mapping, limit: Limits.useCase.bytes)
    } catch { throw Failure(error) }
    let file = SourceFile(path: mapping, bytes: bytes)
    var diagnostics: [Diagnostic] = []
    guard let read = LogMapping.read(file, of: loaded.rulebook, noting: &diagnostics) else {
      throw Failure(diagnostics.inOrder, in: [file])
    }
    return read
  }
}
