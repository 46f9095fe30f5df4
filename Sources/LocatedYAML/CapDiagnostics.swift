/// The diagnostics that are worth showing, and how many more there are.
public struct CappedDiagnostics: Sendable, Hashable {
  /// In the order in which they were noted.
  public var kept: [Diagnostic]
  /// How many of a file are not among `kept`; files of which none is missing are absent.
  public var dropped: [String: Int]

  /// "and 12 more in this file", or nil where all are kept.
  public func countLine(of file: String) -> String? {
    dropped[file].map { "and \($0) more in this file" }
  }
}

extension Sequence<Diagnostic> {
  /// The first diagnostics of each file, in their order.
  public func capped(perFile limit: Int = 50) -> CappedDiagnostics {
    var seen: [String: Int] = [:]
    let kept = filter {
      seen[$0.file, default: 0] += 1
      return seen[$0.file, default: 0] <= limit
    }
    return CappedDiagnostics(
      kept: kept, dropped: seen.filter { $0.value > limit }.mapValues { $0 - limit })
  }

  /// The diagnostics for a terminal, file by file, each with its line where `sources` has the file.
  public func rendered(in sources: [SourceFile], perFile limit: Int = 50) -> String {
    let capped = capped(perFile: limit)
    let byFile = Dictionary(grouping: capped.kept, by: \.file)
    var files: [String] = []
    for diagnostic in capped.kept where files.last != diagnostic.file {
      if !files.contains(diagnostic.file) { files.append(diagnostic.file) }
    }
    return files.flatMap { file in
      let source = sources.first { $0.path == file }
      return (byFile[file] ?? []).map { $0.rendered(in: source) }
        + [capped.countLine(of: file)].compactMap(\.self)
    }.joined(separator: "\n")
  }
}
