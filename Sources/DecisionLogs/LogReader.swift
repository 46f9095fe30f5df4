import CLogReader
import LocatedYAML
import RuleCompiler

/// Reads lines of a log into columns as a plan needs them. One for each thread.
final class LogReader {
  /// Records that are read at a time, in words of 64: their columns stay in a processor's cache.
  static let rowsOfTile = 1024
  /// Bytes that must be readable behind those that are read.
  static var padding: Int { log_reader_padding() }

  private let reader: OpaquePointer
  let layout: LogLayout

  init(_ layout: LogLayout) {
    self.layout = layout
    reader = layout.makeReader(rows: LogReader.rowsOfTile)
  }

  deinit { log_reader_free(reader) }

  /// Reads lines until a tile is full; the tile is valid until the next is read.
  func read(_ bytes: UnsafeRawBufferPointer, as form: LogForm, isLast: Bool) -> log_tile {
    switch form {
    case .json: readJSON(bytes, isLast: isLast)
    case .csv(let separator): readCSV(bytes, isLast: isLast, separator: separator)
    }
  }

  private func readJSON(_ bytes: UnsafeRawBufferPointer, isLast: Bool) -> log_tile {
    log_reader_read_json(
      reader, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count,
      isLast ? 1 : 0)
  }

  private func readCSV(
    _ bytes: UnsafeRawBufferPointer, isLast: Bool, separator: UInt8
  ) -> log_tile {
    log_reader_read_csv(
      reader, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count,
      isLast ? 1 : 0, CChar(bitPattern: separator))
  }

  /// Tells which columns there are; the place of a name that stands there twice, else nil.
  func setHeader(_ names: [String]) -> Int? {
    let texts = names.map { Array($0.utf8CString) }
    var pointers: [UnsafePointer<CChar>?] = []
    var lengths: [Int] = []
    func withAll(_ rest: ArraySlice<[CChar]>) -> Int {
      guard let first = rest.first else {
        return log_reader_header(reader, pointers, lengths, names.count)
      }
      return first.withUnsafeBufferPointer { buffer in
        pointers.append(buffer.baseAddress)
        lengths.append(buffer.count - 1)
        return withAll(rest.dropFirst())
      }
    }
    let repeated = withAll(texts[...])
    return repeated < 0 ? nil : repeated
  }

  /// The text of a group, by its code.
  func group(_ field: Int, _ code: Int) -> String {
    var length = 0
    guard let text = log_reader_group(reader, field, Int64(code), &length) else { return "" }
    return String(
      decoding: UnsafeRawBufferPointer(start: text, count: length), as: UTF8.self)
  }
}

/// The fields of a log that rules use, and what their codes mean.
struct LogLayout: Sendable {
  struct Field: Sendable {
    let key: String
    let kind: log_kind
    let words: [(text: String, code: Int)]
    let other: Int
    let separator: UInt8
    var format: String?
    /// Minutes ahead of UTC.
    var offset: Int?
  }

  private(set) var fields: [Field] = []
  let id: String
  /// Of each column of the mapping, its field.
  private(set) var fieldOfColumn: [Int] = []
  /// The field with the day of a decision.
  private(set) var day: Int?
  /// The fields by which counts are told apart.
  private(set) var groups: [Int] = []

  /// The code of a text that no test names.
  static let otherWord = 252
  /// The code of an answer `none`.
  static let noneCode = 251

  init(_ mapping: LogMapping, _ rules: CheckedRules, _ program: Program, by groups: [String]) {
    id = mapping.id.text
    for column in mapping.columns {
      fieldOfColumn.append(fields.count)
      fields.append(LogLayout.field(column, rules.vocabulary[column.fact], program, rules))
    }
    if let day = mapping.day {
      self.day = fields.count
      fields.append(
        Field(
          key: day.text, kind: LOG_DAY, words: [("", Int(LOG_MISSING))], other: -1, separator: 0,
          format: mapping.dayFormat))
    }
    for name in groups {
      self.groups.append(fields.count)
      fields.append(Field(key: name, kind: LOG_GROUP, words: [], other: -1, separator: 0))
    }
  }

  private static func field(
    _ column: LogColumn, _ fact: Fact, _ program: Program, _ rules: CheckedRules
  ) -> Field {
    var words = column.missing.map { (text: $0, code: Int(LOG_MISSING)) }
    guard case .value(let said, let others, let separator) = column.reading else {
      return Field(
        key: column.key.text, kind: LOG_PRESENCE, words: words, other: -1, separator: 0)
    }
    func code(_ value: Value, _ known: [String]) -> Int {
      switch value {
      case .option(let place): place
      case .none: noneCode
      case .word(let word): known.firstIndex(of: word) ?? otherWord
      case .number, .day, .instant, .members: Int(LOG_MISSING)
      }
    }
    var kind = LOG_CODE
    var other = -1
    var known: [String] = []
    switch fact.type {
    case .yesNo:
      words += said.map { ($0.word, code($0.value, [])) }
      words += [("true", 1), ("yes", 1), ("false", 0), ("no", 0)]
    case .oneOf(let options, _):
      words += said.map { ($0.word, code($0.value, [])) }
      words += options.enumerated().map { ($1.name, $0) }
    case .someOf(let options):
      kind = LOG_SET
      words += said.map { ($0.word, code($0.value, [])) }
      words += options.enumerated().map { ($1.name, $0) }
    case .country, .text:
      // A code that names no country is a mistake, and not a country that no test names.
      let countries = fact.type == .country ? rules.vocabulary.countries.keys.sorted() : []
      if let variable = program.factVariables[fact.id.index].first,
        case .words(let tested) = program[variable].cells.form
      {
        known = tested
      }
      words += said.map { ($0.word, code($0.value, known)) }
      words += known.enumerated().map { ($1, $0) }
      words += countries.map { ($0, otherWord) }
      other = countries.isEmpty ? otherWord : -1
    case .number: kind = LOG_NUMBER
    case .date: kind = LOG_DAY
    case .time: kind = LOG_TIME
    }
    if let others { other = code(others, known) }
    return Field(
      key: column.key.text, kind: kind,
      words: words.filter { $0.code != Int(LOG_MISSING) || column.missing.contains($0.text) },
      other: other, separator: separator?.asciiValue ?? 0, format: column.format,
      offset: column.offset)
  }

  /// A reader of these fields, which whoever asked for it frees.
  func makeReader(rows: Int) -> OpaquePointer {
    var kept: [UnsafeMutablePointer<CChar>] = []
    var tables: [UnsafeMutablePointer<log_word>] = []
    func keep(_ text: String) -> (UnsafePointer<CChar>, Int) {
      let bytes = Array(text.utf8)
      let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count + 1)
      for (place, byte) in bytes.enumerated() { copy[place] = CChar(bitPattern: byte) }
      copy[bytes.count] = 0
      kept.append(copy)
      return (UnsafePointer(copy), bytes.count)
    }
    defer {
      for text in kept { text.deallocate() }
      for table in tables { table.deallocate() }
    }
    let written = fields.map { field -> log_field in
      let table = UnsafeMutablePointer<log_word>.allocate(capacity: max(field.words.count, 1))
      tables.append(table)
      for (place, word) in field.words.enumerated() {
        let (text, length) = keep(word.text)
        table[place] = log_word(text: text, length: length, code: Int32(word.code))
      }
      let (key, length) = keep(field.key)
      let format = field.format.map(keep)
      return log_field(
        key: key, key_length: length, kind: field.kind, words: table,
        word_count: field.words.count, other: Int32(field.other),
        separator: CChar(bitPattern: field.separator),
        format: format?.0, format_length: format?.1 ?? 0,
        offset: Int32(field.offset ?? Int(LOG_NO_OFFSET)))
    }
    let (key, length) = keep(id)
    guard let reader = log_reader_new(written, written.count, key, length, rows) else {
      preconditionFailure("a reader is made or the program ends")
    }
    return reader
  }
}
