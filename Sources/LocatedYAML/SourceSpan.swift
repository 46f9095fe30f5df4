/// A place in a file: 1-based line, 1-based column counted in Unicode scalars (as libyaml counts).
public struct SourcePosition: Hashable, Sendable {
  public var line: Int
  public var column: Int

  /// A place whose line and column both count from 1.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// The first character of a file.
  public static let start = SourcePosition(line: 1, column: 1)
}

extension SourcePosition: Comparable {
  public static func < (one: SourcePosition, other: SourcePosition) -> Bool {
    (one.line, one.column) < (other.line, other.column)
  }
}

extension SourcePosition: CustomStringConvertible {
  public var description: String { "\(line):\(column)" }
}

/// A stretch of a file; `end` is the place after its last character.
public struct SourceSpan: Hashable, Sendable {
  public var start: SourcePosition
  public var end: SourcePosition

  /// From a place up to, and without, another.
  public init(start: SourcePosition, end: SourcePosition) {
    self.start = start
    self.end = end
  }

  /// A stretch of characters on one line.
  public init(at start: SourcePosition, length: Int = 1) {
    self.init(
      start: start, end: SourcePosition(line: start.line, column: start.column + length))
  }
}
