import LocatedYAML

// MARK: Identifiers

extension FactID: StoredPlace {
  static func count(in sizes: StoredSizes) -> Int { sizes.facts }
}

extension ListID: StoredPlace {
  static func count(in sizes: StoredSizes) -> Int { sizes.lists }
}

extension ActID: StoredPlace {
  static func count(in sizes: StoredSizes) -> Int { sizes.acts }
}

extension SchemeID: StoredPlace {
  static func count(in sizes: StoredSizes) -> Int { sizes.schemes }
}

extension RuleID: StoredPlace {
  static func count(in sizes: StoredSizes) -> Int { sizes.rules }
}

extension MeasureID: StoredPlace {
  static func count(in sizes: StoredSizes) -> Int { sizes.measures }
}

extension VariableID: StoredPlace {
  static func count(in sizes: StoredSizes) -> Int { sizes.variables }
}

extension StepID: StoredPlace {
  static func count(in sizes: StoredSizes) -> Int { sizes.steps }
}

extension NodeID: Storable {
  func store(into writer: inout StoreWriter) { writer.write(natural: Int(index)) }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    let bound = Int(NodeID.leafCount) + reader.sizes.nodes
    self.init(index: Int32(try reader.natural(below: bound)))
  }
}

// MARK: Places

extension SourceSpan: Storable {
  func store(into writer: inout StoreWriter) { writer.write(span: self) }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self = try reader.span()
  }
}

extension Place: Storable {
  func store(into writer: inout StoreWriter) { writer.write(file, span) }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self.init(file: try reader.file(), span: try reader.read())
  }
}

extension Key: Storable {
  func store(into writer: inout StoreWriter) { writer.write(text, span) }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self.init(text: try reader.read(), span: try reader.read())
  }
}

extension Diagnostic: Storable {
  func store(into writer: inout StoreWriter) {
    writer.write(code, severity == .error, message, file, span, suggestion, hint)
  }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self.init(
      code: try reader.read(), severity: try reader.read() ? .error : .warning,
      message: try reader.read(), file: try reader.read(), span: try reader.read(),
      suggestion: try reader.read(), hint: try reader.read())
  }
}

// MARK: Values

extension Text: Storable {
  func store(into writer: inout StoreWriter) { writer.write(english, french) }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    let english = try reader.storedString()
    self.init(english, french: try Bool(from: &reader) ? try reader.storedString() : nil)
  }
}

extension Day: Storable {
  func store(into writer: inout StoreWriter) { writer.write(signed: Int64(number)) }

  /// A day of the calendar that `Day` knows, or the day after its last.
  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    let number = try reader.signed()
    guard (-25_567...84_371).contains(number) else { throw .impossible }
    self.init(number: Int32(number))
  }
}

extension Period: Storable {
  func store(into writer: inout StoreWriter) { writer.write(from, until) }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self.init(from: try reader.read(), until: try reader.read())
  }
}

extension Instant: Storable {
  func store(into writer: inout StoreWriter) { writer.write(signed: microseconds) }

  /// A moment of a day that `Day` knows, wherever on earth.
  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    let microseconds = try reader.signed()
    let days = microseconds / 86_400_000_000
    guard (-25_568...84_372).contains(days) else { throw .impossible }
    self.init(microseconds: microseconds)
  }
}

extension Number: Storable {
  func store(into writer: inout StoreWriter) {
    writer.write(signed: digits)
    writer.write(natural: Int(places))
  }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    let digits = try reader.signed()
    self.init(digits: digits, places: UInt8(try reader.natural(below: 16)))
  }
}

extension Rounding: Storable {}

extension Value: Storable {
  func store(into writer: inout StoreWriter) {
    switch self {
    case .none: writer.write(0)
    case .option(let place): writer.write(1, place)
    case .number(let number): writer.write(2, number)
    case .day(let day): writer.write(3, day)
    case .instant(let instant): writer.write(4, instant)
    case .word(let word): writer.write(5, word)
    case .members(let places): writer.write(6, places)
    }
  }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    switch try reader.natural(below: 7) {
    case 0: self = .none
    case 1: self = .option(try reader.read())
    case 2: self = .number(try reader.read())
    case 3: self = .day(try reader.read())
    case 4: self = .instant(try reader.read())
    case 5: self = .word(try reader.read())
    default: self = .members(try reader.read())
    }
  }
}
