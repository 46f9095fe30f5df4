/// What a stored rulebook consists of: something that is written as bytes and read back alike.
///
/// A value is its parts, one after the other; an enumeration has the number of its case before
/// them. Whoever changes what is written raises `StoredHeader.format`.
protocol Storable {
  func store(into writer: inout StoreWriter)
  init(from reader: inout StoreReader) throws(StoredRulebookError)
}

extension Int: Storable {
  /// A count or a place, and so never negative.
  func store(into writer: inout StoreWriter) { writer.write(natural: self) }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self = try reader.natural(below: Int(Int32.max))
  }
}

extension Bool: Storable {
  func store(into writer: inout StoreWriter) { writer.write(natural: self ? 1 : 0) }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self = try reader.natural(below: 2) == 1
  }
}

extension String: Storable {
  func store(into writer: inout StoreWriter) { writer.write(string: self) }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self = try reader.string()
  }
}

extension Optional: Storable where Wrapped: Storable {
  func store(into writer: inout StoreWriter) {
    writer.write(natural: self == nil ? 0 : 1)
    self?.store(into: &writer)
  }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self = try Bool(from: &reader) ? .some(try Wrapped(from: &reader)) : .none
  }
}

extension Array: Storable where Element: Storable {
  func store(into writer: inout StoreWriter) {
    writer.write(natural: count)
    for element in self { element.store(into: &writer) }
  }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    let count = try reader.countOfElements()
    self.init()
    reserveCapacity(Swift.min(count, 4096))
    for _ in 0..<count { append(try Element(from: &reader)) }
  }
}

extension Dictionary: Storable where Key: Storable & Comparable, Value: Storable {
  func store(into writer: inout StoreWriter) {
    writer.write(natural: count)
    for (key, value) in self.sorted(by: { $0.key < $1.key }) { writer.write(key, value) }
  }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    let count = try reader.countOfElements()
    self.init(minimumCapacity: Swift.min(count, 4096))
    for _ in 0..<count {
      let key = try Key(from: &reader)
      guard updateValue(try Value(from: &reader), forKey: key) == nil else { throw .impossible }
    }
  }
}

/// An enumeration of names alone is the place of its case.
extension Storable where Self: CaseIterable & Equatable, AllCases == [Self] {
  func store(into writer: inout StoreWriter) {
    guard let place = Self.allCases.firstIndex(of: self) else {
      preconditionFailure("a case is one of all cases")
    }
    writer.write(natural: place)
  }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    let cases = Self.allCases
    self = cases[try reader.natural(below: cases.count)]
  }
}

/// An identifier: a place among things of its kind, of which the store says how many there are.
protocol StoredPlace: Storable {
  var index: Int { get }
  init(index: Int)
  static func count(in sizes: StoredSizes) -> Int
}

extension StoredPlace {
  func store(into writer: inout StoreWriter) { writer.write(natural: index) }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self.init(index: try reader.natural(below: Self.count(in: reader.sizes)))
  }
}
