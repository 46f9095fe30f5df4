internal import Crypto
internal import Foundation

/// Something that happened to a system, as it stands in the register for good.
package struct Event: Hashable, Sendable {
  /// 1, 2, 3…: no number is missing.
  package let number: Int
  /// The digest of the event before; of the first one 64 zeros.
  package let previous: String
  /// SHA-256 over all that the event says and the digest before it.
  package let digest: String
  package let kind: Kind
  /// The day that was named when it was recorded, YYYY-MM-DD.
  package let day: String
  package let system: String
  /// One JSON object, its names in order, on one line.
  package let body: String

  package enum Kind: String, CaseIterable, Sendable {
    case version, assessment, evidence, waiver, retirement
  }

  /// What stands before the first event.
  static let noDigest = String(repeating: "0", count: 64)

  init(
    number: Int, previous: String, digest: String, kind: Kind, day: String, system: String,
    body: String
  ) {
    self.number = number
    self.previous = previous
    self.digest = digest
    self.kind = kind
    self.day = day
    self.system = system
    self.body = body
  }

  /// The event after another one.
  init(after last: (number: Int, digest: String), _ draft: Draft) {
    number = last.number + 1
    previous = last.digest
    kind = draft.kind
    day = draft.day
    system = draft.system
    body = draft.body
    digest = Event.digest(number, previous, draft)
  }

  /// What is to become an event.
  struct Draft {
    let kind: Kind
    let day: String
    let system: String
    let body: String

    init(_ kind: Kind, on day: String, of system: String, body: String) {
      self.kind = kind
      self.day = day
      self.system = system
      self.body = body
    }

    init(_ kind: Kind, on day: String, of system: String, _ record: some Encodable) {
      self.init(kind, on: day, of: system, body: JSON.text(of: record))
    }
  }

  /// Lines: the name of the format, number, digest before, kind, day, system as JSON, body.
  static func digest(_ number: Int, _ previous: String, _ draft: Draft) -> String {
    let lines = [
      "clearance-register 1", String(number), previous, draft.kind.rawValue, draft.day,
      JSON.text(of: draft.system), draft.body,
    ]
    return sha256(Array(lines.joined(separator: "\n").utf8))
  }

  /// Whether its digest is that of what it says.
  var isSound: Bool {
    digest
      == Event.digest(number, previous, Draft(kind, on: day, of: system, body: body))
  }
}

/// In 64 hexadecimal digits.
package func sha256(_ bytes: [UInt8]) -> String {
  SHA256.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

/// JSON on one line, names of an object in the order of their bytes: the same value gives the same
/// text.
enum JSON {
  static func text(of value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else {
      preconditionFailure("texts, numbers and lists of them can be written as JSON")
    }
    return String(decoding: data, as: UTF8.self)
  }

  static func value<Value: Decodable>(_ type: Value.Type, in text: String) -> Value? {
    try? JSONDecoder().decode(type, from: Data(text.utf8))
  }
}
