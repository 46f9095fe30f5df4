import LocatedYAML
import Reports
import RuleCompiler
import RuleEvaluator

/// Findings that were there before: told and marked, and not counted.
///
/// A line is the fingerprint of a finding, how it came out, its rule and its use case, parted by
/// spaces; lines are sorted, so that two branches seldom meet.
struct Baseline: Sendable {
  struct Entry: Hashable, Sendable {
    let fingerprint: String
    let outcome: DocumentEntry.Outcome
    let rule: String
    let useCase: String

    var line: String { "\(fingerprint) \(outcome.rawValue) \(rule) \(useCase)" }
  }

  private(set) var entries: [(entry: Entry, line: Int)] = []
  let path: String

  private static let head = "# clearance baseline 1"
  private static let limit = 16 << 20

  /// Reads one; what is no baseline is an error, and never an empty one.
  init(_ path: String, in files: Files) throws(Failure) {
    let bytes: [UInt8]
    do { bytes = try files.read(path, limit: Baseline.limit) } catch { throw Failure(error) }
    try self.init(bytes, at: path)
  }

  init(_ bytes: [UInt8], at path: String) throws(Failure) {
    self.path = path
    guard bytes.count <= Baseline.limit else { throw Failure(.notABaseline(path, line: 1)) }
    let lines = String(decoding: bytes, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard lines.first.map(String.init) == Baseline.head else {
      throw Failure(.notABaseline(path, line: 1))
    }
    for (place, line) in lines.enumerated() where !line.isEmpty && !line.hasPrefix("#") {
      let words = line.split(separator: " ", maxSplits: 3).map(String.init)
      guard words.count == 4, words[0].utf8.count == 64, words[0].allSatisfy(\.isHexDigit),
        let outcome = DocumentEntry.Outcome(rawValue: words[1]), outcome.isProblem
      else { throw Failure(.notABaseline(path, line: place + 1)) }
      entries.append(
        (
          Entry(fingerprint: words[0], outcome: outcome, rule: words[2], useCase: words[3]),
          place + 1
        ))
    }
  }

  /// What stands in a run, as it is written.
  static func written(of run: RunReport) -> String {
    let lines = run.entries.filter { $0.outcome.isProblem && $0.gates && !$0.report.isWaived }
      .map { Entry($0).line }
    return ([head] + lines.sorted()).joined(separator: "\n") + "\n"
  }

  /// Marks what a run has in common with it.
  ///
  /// - Parameter tree: entries count only that stand there too; nil for all.
  /// - Returns: remarks on entries that nothing answers to any more, or that do not count.
  func mark(_ run: inout RunReport, standingIn tree: GitTree?) throws(Failure) -> [RunProblem] {
    var counted = entries
    var notes: [RunProblem] = []
    if let tree {
      let bytes: [UInt8]?
      do { bytes = try tree.bytes(of: path) } catch { throw Failure(error) }
      let before = Set(
        try bytes.map { bytes throws(Failure) in try Baseline(bytes, at: path) }?
          .entries.map(\.entry) ?? [])
      counted = entries.filter { before.contains($0.entry) }
      notes += entries.filter { !before.contains($0.entry) }.map { entry, line in
        note(
          "baseline-self-granted", entry, line,
          Text(
            "this entry was added in this very change and does not count",
            french: "cette entrée a été ajoutée dans ce changement même et ne compte pas"))
      }
    }
    run.mark(
      known: Dictionary(counted.map { ($0.entry.fingerprint, $0.entry.outcome) }) { first, _ in
        first
      })
    return stale(in: run) + notes
  }

  /// Entries of the use cases of this run to which no finding answers any more.
  private func stale(in run: RunReport) -> [RunProblem] {
    let names = Set(run.cases.map { Entry.printable($0.useCase.name) })
    let there = Set(
      run.entries.lazy.filter { $0.outcome.isProblem }.map(\.fingerprint))
    return entries.filter {
      names.contains($0.entry.useCase) && !there.contains($0.entry.fingerprint)
    }
    .map { entry, line in
      note(
        "baseline-stale", entry, line,
        Text(
          "nothing answers to this entry any more: \(entry.rule) of \(entry.useCase)",
          french: "plus rien ne répond à cette entrée : \(entry.rule) de \(entry.useCase)"))
    }
  }

  private func note(_ code: String, _ entry: Entry, _ line: Int, _ message: Text) -> RunProblem {
    RunProblem(
      code: code, message: message, file: path,
      span: SourceSpan(
        start: SourcePosition(line: line, column: 1),
        end: SourcePosition(line: line, column: entry.line.unicodeScalars.count + 1)))
  }
}

extension Baseline.Entry {
  init(_ entry: DocumentEntry) {
    self.init(
      fingerprint: entry.fingerprint, outcome: entry.outcome, rule: entry.name,
      useCase: Baseline.Entry.printable(entry.useCase.name))
  }

  fileprivate static func printable(_ name: String) -> String { name.printable }
}

extension Problem {
  static func notABaseline(_ path: String, line: Int) -> Problem {
    Problem(
      code: "not-a-baseline", message: "line \(line) is none of a baseline",
      french: "la ligne \(line) n'est pas d'une référence", file: path,
      hint: "`clearance gate --write-baseline FILE` writes one",
      frenchHint: "`clearance gate --write-baseline FICHIER` en écrit une")
  }
}
