/// Records of a made-up log. Each hangs on the seed and on its number alone: a longer log begins
/// with the shorter one.
package struct SampleLog: Sendable {
  package let kind: SampleKind
  package let seed: UInt64
  /// Of each story, how many of the weights stand before it and in it.
  private let ends: [Int]

  /// - Parameter times: how many times as many violations there are as the kind says.
  package init(_ kind: SampleKind, seed: UInt64, violations times: Int = 1) {
    self.kind = kind
    self.seed = seed
    var sum = 0
    ends = kind.stories.map {
      sum += $0.violates.isEmpty ? $0.weight : $0.weight * times
      return sum
    }
  }

  /// A record: of each column its value.
  package struct Record: Sendable {
    package let story: Int
    package let values: [Value]
  }

  /// What stands in a column.
  package enum Value: Sendable {
    case none
    /// What JSON writes without quotes.
    case plain([UInt8])
    case text([UInt8])
    /// Seconds since 1970.
    case time(Int)
  }

  /// The record with a number, from 0.
  package func record(_ number: Int) -> Record {
    var chance = Chance(seed, number)
    let point = chance.below(ends.last ?? 1)
    let place = ends.firstIndex { point < $0 } ?? 0
    let story = kind.stories[place]
    var values: [Value] = []
    values.reserveCapacity(kind.columns.count)
    for source in story.sources { values.append(value(source, number, values, &chance)) }
    if story.violates.isEmpty {
      for (column, described) in kind.columns.enumerated() {
        // Drawn for every column, so that one column's share changes nothing in the others.
        if chance.below(1000) < described.missing { values[column] = .none }
      }
    }
    return Record(story: place, values: values)
  }

  private func value(
    _ source: SampleKind.Source, _ number: Int, _ before: [Value], _ chance: inout Chance
  ) -> Value {
    switch source {
    case .nothing: return .none
    case .text(let parts):
      var text: [UInt8] = []
      for part in parts {
        switch part {
        case .text(let words): text += words
        case .digits(let count):
          for _ in 0..<count { text.append(UInt8(ascii: "0") + UInt8(chance.below(10))) }
        case .choice(let options): text += options[chance.below(options.count)]
        case .number(let width): text += SampleLog.padded(number, width)
        }
      }
      return text == Array("true".utf8) || text == Array("false".utf8) ? .plain(text) : .text(text)
    case .pick(let options):
      var point = chance.below(max(options.map(\.weight).reduce(0, +), 1))
      for (source, weight) in options {
        if point < weight { return value(source, number, before, &chance) }
        point -= weight
      }
      return .none
    case .number(let from, let to, let places):
      let drawn = from + chance.below(to - from + 1)
      guard places > 0 else { return .plain(Array("\(drawn)".utf8)) }
      let digits = SampleLog.padded(abs(drawn), places + 1)
      let sign: [UInt8] = drawn < 0 ? [UInt8(ascii: "-")] : []
      return .plain(sign + digits.dropLast(places) + [UInt8(ascii: ".")] + digits.suffix(places))
    case .time(let from, let until, let every):
      let gone = (number % (until - from) * every + chance.below(every)) % (until - from)
      return .time(from + gone)
    case .after(let column, let from, let to):
      guard case .time(let start) = before[column] else { return .none }
      return .time(start + from + chance.below(to - from + 1))
    }
  }

  static func padded(_ number: Int, _ width: Int) -> [UInt8] {
    let digits = Array(String(number).utf8)
    return Array(repeating: UInt8(ascii: "0"), count: max(width - digits.count, 0)) + digits
  }
}

/// Numbers that look drawn by lot (SplitMix64), the same on every machine.
struct Chance {
  private var state: UInt64

  init(state: UInt64) {
    self.state = state
  }

  /// - Parameter number: records of one seed have streams of their own.
  init(_ seed: UInt64, _ number: Int) {
    state = seed
    state = next() ^ (UInt64(bitPattern: Int64(number)) &* 0x9E37_79B9_7F4A_7C15)
    state = next()
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A whole number from 0 to below this one.
  mutating func below(_ count: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(max(count, 1))).high)
  }
}
