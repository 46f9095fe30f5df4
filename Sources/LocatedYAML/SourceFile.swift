/// A file as it was handed to us: what to call it, and its bytes before anyone has judged them.
public struct SourceFile: Sendable {
  /// The name that diagnostics show; an ending of `.json` chooses the JSON reader.
  public let path: String
  public let bytes: [UInt8]

  /// A file that was read from a disk or a request.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// A file that was written in a program, such as a test.
  public init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }
}

extension SourceFile {
  /// The text of a line, counted from 1, without its line break; nil beyond the last.
  ///
  /// What is not UTF-8 becomes U+FFFD, and a byte order mark before the first line is left out.
  package func line(_ number: Int) -> String? {
    guard number >= 1 else { return nil }
    var start = bytes.starts(with: SourceFile.byteOrderMark) ? 3 : 0
    for _ in 1..<number {
      guard let end = bytes[start...].firstIndex(of: 0x0A) else { return nil }
      start = end + 1
    }
    let rest = bytes[start...]
    var line = rest.prefix { $0 != 0x0A }
    if line.last == 0x0D, line.endIndex < bytes.endIndex { line.removeLast() }
    return String(decoding: line, as: UTF8.self)
  }

  /// U+FEFF in UTF-8.
  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
}
