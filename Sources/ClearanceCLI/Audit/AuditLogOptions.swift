import ArgumentParser
import DecisionLogs
import Dispatch
import LocatedYAML
import RuleCompiler

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How logs are read.
struct AuditLogOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Which column answers which fact.", valueName: "file"),
    completion: .file())
  var mapping: String?

  /// The forms of a log.
  enum Form: String, ExpressibleByArgument, CaseIterable {
    case json, csv
  }

  @Option(
    name: .customLong("log-format"),
    help: "What logs are written in; else seen from their names and first bytes.")
  var logForm: Form?

  @Option(
    help: ArgumentHelp(
      "What stands between the fields of CSV; else , or in .tsv a tab.", valueName: "character"))
  var separator: String?

  @Option(help: ArgumentHelp("How many lines may be no records.", valueName: "count"))
  var maxBad = 0

  @Option(
    help: ArgumentHelp("How many threads count; else one for each processor.", valueName: "count"))
  var threads: Int?

  @Flag(inversion: .prefixedNo, help: "Compute the SHA-256 of logs.")
  var digest = true

  mutating func validate() throws {
    if maxBad < 0 { throw ValidationError("--max-bad takes a number of at least 0") }
    if let threads, !(1...256).contains(threads) {
      throw ValidationError("--threads takes a number from 1 to 256")
    }
    if let separator, separator != "\\t", separator.utf8.count != 1 {
      throw ValidationError("--separator takes one character of ASCII, or \\t")
    }
  }

  var threadCount: Int { threads ?? max(1, min(sysconf(Int32(_SC_NPROCESSORS_ONLN)), 256)) }

  /// The form of a log, by its name and its first bytes.
  func form(_ path: String, _ start: [UInt8]) -> LogForm {
    var name = path.lowercased()
    if name.hasSuffix(".gz") { name.removeLast(3) }
    let isTSV = name.hasSuffix(".tsv")
    let given = separator == "\\t" ? UInt8(ascii: "\t") : separator?.utf8.first
    let csv = LogForm.csv(
      separator: given ?? (isTSV ? UInt8(ascii: "\t") : UInt8(ascii: ",")))
    switch logForm {
    case .json: return .json
    case .csv: return csv
    case nil: break
    }
    if isTSV || name.hasSuffix(".csv") { return csv }
    if [".ndjson", ".jsonl", ".json"].contains(where: name.hasSuffix) { return .json }
    let first = start.first { !" \t\r\n".utf8.contains($0) }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[") ? .json : csv
  }

  /// Reads the mapping against the rules.
  func readMapping(
    _ loaded: LoadedRules, in surroundings: Surroundings
  ) throws(Failure) -> (LogMapping, SourceFile) {
    guard let mapping else { throw Failure(.nothingToAudit) }
    let bytes: [UInt8]
    do {
      bytes = try surroundings.files.read(mapping, limit: Limits.useCase.bytes)
    } catch { throw Failure(error) }
    let file = SourceFile(path: mapping, bytes: bytes)
    var diagnostics: [Diagnostic] = []
    guard let read = LogMapping.read(file, of: loaded.rulebook, noting: &diagnostics) else {
      throw Failure(diagnostics.inOrder, in: [file])
    }
    return (read, file)
  }
}

extension Problem {
  static let nothingToAudit = Problem(
    code: "nothing-to-audit", message: "an audit takes logs and a --mapping",
    french: "un audit prend des journaux et un --mapping",
    hint:
      "`clearance audit LOG --mapping FILE`; to try it without a log of your own, `clearance audit --sample 1000`",
    frenchHint:
      "`clearance audit JOURNAL --mapping FICHIER` ; pour essayer sans journal, `clearance audit --sample 1000`"
  )
}
