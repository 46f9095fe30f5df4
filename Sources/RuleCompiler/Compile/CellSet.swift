/// A set of the cells of one variable.
@usableFromInline package struct CellSet: Hashable, Sendable {
  /// Cells 0 to 63: enough for nearly every variable.
  @usableFromInline package internal(set) var low: UInt64
  /// Cells from 64 on, 64 a word, without trailing zeros.
  @usableFromInline package internal(set) var high: [UInt64]

  @inlinable package init() {
    low = 0
    high = []
  }

  @inlinable package init(low: UInt64, high: [UInt64]) {
    self.low = low
    self.high = high
  }

  @inlinable package init(_ cells: some Sequence<Int>) {
    self.init()
    for cell in cells { insert(cell) }
  }

  /// Every cell of a variable with so many.
  @inlinable package init(all count: Int) {
    guard count > 64 else {
      self.init(low: count == 64 ? .max : (1 << UInt64(count)) - 1, high: [])
      return
    }
    self.init(0..<count)
  }

  @inlinable package mutating func insert(_ cell: Int) {
    guard cell >= 64 else {
      low |= 1 << UInt64(cell)
      return
    }
    while high.count < cell / 64 { high.append(0) }
    high[cell / 64 - 1] |= 1 << UInt64(cell % 64)
  }

  @inlinable package func contains(_ cell: Int) -> Bool {
    if cell < 64 { return low & (1 << UInt64(cell)) != 0 }
    return cell / 64 <= high.count && high[cell / 64 - 1] & (1 << UInt64(cell % 64)) != 0
  }

  @inlinable package var isEmpty: Bool { low == 0 && high.isEmpty }

  @inlinable package var count: Int { high.reduce(low.nonzeroBitCount) { $0 + $1.nonzeroBitCount } }

  /// The only cell; nil where there is none or more than one.
  @inlinable package var single: Int? {
    guard !high.isEmpty else {
      return low != 0 && low & (low - 1) == 0 ? low.trailingZeroBitCount : nil
    }
    return count == 1 ? cells.first : nil
  }

  @inlinable package func isSubset(of other: CellSet) -> Bool {
    low & ~other.low == 0
      && high.indices.allSatisfy { index in
        high[index] & ~(index < other.high.count ? other.high[index] : 0) == 0
      }
  }

  @inlinable package func isDisjoint(from other: CellSet) -> Bool {
    low & other.low == 0 && zip(high, other.high).allSatisfy { $0 & $1 == 0 }
  }

  package func union(_ other: CellSet) -> CellSet {
    var longer = high.count >= other.high.count ? high : other.high
    let shorter = high.count >= other.high.count ? other.high : high
    for index in shorter.indices { longer[index] |= shorter[index] }
    return CellSet(low: low | other.low, high: longer)
  }

  /// The cells in rising order.
  @usableFromInline package var cells: [Int] {
    var found: [Int] = []
    found.reserveCapacity(count)
    for index in 0...high.count {
      var rest = index == 0 ? low : high[index - 1]
      while rest != 0 {
        found.append(index * 64 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
    return found
  }
}
