import CLogReader
import Crypto
import DecisionLogs
import RuleCompiler

/// Some whole lines of a log, in memory that is used again.
final class LogChunk {
  var bytes: UnsafeMutableRawPointer
  var room: Int
  var count = 0
  /// How many bytes in front are no records: a mark of byte order, the header of CSV.
  var head = 0
  /// Lines of those.
  var headLines = 0
  var file = 0
  var form = LogForm.json
  var isPacked = false
  /// The names of columns, of CSV; and whether they were read in this piece.
  var header: [String] = []
  var hasHeader = false
  var isLast = false
  /// Part of a line that is too long: its first part, its last.
  var tooLong: (isFirst: Bool, isLast: Bool)?

  init(room: Int) {
    self.room = room
    bytes = .allocate(byteCount: room + LogWorker.padding, alignment: 64)
  }

  deinit { bytes.deallocate() }

  func grow() {
    let more = UnsafeMutableRawPointer.allocate(
      byteCount: room * 2 + LogWorker.padding, alignment: 64)
    more.copyMemory(from: bytes, byteCount: count)
    bytes.deallocate()
    bytes = more
    room *= 2
  }

  var whole: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: bytes, count: count) }
  var records: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: whole[head...]) }
}

/// Cuts logs, one after the other, into pieces of whole lines: so much memory as the pieces have
/// that are being read, whatever the size of the logs.
final class LogChunks {
  /// How much is read at once, and how long a line may be.
  static let size = 1 << 20
  static let longest = 16 << 20

  private let paths: [String]
  private let files: Files
  private let input: [UInt8]?
  private let form: (String, [UInt8]) -> LogForm
  /// The logs that were begun.
  private(set) var logs: [Log] = []
  private var stream: LogStream?
  private var rest: [UInt8] = []
  private var isInLongLine = false
  private var isFirst = false
  private var pool: [LogChunk] = []
  private(set) var problems: [Problem] = []
  private let hashesPacked: Bool

  struct Log {
    let path: String
    var form = LogForm.json
    var header: [String] = []
    var isPacked = false
    /// Bytes of lines.
    var bytes = 0
    var hasGrown = false
    /// Of packed bytes, while they are read, and at the end.
    fileprivate var hash = SHA256()
    fileprivate(set) var digest = ""
    var size: Int?
  }

  init(
    _ paths: [String], in files: Files, input: [UInt8]?, hashing: Bool,
    form: @escaping (String, [UInt8]) -> LogForm
  ) {
    self.paths = paths
    self.files = files
    self.input = input
    self.form = form
    hashesPacked = hashing
  }

  /// Bytes of files that were taken so far, and of all where that is known.
  var taken: Int { logsTaken + (stream?.taken ?? 0) }
  private var logsTaken = 0

  func giveBack(_ chunk: LogChunk) { pool.append(chunk) }

  /// The next piece; nil at the end of the last log, or at a log that cannot be read on.
  func next() -> LogChunk? {
    while true {
      do throws(Problem) {
        if stream == nil {
          guard logs.count < paths.count, problems.isEmpty else { return nil }
          try openNext()
        }
        if let chunk = try cut() { return chunk }
      } catch {
        problems.append(error)
        stream = nil
        rest = []
        return nil
      }
      closeLog()
    }
  }

  private func openNext() throws(Problem) {
    let path = paths[logs.count]
    logs.append(Log(path: path))
    let stream = try LogStream(path, in: files, input: input)
    logs[logs.count - 1].isPacked = stream.isPacked
    logs[logs.count - 1].size = stream.size
    if stream.isPacked, hashesPacked {
      stream.hash = { [unowned self] bytes in logs[logs.count - 1].hash.update(bufferPointer: bytes)
      }
    }
    self.stream = stream
    isFirst = true
    isInLongLine = false
    rest = []
  }

  private func closeLog() {
    guard let stream else { return }
    logs[logs.count - 1].hasGrown = stream.hasGrown
    if stream.isPacked, hashesPacked {
      logs[logs.count - 1].digest = logs[logs.count - 1].hash.finalize().hexadecimal
    }
    logsTaken += stream.taken
    self.stream = nil
  }

  private func cut() throws(Problem) -> LogChunk? {
    guard let stream else { return nil }
    let chunk = pool.popLast() ?? LogChunk(room: LogChunks.size)
    chunk.head = 0
    chunk.headLines = 0
    chunk.hasHeader = false
    chunk.tooLong = nil
    chunk.isLast = false
    chunk.file = logs.count - 1
    chunk.isPacked = stream.isPacked
    while chunk.room < rest.count { chunk.grow() }
    rest.withUnsafeBytes {
      chunk.bytes.copyMemory(
        from: $0.baseAddress ?? UnsafeRawPointer(chunk.bytes), byteCount: $0.count)
    }
    chunk.count = rest.count
    rest.removeAll(keepingCapacity: true)
    while true {
      let wanted = chunk.room - chunk.count
      let some = try stream.fill(
        UnsafeMutableRawBufferPointer(start: chunk.bytes + chunk.count, count: wanted))
      chunk.count += some
      logs[logs.count - 1].bytes += some
      let isEnd = some < wanted
      if isFirst, chunk.count > 0 {
        guard try begin(chunk, isEnd: isEnd) else {
          chunk.grow()
          continue
        }
      }
      chunk.form = logs[logs.count - 1].form
      chunk.header = logs[logs.count - 1].header
      guard chunk.count > 0 else {
        pool.append(chunk)
        return nil
      }
      if isEnd, !isInLongLine {
        chunk.isLast = true
        return chunk
      }
      if isInLongLine { return skipOn(chunk, isEnd: isEnd) }
      let end = wholeLines(chunk)
      if end > chunk.head || (end == chunk.head && end > 0) {
        keepRest(chunk, from: end)
        return chunk
      }
      guard chunk.room >= LogChunks.longest else {
        chunk.grow()
        continue
      }
      return tooLong(chunk)
    }
  }

  /// Where the last whole line of a piece ends.
  private func wholeLines(_ chunk: LogChunk) -> Int {
    let records = chunk.records
    let start = records.baseAddress?.assumingMemoryBound(to: CChar.self)
    switch logs[logs.count - 1].form {
    case .json:
      guard let last = records.lastIndex(of: UInt8(ascii: "\n")) else { return chunk.head }
      return chunk.head + last + 1
    case .csv(let separator):
      return chunk.head
        + log_csv_whole(start, records.count, CChar(bitPattern: separator))
    }
  }

  private func keepRest(_ chunk: LogChunk, from end: Int) {
    rest.append(contentsOf: chunk.whole[end...])
    chunk.count = end
  }

  /// What begins a log: a mark of byte order, and of CSV the header. False where more must be read.
  private func begin(_ chunk: LogChunk, isEnd: Bool) throws(Problem) -> Bool {
    let whole = chunk.whole
    if whole.starts(with: [0xEF, 0xBB, 0xBF]) { chunk.head = 3 }
    if whole.starts(with: [0xFF, 0xFE]) || whole.starts(with: [0xFE, 0xFF]) {
      throw .notUTF8(logs[logs.count - 1].path)
    }
    let form = form(logs[logs.count - 1].path, Array(chunk.records.prefix(256)))
    logs[logs.count - 1].form = form
    isFirst = false
    guard case .csv(let separator) = form else { return true }
    let records = chunk.records
    let start = records.baseAddress?.assumingMemoryBound(to: CChar.self)
    let end = log_csv_whole(start, records.count, CChar(bitPattern: separator))
    guard end > 0 || isEnd else {
      isFirst = true
      chunk.head = 0
      if chunk.room < LogChunks.longest { return false }
      throw .noHeader(logs[logs.count - 1].path)
    }
    let most = 4096
    var texts = [CChar](repeating: 0, count: records.count + 1)
    var starts = [Int](repeating: 0, count: most)
    var lengths = [Int](repeating: 0, count: most)
    var used = 0
    let count = log_csv_split(
      start, records.count, CChar(bitPattern: separator), &texts, &starts, &lengths, most, &used)
    let header = (0..<count).map { place in
      String(
        decoding: texts[starts[place]..<starts[place] + lengths[place]].map(
          UInt8.init(bitPattern:)),
        as: UTF8.self)
    }
    guard count < most, header.contains(where: { !$0.isEmpty }) else {
      throw .noHeader(logs[logs.count - 1].path)
    }
    logs[logs.count - 1].header = header
    chunk.hasHeader = true
    chunk.headLines = records.prefix(used).count { $0 == UInt8(ascii: "\n") }
    chunk.head += used
    return true
  }

  // MARK: Lines that are too long

  /// The line that begins here is longer than any may be. Of CSV, a quote may never have been
  /// closed: its first line alone is left out.
  private func tooLong(_ chunk: LogChunk) -> LogChunk {
    let first = chunk.records.firstIndex(of: UInt8(ascii: "\n"))
    if chunk.head > 0, chunk.tooLong == nil {
      // What begins the log is a piece of its own.
      keepRest(chunk, from: chunk.head)
      return chunk
    }
    if let first {
      keepRest(chunk, from: chunk.head + first + 1)
      chunk.tooLong = (true, true)
      return chunk
    }
    chunk.tooLong = (true, false)
    isInLongLine = true
    return chunk
  }

  private func skipOn(_ chunk: LogChunk, isEnd: Bool) -> LogChunk {
    if let place = chunk.whole.firstIndex(of: UInt8(ascii: "\n")) {
      keepRest(chunk, from: place + 1)
      chunk.tooLong = (false, true)
      isInLongLine = false
    } else {
      chunk.tooLong = (false, isEnd)
      if isEnd { isInLongLine = false }
    }
    return chunk
  }
}

extension Problem {
  static func notUTF8(_ path: String) -> Problem {
    Problem(
      code: "not-utf-8", message: "this log is written in UTF-16",
      french: "ce journal est en UTF-16",
      file: path, hint: "convert it to UTF-8", frenchHint: "le convertir en UTF-8")
  }

  static func noHeader(_ path: String) -> Problem {
    Problem(
      code: "no-header", message: "this log of CSV has no header that names its columns",
      french: "ce journal CSV n'a pas d'en-tête nommant ses colonnes", file: path)
  }
}
