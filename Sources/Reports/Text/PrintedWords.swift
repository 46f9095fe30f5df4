import LocatedYAML

/// Words as they may go to a terminal: printable, in ASCII where that is wanted.
struct PrintedWords {
  private let text: String
  /// The columns they take on a terminal.
  let columns: Int
  /// Whether every character takes one column.
  let areNarrow: Bool
  private let hasDoubleSpaces: Bool

  /// - Parameter keepsSpaces: they are laid out already; otherwise they are put on one line.
  init(_ text: String, isASCII: Bool, keepsSpaces: Bool = false) {
    if let seen = text.utf8.withContiguousStorageIfAvailable(PlainWords.init) ?? nil,
      keepsSpaces || !seen.hasSpaceAtEnd, !isASCII || seen.isASCII
    {
      self.text = text
      columns = seen.columns
      areNarrow = true
      hasDoubleSpaces = seen.hasDoubleSpaces
      return
    }
    let printable = (keepsSpaces ? text : text.onOneLine).printable
    self.text = isASCII ? printable.asciified : printable
    columns = self.text.columns
    areNarrow = false
    hasDoubleSpaces = true
  }

  private init(_ text: String, isNarrow: Bool) {
    self.text = text
    columns = text.columns
    areNarrow = isNarrow
    hasDoubleSpaces = false
  }

  var isEmpty: Bool { text.isEmpty }

  /// The same words with one space between them.
  var withSingleSpaces: PrintedWords {
    hasDoubleSpaces ? PrintedWords(text.withSingleSpaces, isNarrow: areNarrow) : self
  }

  /// Their UTF-8.
  func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    var text = text
    return text.withUTF8(body)
  }
}

/// What a look at the UTF-8 of nearly every text tells: that it can go on a page as it is, every
/// character one column wide.
private struct PlainWords {
  var columns = 0
  var isASCII = true
  var hasSpaceAtEnd = false
  var hasDoubleSpaces = false

  /// Nil where there is any character of which more must be known: those of ASCII that are no
  /// control, letters and marks of Latin up to U+02FF, dashes, quotation marks, arrows and symbols
  /// from U+2180 to U+27FF are all printable, break no line, and take one column.
  init?(_ text: UnsafeBufferPointer<UInt8>) {
    var place = 0
    var last = PlainWords.space
    while place < text.count {
      let byte = text[place]
      if byte < 0x80 {
        guard (0x20...0x7E).contains(byte) else { return nil }
        if byte == PlainWords.space, last == PlainWords.space {
          if place == 0 { hasSpaceAtEnd = true } else { hasDoubleSpaces = true }
        }
        place += 1
      } else {
        isASCII = false
        guard let length = PlainWords.length(at: place, in: text) else { return nil }
        place += length
      }
      last = byte
      columns += 1
    }
    if columns > 0, last == PlainWords.space { hasSpaceAtEnd = true }
  }

  private static let space = UInt8(ascii: " ")

  /// How many bytes a plain character outside of ASCII takes.
  private static func length(at place: Int, in text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard place + 1 < text.count else { return nil }
    let second = text[place + 1]
    switch text[place] {
    // Not the controls up to U+009F, nor the soft hyphen.
    case 0xC2: return second >= 0xA0 && second != 0xAD ? 2 : nil
    case 0xC3...0xCB: return 2
    case 0xE2:
      guard place + 2 < text.count else { return nil }
      let third = text[place + 2]
      return switch second {
      // From U+2010 to U+2027, and the narrow space of French.
      case 0x80: (0x90...0xA7).contains(third) || third == 0xAF ? 3 : nil
      case 0x86...0x9F: 3
      default: nil
      }
    default: return nil
    }
  }
}

/// Lines of at most so many columns, broken at spaces; a word that is longer stands alone.
struct PageLines {
  private let text: UnsafeBufferPointer<UInt8>
  private let areNarrow: Bool
  private let columns: Int
  private let hang: Int
  /// Where the next word begins.
  private var place = 0
  private var isFirst = true

  /// - Parameters:
  ///   - text: words with one space between them, and none at the ends.
  ///   - hang: how much narrower the lines after the first are.
  init(_ text: UnsafeBufferPointer<UInt8>, areNarrow: Bool, columns: Int, hang: Int) {
    self.text = text
    self.areNarrow = areNarrow
    self.columns = columns
    self.hang = hang
  }

  /// Where the next line lies, and how many columns it takes; nil at the end.
  mutating func next() -> (range: Range<Int>, columns: Int)? {
    guard place < text.count else { return nil }
    let most = max(columns - (isFirst ? 0 : hang), 10)
    isFirst = false
    let start = place
    var end = start
    // A mark without a letter takes no column, and counts no space after it.
    var used = 0
    var reach = 0
    while place < text.count {
      var stop = place
      var width = 0
      while stop < text.count, text[stop] != UInt8(ascii: " ") {
        // A character counts where it begins.
        if text[stop] & 0xC0 != 0x80 { width += 1 }
        stop += 1
      }
      if !areNarrow { width = String(decoding: text[place..<stop], as: UTF8.self).columns }
      if end > start, used + 1 + width > most { break }
      reach += (end > start ? 1 : 0) + width
      used += (used == 0 ? 0 : 1) + width
      (end, place) = (stop, stop + 1)
    }
    return (start..<end, reach)
  }
}

extension String {
  /// Words as they stand, one space between them.
  var withSingleSpaces: String {
    let space = UInt8(ascii: " ")
    var last: UInt8 = 0
    let isDoubled = utf8.contains { byte in
      defer { last = byte }
      return byte == space && last == space
    }
    guard isDoubled else { return self }
    return utf8.split(separator: space).map { String(Substring($0)) }.joined(separator: " ")
  }
}

extension StringProtocol {
  /// The columns it takes on a terminal.
  var columns: Int {
    let isPlain = utf8.allSatisfy { (0x20...0x7E).contains($0) }
    return isPlain ? utf8.count : unicodeScalars.reduce(0) { $0 + $1.width }
  }
}
