import Crypto
import DecisionLogs
import Dispatch
import Reports
import RuleCompiler

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// One run over logs: pieces are read one after the other, counted by several threads, and added in
/// their order, so that the result is the same however many threads there are.
final class AuditRun: @unchecked Sendable {
  // Everything below is touched by one thread at a time: reading under `reading`, adding by whoever
  // has set `isAdding` under `adding`.
  private var chunks: LogChunks
  private(set) var audit: LogAudit
  private let columns: [String]
  private let hashes: Bool
  private let ids: IDsFile?
  private var progress: AuditProgress?

  private let reading = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let adding = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let roomIsMade = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var next = 0
  private var nextToAdd = 0
  private var waiting: [Int: (chunk: LogChunk, part: LogPart)] = [:]
  private var isAdding = false
  private var isStopped = false
  private let threads: Int

  private var file = -1
  private var hash = SHA256()
  /// Of each log that is not packed, its digest.
  private var digests: [String] = []
  private(set) var problems: [Problem] = []

  init(
    _ audit: LogAudit, _ chunks: LogChunks, columns: [String], threads: Int, hashing: Bool,
    ids: IDsFile?, progress: AuditProgress?
  ) {
    self.audit = audit
    self.chunks = chunks
    self.columns = columns
    self.threads = threads
    hashes = hashing
    self.ids = ids
    self.progress = progress
    pthread_mutex_init(reading, nil)
    pthread_mutex_init(adding, nil)
    pthread_cond_init(roomIsMade, nil)
  }

  deinit {
    pthread_mutex_destroy(reading)
    pthread_mutex_destroy(adding)
    pthread_cond_destroy(roomIsMade)
    reading.deallocate()
    adding.deallocate()
    roomIsMade.deallocate()
  }

  var logs: [LogChunks.Log] { chunks.logs }

  /// The digest of a log's bytes as they are stored; nil where it was not computed.
  func digest(of place: Int) -> String? {
    guard hashes, problems.isEmpty else { return nil }
    let log = chunks.logs[place]
    // A log without a byte has no piece of which a digest could be made.
    return log.isPacked
      ? log.digest : place < digests.count ? digests[place] : SHA256().finalize().hexadecimal
  }

  /// Counts all logs.
  func run() {
    let start = audit
    if threads == 1 {
      work(start)
    } else {
      DispatchQueue.concurrentPerform(iterations: threads) { _ in self.work(start) }
    }
    endFile()
    problems += chunks.problems
    progress?.end()
  }

  private func work(_ start: LogAudit) {
    var workers: [LogForm: LogWorker] = [:]
    var lastFile = -1
    while let (sequence, chunk) = take() {
      let worker =
        workers[chunk.form] ?? LogWorker(start, chunk.form, wantsIDs: ids != nil)
      workers[chunk.form] = worker
      if chunk.file != lastFile, case .csv = chunk.form { _ = worker.setHeader(chunk.header) }
      lastFile = chunk.file
      let part: LogPart
      if let (isFirst, isLast) = chunk.tooLong {
        part = worker.tooLong(isFirst: isFirst, isLast: isLast)
      } else {
        part = worker.count(chunk.records, isLast: chunk.isLast, linesBefore: chunk.headLines)
      }
      give(sequence, chunk, part)
    }
  }

  /// The next piece and its number; nil at the end.
  private func take() -> (Int, LogChunk)? {
    pthread_mutex_lock(adding)
    // Who is far ahead waits, or else pieces would pile up.
    while next - nextToAdd > 2 * threads, !isStopped {
      pthread_cond_wait(roomIsMade, adding)
    }
    let isStopped = isStopped
    pthread_mutex_unlock(adding)
    guard !isStopped else { return nil }
    pthread_mutex_lock(reading)
    defer { pthread_mutex_unlock(reading) }
    guard let chunk = chunks.next() else { return nil }
    if chunk.hasHeader, let problem = headerProblem(chunk) {
      stop(problem)
      return nil
    }
    pthread_mutex_lock(adding)
    let sequence = next
    next += 1
    pthread_mutex_unlock(adding)
    return (sequence, chunk)
  }

  private func stop(_ problem: Problem) {
    pthread_mutex_lock(adding)
    problems.append(problem)
    isStopped = true
    pthread_cond_broadcast(roomIsMade)
    pthread_mutex_unlock(adding)
  }

  /// A header must name every column that the mapping reads, once.
  private func headerProblem(_ chunk: LogChunk) -> Problem? {
    let header = chunk.header
    let path = chunks.logs[chunk.file].path
    for column in columns {
      let count = header.count { $0 == column }
      if count == 0 { return .noColumn(column, among: header, of: path) }
      if count > 1 { return .repeatedColumn(column, of: path) }
    }
    return nil
  }

  private func give(_ sequence: Int, _ chunk: LogChunk, _ part: LogPart) {
    pthread_mutex_lock(adding)
    waiting[sequence] = (chunk, part)
    if !isAdding {
      isAdding = true
      while let (chunk, part) = waiting.removeValue(forKey: nextToAdd) {
        pthread_mutex_unlock(adding)
        add(chunk, part)
        pthread_mutex_lock(adding)
        nextToAdd += 1
        pthread_cond_broadcast(roomIsMade)
      }
      isAdding = false
    }
    pthread_mutex_unlock(adding)
  }

  private func add(_ chunk: LogChunk, _ part: LogPart) {
    while file < chunk.file {
      endFile()
      file += 1
      audit.begin(file: file)
    }
    if hashes, !chunk.isPacked { hash.update(bufferPointer: chunk.whole) }
    audit.add(part)
    if let problem = ids?.write(part.ids) { stop(problem) }
    pthread_mutex_lock(reading)
    chunks.giveBack(chunk)
    let taken = chunks.taken
    pthread_mutex_unlock(reading)
    progress?.tell(taken, records: audit.records)
  }

  private func endFile() {
    if file >= 0 {
      digests.append(hash.finalize().hexadecimal)
      hash = SHA256()
    }
  }
}

extension Problem {
  static func noColumn(_ name: String, among header: [String], of path: String) -> Problem {
    let shown = header.prefix(20).joined(separator: ", ")
    return Problem(
      code: "no-column", message: "this log has no column `\(name)`, which the mapping reads",
      french: "ce journal n'a pas de colonne `\(name)`, que lit la correspondance", file: path,
      hint: "its columns are: \(shown)", frenchHint: "ses colonnes : \(shown)")
  }

  static func repeatedColumn(_ name: String, of path: String) -> Problem {
    Problem(
      code: "repeated-column", message: "this log has several columns `\(name)`",
      french: "ce journal a plusieurs colonnes `\(name)`", file: path)
  }
}
