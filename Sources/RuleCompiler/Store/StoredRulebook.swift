import LocatedYAML

/// Why bytes are no stored rulebook that this program can use.
package enum StoredRulebookError: Error, Hashable, Sendable {
  /// They are something else.
  case notARulebook
  /// Another version of this program wrote them, in another form.
  case otherFormat(UInt32)
  /// The end is missing, or something follows it.
  case incomplete
  /// They are not what was written.
  case damaged
  /// They say what no rulebook can say.
  case impossible
}

extension Rulebook {
  /// The compiled rulebook as bytes, all of it but its examples: these are tried where the
  /// sources are at hand. The same rulebook is always the same bytes.
  package func stored() -> [UInt8] {
    var writer = StoreWriter()
    writer.write(StoredSizes(rules, program), digest, fileCount, warnings)
    writer.write(apart: rules)
    writer.write(apart: program)
    var table = StoreWriter()
    table.write(strings: writer.strings)
    var diagrams = StoreWriter()
    program.diagrams.store(into: &diagrams)
    return StoredHeader.sealing(table.bytes + writer.bytes, diagrams.bytes)
  }

  /// Reads a rulebook back from bytes. It has no examples.
  package init(stored bytes: [UInt8]) throws(StoredRulebookError) {
    try self.init(stored: StoredBytes(copying: bytes))
  }

  /// Reads a rulebook back from bytes, which it goes on pointing into. It has no examples.
  ///
  /// - Parameter isOwn: these very bytes are what this program wrote, unless they were damaged.
  ///   The checksum tells of that, and places are looked up with care all the same; whether the
  ///   parts fit one another need not be asked again.
  package init(stored bytes: StoredBytes, isOwn: Bool = false) throws(StoredRulebookError) {
    let header = try StoredHeader(bytes.bytes)
    guard header.hasWholeDiagrams(bytes.bytes) else { throw .damaged }
    self = try UnreadRulebook(bytes, header, isSuspicious: !isOwn).whole
    guard isOwn || rules.isWhole && program.isWhole(rules) else { throw .impossible }
  }
}

/// A stored rulebook of which hardly anything has been read: two may read it at once.
package struct UnreadRulebook: Sendable {
  package let digest: String
  private let fileCount: Int
  private let warnings: [Diagnostic]
  private let rules: Lazily<CheckedRules>
  private let program: Lazily<Program>

  /// What this program wrote, whose diagrams nobody has compared with their checksum yet: good for
  /// nothing until `hasWholeDiagrams` of the bytes has said so.
  package init(unprovenIn bytes: StoredBytes) throws(StoredRulebookError) {
    try self.init(bytes, try StoredHeader(bytes.bytes), isSuspicious: false)
  }

  fileprivate init(
    _ bytes: StoredBytes, _ header: StoredHeader, isSuspicious: Bool
  ) throws(StoredRulebookError) {
    guard header.hasWholeRules(bytes.bytes) else { throw .damaged }
    var reader = try StoreReader(bytes, header, isSuspicious: isSuspicious)
    digest = try reader.read()
    fileCount = try reader.read()
    warnings = try reader.read()
    rules = try reader.readApart()
    program = try reader.readApart()
    guard reader.isAtEnd else { throw .incomplete }
  }

  /// Reads the second half, for who reads the first at the same time.
  package func readProgram() { _ = program.value }

  package var whole: Rulebook {
    Rulebook(
      rules: rules.value, program: program.value, digest: digest, fileCount: fileCount,
      warnings: warnings)
  }
}

extension StoredBytes {
  /// Whether the diagrams of a stored rulebook are what was written.
  package var hasWholeDiagrams: Bool {
    (try? StoredHeader(bytes))?.hasWholeDiagrams(bytes) ?? false
  }
}

/// What stands before a stored rulebook: eight letters, the format, a spare number, and of the
/// rules, and then of the diagrams, which are most of it, how many bytes they take and a checksum.
/// Numbers begin with their lowest byte.
struct StoredHeader {
  /// Raised whenever what is stored, or what it means, changes.
  static let format: UInt32 = 6

  static let size = 48
  private static let letters = Array("rulebook".utf8)

  /// Where the parts lie, one after the other, to the end of the bytes.
  let rules: Range<Int>
  let diagrams: Range<Int>
  private let sums: (rules: UInt64, diagrams: UInt64)

  static func sealing(_ rules: [UInt8], _ diagrams: [UInt8]) -> [UInt8] {
    var bytes = letters
    bytes.reserveCapacity(size + rules.count + diagrams.count)
    func append(_ number: some FixedWidthInteger) {
      withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
    }
    append(format)
    append(UInt32(0))
    for part in [rules, diagrams] {
      append(UInt64(part.count))
      append(part.withUnsafeBytes { Checksum.of($0) })
    }
    return bytes + rules + diagrams
  }

  /// The header, if the bytes are as many as it says.
  init(_ bytes: UnsafeRawBufferPointer) throws(StoredRulebookError) {
    guard bytes.prefix(StoredHeader.letters.count).elementsEqual(StoredHeader.letters) else {
      throw .notARulebook
    }
    guard bytes.count >= StoredHeader.size else { throw .incomplete }
    let written = bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self).littleEndian
    guard written == StoredHeader.format else { throw .otherFormat(written) }
    guard bytes.loadUnaligned(fromByteOffset: 12, as: UInt32.self) == 0 else { throw .damaged }
    func number(_ offset: Int) -> UInt64 {
      bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian
    }
    let room = UInt64(bytes.count - StoredHeader.size)
    guard number(16) <= room, number(32) == room - number(16) else { throw .incomplete }
    rules = StoredHeader.size..<StoredHeader.size + Int(number(16))
    diagrams = rules.upperBound..<bytes.count
    sums = (number(24), number(40))
  }

  func hasWholeRules(_ bytes: UnsafeRawBufferPointer) -> Bool {
    Checksum.of(UnsafeRawBufferPointer(rebasing: bytes[rules])) == sums.rules
  }

  func hasWholeDiagrams(_ bytes: UnsafeRawBufferPointer) -> Bool {
    Checksum.of(UnsafeRawBufferPointer(rebasing: bytes[diagrams])) == sums.diagrams
  }
}

/// A sum of bytes that any change of one word changes: against accidents, not against attacks.
enum Checksum {
  /// Four lanes of words, which the processor multiplies side by side, and then the lanes.
  static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var lanes = (seed, seed &+ 1, seed &+ 2, seed &+ 3)
    var place = 0
    func word(_ offset: Int) -> UInt64 {
      bytes.loadUnaligned(fromByteOffset: place + offset, as: UInt64.self).littleEndian
    }
    while place + 32 <= bytes.count {
      lanes.0 = mix(lanes.0, word(0))
      lanes.1 = mix(lanes.1, word(8))
      lanes.2 = mix(lanes.2, word(16))
      lanes.3 = mix(lanes.3, word(24))
      place += 32
    }
    var sum = UInt64(bytes.count)
    while place < bytes.count {
      sum = mix(sum, UInt64(bytes[place]))
      place += 1
    }
    for lane in [lanes.0, lanes.1, lanes.2, lanes.3] { sum = mix(sum, lane) }
    return sum
  }

  private static let seed: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// One to one in either number, the other being fixed.
  private static func mix(_ sum: UInt64, _ word: UInt64) -> UInt64 {
    let product = (sum ^ word) &* 0xD6E8_FEB8_6659_FD93
    return product ^ product >> 29
  }
}

/// How many there are of everything that others point to.
struct StoredSizes: Hashable {
  var facts = 0
  var lists = 0
  var acts = 0
  var schemes = 0
  var rules = 0
  var measures = 0
  var variables = 0
  var steps = 0
  var items = 0
  var nodes = 0
}

extension StoredSizes {
  init(_ rules: CheckedRules, _ program: Program) {
    self.init(
      facts: rules.vocabulary.facts.count, lists: rules.vocabulary.lists.count,
      acts: rules.acts.count, schemes: rules.schemes.count, rules: rules.rules.count,
      measures: rules.measures.count, variables: program.variables.count,
      steps: program.steps.count, items: program.items.count, nodes: program.diagrams.count)
  }
}

extension StoredSizes: Storable {
  func store(into writer: inout StoreWriter) {
    writer.write(facts, lists, acts, schemes, rules, measures, variables, steps, items, nodes)
  }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self.init(
      facts: try reader.read(), lists: try reader.read(), acts: try reader.read(),
      schemes: try reader.read(), rules: try reader.read(), measures: try reader.read(),
      variables: try reader.read(), steps: try reader.read(), items: try reader.read(),
      nodes: try reader.read())
  }
}
