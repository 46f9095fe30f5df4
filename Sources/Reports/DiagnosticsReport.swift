public import LocatedYAML

extension Sequence<Diagnostic> {
  /// Remarks on files, for people or for machines.
  ///
  /// Text is for a terminal, each remark with its line where `sources` has the file. JSON has the
  /// format `clearance-diagnostics`.
  ///
  /// - Parameter limit: remarks that are shown of one file; the others are counted.
  public func rendered(
    as format: ReportFormat, in sources: [SourceFile], perFile limit: Int = 50
  ) -> String {
    switch format {
    case .text: rendered(in: sources, perFile: limit) + "\n"
    case .json: DiagnosticsJSON(capped(perFile: limit)).value.written
    }
  }
}

/// Remarks on files as JSON, in the format `clearance-diagnostics`.
private struct DiagnosticsJSON {
  let diagnostics: CappedDiagnostics

  init(_ diagnostics: CappedDiagnostics) {
    self.diagnostics = diagnostics
  }

  var value: JSONValue {
    .object([
      .init("format", .text("clearance-diagnostics")), .init("version", .integer(1)),
      .init("diagnostics", .list(diagnostics.kept.map(\.json))),
      .init("dropped", .list(dropped)),
    ])
  }

  private var dropped: [JSONValue] {
    diagnostics.dropped.sorted { $0.key < $1.key }.map { file, count in
      .object([.init("file", .text(file)), .init("count", .integer(count))])
    }
  }
}

extension Diagnostic {
  /// `{error: {…}}` or `{warning: {…}}`: positions count from 1, columns in Unicode scalars, the
  /// end is after the last.
  package var json: JSONValue {
    .object([
      .init(
        severity.rawValue,
        .object([
          .init("code", .text(code)), .init("message", .text(message)),
          .init("file", .text(file)), .init("line", .integer(span.start.line)),
          .init("column", .integer(span.start.column)),
          .init("end_line", .integer(span.end.line)),
          .init("end_column", .integer(span.end.column)),
          .init("suggestion", .optional(suggestion)), .init("hint", .optional(hint)),
        ]))
    ])
  }
}
