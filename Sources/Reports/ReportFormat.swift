/// A form in which Clearance says something: to people, or to machines.
public enum ReportFormat: String, Sendable, CaseIterable {
  case text, json
}

/// How text is laid out on a terminal or in a file.
public struct TextOptions: Sendable, Hashable {
  /// Columns of a line; only a word that is longer goes beyond, and less than 40 counts as 40.
  public var width: Int
  /// Nothing but ASCII: other glyphs, no accents, `\u{…}` for what has no likeness.
  public var isASCII: Bool
  /// Colours beside the glyphs and words, as ANSI escapes.
  public var usesColour: Bool

  public init(width: Int = 100, isASCII: Bool = false, usesColour: Bool = false) {
    self.width = width
    self.isASCII = isASCII
    self.usesColour = usesColour
  }
}
