import Crypto

/// SHA-256, for names that stay the same from run to run.
enum SHA256 {
  /// In 64 hexadecimal digits.
  static func digest(of text: String) -> String { digest(of: Array(text.utf8)) }

  /// In 64 hexadecimal digits.
  static func digest(of bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(64)
    for byte in Crypto.SHA256.hash(data: bytes) {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}

/// A UUID of version 5 (RFC 9562, 5.5): a name that follows from other names, so that the same run
/// has the same one. Validators of OSCAL take no later version, which is why it is SHA-1.
struct NameUUID: Hashable, Sendable, CustomStringConvertible {
  private let bytes: [UInt8]

  /// The namespace of RFC 9562 for names that are addresses.
  static let addresses = NameUUID(
    bytes: [
      0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30,
      0xc8,
    ])

  private init(bytes: [UInt8]) { self.bytes = bytes }

  init(_ name: String, in space: NameUUID) {
    var bytes = Array(Insecure.SHA1.hash(data: space.bytes + Array(name.utf8)).prefix(16))
    bytes[6] = bytes[6] & 0x0F | 0x50
    bytes[8] = bytes[8] & 0x3F | 0x80
    self.bytes = bytes
  }

  var description: String {
    let digits = bytes.map(\.hexadecimal)
    return [0..<4, 4..<6, 6..<8, 8..<10, 10..<16].map { digits[$0].joined() }
      .joined(separator: "-")
  }
}

extension UInt8 {
  fileprivate var hexadecimal: String { (self < 16 ? "0" : "") + String(self, radix: 16) }
}

extension String {
  /// Whether it can be a SHA-256: 64 hexadecimal digits in small letters.
  var isSHA256: Bool {
    utf8.count == 64
      && utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}
