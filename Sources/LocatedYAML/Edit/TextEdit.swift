/// A change of a file: text in place of a stretch of its bytes, which may be empty.
package struct TextEdit: Hashable, Sendable {
  package let range: Range<Int>
  package let text: String

  init(_ range: Range<Int>, _ text: String) {
    self.range = range
    self.text = text
  }
}

extension SourceFile {
  /// The file after changes, which do not overlap.
  package func applying(_ edits: [TextEdit]) -> SourceFile {
    var bytes: [UInt8] = []
    var last = 0
    for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      bytes += self.bytes[last..<edit.range.lowerBound] + Array(edit.text.utf8)
      last = edit.range.upperBound
    }
    return SourceFile(path: path, bytes: bytes + self.bytes[last...])
  }
}

/// A file to be changed: its bytes, and where places of its tree are among them.
struct EditedText {
  let bytes: [UInt8]
  let isJSON: Bool
  /// How its lines end.
  let lineEnding: String
  private var lineStarts: [Int]

  init(_ file: SourceFile) {
    bytes = file.bytes
    isJSON = file.isJSON
    lineStarts = [file.bytes.starts(with: SourceFile.byteOrderMark) ? 3 : 0]
    for (place, byte) in file.bytes.enumerated() where byte == 0x0A {
      lineStarts.append(place + 1)
    }
    let first = file.bytes.firstIndex(of: 0x0A)
    lineEnding = first.map { $0 > 0 && file.bytes[$0 - 1] == 0x0D } == true ? "\r\n" : "\n"
  }

  /// Where a place is among the bytes; columns count scalars, and bytes that go on with one do not
  /// count.
  func offset(of place: SourcePosition) -> Int {
    guard place.line <= lineStarts.count else { return bytes.count }
    var offset = lineStarts[place.line - 1]
    var column = 1
    while column < place.column, offset < bytes.count, bytes[offset] != 0x0A {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      column += 1
    }
    return offset
  }

  func range(of span: SourceSpan) -> Range<Int> {
    let start = offset(of: span.start)
    return start..<max(start, offset(of: span.end))
  }

  /// The first place from here on that is no space and no tab.
  func skippingSpace(from offset: Int) -> Int {
    bytes[offset...].firstIndex { $0 != 0x20 && $0 != 0x09 } ?? bytes.count
  }

  /// Where the line ends that this place is on, before its line break.
  func endOfLine(from offset: Int) -> Int {
    let end = bytes[offset...].firstIndex(of: 0x0A) ?? bytes.count
    return end > offset && end < bytes.count && bytes[end - 1] == 0x0D ? end - 1 : end
  }

  /// Where the next line begins; nil where this is the last and no line break ends it.
  func nextLine(after offset: Int) -> Int? {
    bytes[offset...].firstIndex(of: 0x0A).map { $0 + 1 }
  }

  /// Whether nothing but a comment follows on the line.
  func isEndOfLine(_ offset: Int) -> Bool {
    let next = skippingSpace(from: offset)
    return next == bytes.count || [0x0A, 0x0D, 0x23].contains(bytes[next])
  }

  /// Whether nothing but space stands before this place on its line.
  func isFirstOnLine(_ place: SourcePosition) -> Bool {
    let start = lineStarts[place.line - 1]
    return skippingSpace(from: start) >= offset(of: place)
  }

  /// The columns of the line that a place is on.
  func lineLength(at offset: Int) -> Int {
    let start = bytes[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return endOfLine(from: offset) - start
  }
}
