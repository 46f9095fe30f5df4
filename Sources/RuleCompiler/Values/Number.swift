/// An exact decimal number: `digits` × 10^-`places`, always with as few places as will do.
///
/// Law compares and adds numbers; binary floating point would turn 0.56 into something else.
/// At most 15 digits can be written, six of them after the point, so that sums of many stay
/// within `Int64`.
package struct Number: Hashable, Sendable {
  package let digits: Int64
  /// Decimal places: at most 6 as written, 15 as computed.
  package let places: UInt8

  package init(digits: Int64, places: UInt8) {
    var digits = digits
    var places = places
    while places > 0, digits % 10 == 0 {
      digits /= 10
      places -= 1
    }
    self.digits = digits
    self.places = places
  }

  package init(_ whole: Int) {
    self.init(digits: Int64(whole), places: 0)
  }

  /// Reads `12`, `-3`, `0.85`; nothing else: no exponent, no leading zero, no sign `+`, no `_`.
  ///
  /// Nil for any other text, for more than 15 digits, and for more than 6 places.
  package init?(_ text: String) {
    var digits: Int64 = 0
    var places: UInt8 = 0
    var count = 0
    var seenPoint = false
    let body = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
    for byte in body {
      switch byte {
      case UInt8(ascii: "."):
        guard !seenPoint, count > 0 else { return nil }
        seenPoint = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if !seenPoint, count == 1, digits == 0 { return nil }
        count += 1
        guard count <= 15, places < 6 || !seenPoint else { return nil }
        digits = digits * 10 + Int64(byte - UInt8(ascii: "0"))
        if seenPoint { places += 1 }
      default:
        return nil
      }
    }
    guard count > 0, !(seenPoint && places == 0) else { return nil }
    self.init(digits: body.count == text.utf8.count ? digits : -digits, places: places)
  }
}

extension Number: Comparable {
  package static func < (left: Number, right: Number) -> Bool {
    left.scaled(to: max(left.places, right.places))
      < right.scaled(to: max(left.places, right.places))
  }
}

extension Number: CustomStringConvertible {
  package var description: String {
    guard places > 0 else { return String(digits) }
    var text = String(digits.magnitude)
    while text.count <= Int(places) { text = "0" + text }
    text.insert(".", at: text.index(text.endIndex, offsetBy: -Int(places)))
    return digits < 0 ? "-" + text : text
  }
}

/// How a fraction becomes a whole number.
package enum Rounding: String, Sendable, CaseIterable {
  case halfUp = "half_up"
  case halfEven = "half_even"
  case up
  case down
}

extension Number {
  private func scaled(to places: UInt8) -> Int128 {
    var value = Int128(digits)
    for _ in self.places..<places { value *= 10 }
    return value
  }

  /// The sum, or nil when it does not fit.
  package func adding(_ other: Number) -> Number? {
    let places = max(self.places, other.places)
    let sum = scaled(to: places) + other.scaled(to: places)
    return Int64(exactly: sum).map { Number(digits: $0, places: places) }
  }

  /// The product, rounded to a whole number when asked; nil when it does not fit.
  package func multiplied(by other: Number, rounding: Rounding?) -> Number? {
    let product = Int128(digits) * Int128(other.digits)
    let places = Int(self.places) + Int(other.places)
    if let rounding { return Number(rounding: product, places: places, rounding) }
    var digits = product
    var left = places
    while left > 15, digits % 10 == 0 {
      digits /= 10
      left -= 1
    }
    guard left <= 15, let small = Int64(exactly: digits) else { return nil }
    return Number(digits: small, places: UInt8(left))
  }

  private init?(rounding value: Int128, places: Int, _ rounding: Rounding) {
    var unit: Int128 = 1
    for _ in 0..<places { unit *= 10 }
    var whole = value / unit
    var rest = value % unit
    if rest < 0 {
      rest += unit
      whole -= 1
    }
    let raised: Bool =
      switch rounding {
      case .halfUp: rest * 2 >= unit
      case .halfEven: rest * 2 > unit || (rest * 2 == unit && whole % 2 != 0)
      case .up: rest > 0
      case .down: false
      }
    guard let digits = Int64(exactly: raised ? whole + 1 : whole) else { return nil }
    self.init(digits: digits, places: 0)
  }
}
