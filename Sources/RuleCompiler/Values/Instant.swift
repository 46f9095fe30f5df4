/// A moment: what a log writes as `2026-03-01T10:15:00+01:00`.
package struct Instant: Hashable, Sendable {
  /// Microseconds since 1970-01-01T00:00:00Z.
  package let microseconds: Int64

  package init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  /// Reads `YYYY-MM-DDThh:mm[:ss[.ffffff]]` and `Z` or `+hh:mm`; without an offset, nil.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 17, bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
      let day = Day(String(decoding: bytes[0..<10], as: UTF8.self)),
      let hour = Day.digits(bytes[11..<13]), hour < 24,
      let minute = Day.digits(bytes[14..<16]), minute < 60
    else { return nil }
    var rest = bytes[16...]
    guard let (second, fraction) = Instant.seconds(&rest), let offset = Instant.offset(rest)
    else { return nil }
    let seconds = Int64(day.number) * 86_400 + Int64(hour * 3600 + minute * 60 + second - offset)
    self.microseconds = seconds * 1_000_000 + Int64(fraction)
  }

  private static func seconds(_ rest: inout ArraySlice<UInt8>) -> (Int, Int)? {
    guard rest.first == UInt8(ascii: ":") else { return (0, 0) }
    rest = rest.dropFirst()
    guard rest.count >= 2, let second = Day.digits(rest.prefix(2)), second < 60 else { return nil }
    rest = rest.dropFirst(2)
    guard rest.first == UInt8(ascii: ".") else { return (second, 0) }
    let digits = rest.dropFirst().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard (1...6).contains(digits.count), var fraction = Day.digits(digits) else { return nil }
    for _ in digits.count..<6 { fraction *= 10 }
    rest = rest.dropFirst(1 + digits.count)
    return (second, fraction)
  }

  /// Seconds east of Greenwich.
  private static func offset(_ rest: ArraySlice<UInt8>) -> Int? {
    if rest.elementsEqual("Z".utf8) { return 0 }
    let bytes = Array(rest)
    guard bytes.count == 6, bytes[3] == UInt8(ascii: ":"),
      bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-"),
      let hour = Day.digits(bytes[1..<3]), hour <= 14, let minute = Day.digits(bytes[4..<6]),
      minute < 60
    else { return nil }
    let seconds = hour * 3600 + minute * 60
    return bytes[0] == UInt8(ascii: "-") ? -seconds : seconds
  }
}

extension Instant: Comparable, CustomStringConvertible {
  package static func < (left: Instant, right: Instant) -> Bool {
    left.microseconds < right.microseconds
  }

  /// In UTC, with microseconds only where there are any.
  package var description: String {
    let seconds = microseconds.floored(by: 1_000_000)
    let day = Day(number: Int32(clamping: seconds.floored(by: 86_400)))
    let ofDay = seconds - seconds.floored(by: 86_400) * 86_400
    let fraction = microseconds - seconds * 1_000_000
    let clock = [ofDay / 3600, ofDay / 60 % 60, ofDay % 60]
      .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    guard fraction > 0 else { return "\(day)T\(clock)Z" }
    let digits = String(fraction)
    return "\(day)T\(clock).\(String(repeating: "0", count: 6 - digits.count))\(digits)Z"
  }
}

extension Int64 {
  /// Division that rounds towards minus infinity.
  fileprivate func floored(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
