extension Node {
  /// Reads a file into a tree: JSON where its path ends in `.json`, otherwise YAML.
  ///
  /// What YAML leaves to guesswork is refused, each with its place: see the codes at the bottom of
  /// `CheckText.swift`, `CheckMapping.swift`, `Compose.swift`, `SyntaxDiagnostics.swift` and
  /// `JSONDiagnostics.swift`. A mistake of shape is noted and reading goes on, so there may be a
  /// tree as well as errors; a mistake of syntax ends the file.
  ///
  /// - Parameter isJSON: which reader is taken, whatever the path says.
  /// - Returns: nil where the file is not text, too large, empty or not well-formed.
  package static func read(
    _ file: SourceFile, limits: Limits, isJSON: Bool? = nil,
    noting diagnostics: inout [Diagnostic]
  ) -> Node? {
    var remarks = Remarks(on: file, limits: limits)
    defer { diagnostics += remarks.diagnostics }
    guard let text = checkedText(of: file, noting: &remarks) else { return nil }
    return isJSON ?? file.isJSON
      ? readJSON(text, noting: &remarks) : readYAML(text, noting: &remarks)
  }
}

extension SourceFile {
  var isJSON: Bool { path.lowercased().hasSuffix(".json") }
}
