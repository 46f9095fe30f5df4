internal import Foundation
internal import GRDB

/// A register: systems, the versions of their files, what was found about them and when, in one
/// file of SQLite.
///
/// What is recorded is never changed; two processes may write at the same time, each waits for the
/// other; what `record` has returned from is on the disk.
package struct RegisterStore: Sendable {
  package let path: String
  let queue: DatabaseQueue

  /// How long we wait for another process, in seconds.
  static let patience = 20.0

  /// Opens a register; an older one is brought up to date.
  package init(_ path: String, writing: Bool) throws(RegisterError) {
    self.path = path
    try RegisterStore.checkHead(of: path)
    do {
      var queue = try DatabaseQueue(
        path: path, configuration: RegisterStore.configuration(readOnly: !writing))
      let version = try queue.read { try RegisterStore.version(of: $0) }
      if version < Schema.version {
        try queue.close()
        queue = try DatabaseQueue(
          path: path, configuration: RegisterStore.configuration(readOnly: false))
        try Schema.migrator.migrate(queue)
      }
      self.queue = queue
    } catch { throw RegisterError(error) }
  }

  /// Makes an empty register where there is nothing yet; the file is there whole or not at all.
  package static func create(_ path: String) throws(RegisterError) {
    guard !FileManager.default.fileExists(atPath: path) else { throw .exists }
    let temporary = path + ".new-\(ProcessInfo.processInfo.processIdentifier)"
    defer { for end in ["", "-wal", "-shm", "-journal"] { unlink(temporary + end) } }
    do {
      let queue = try DatabaseQueue(
        path: temporary, configuration: configuration(readOnly: false))
      try Schema.migrator.migrate(queue)
      try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
      try queue.close()
    } catch { throw RegisterError(error) }
    try place(temporary, at: path)
  }

  /// Writes a copy of the register as it is now, while others may go on using it.
  package func backUp(to target: String) throws(RegisterError) {
    guard !FileManager.default.fileExists(atPath: target) else { throw .exists }
    let temporary = target + ".new-\(ProcessInfo.processInfo.processIdentifier)"
    defer { for end in ["", "-wal", "-shm", "-journal"] { unlink(temporary + end) } }
    do {
      let copy = try DatabaseQueue(
        path: temporary, configuration: RegisterStore.configuration(readOnly: false))
      try queue.backup(to: copy)
      try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
      try copy.close()
    } catch { throw RegisterError(error) }
    try RegisterStore.place(temporary, at: target)
  }

  /// Gives a whole file its name, and the folder time to write that down.
  private static func place(_ temporary: String, at path: String) throws(RegisterError) {
    // Unlike a renaming, this leaves alone what another process may have put there.
    guard link(temporary, path) == 0 else {
      throw errno == EEXIST ? .exists : .failed(String(cString: strerror(errno)).lowercased())
    }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let descriptor = open(folder, O_RDONLY)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  func read<Result>(_ work: (Database) throws -> Result) throws(RegisterError) -> Result {
    do { return try queue.read(work) } catch { throw RegisterError(error) }
  }

  /// All of the work is done, or none.
  func write<Result>(_ work: (Database) throws -> Result) throws(RegisterError) -> Result {
    do {
      return try queue.writeWithoutTransaction { database in
        var result: Result?
        try database.inTransaction(.immediate) {
          result = try work(database)
          return .commit
        }
        guard let result else { preconditionFailure("a transaction that ends has a result") }
        return result
      }
    } catch { throw RegisterError(error) }
  }
}

extension RegisterStore {
  private static func configuration(readOnly: Bool) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = readOnly
    configuration.busyMode = .timeout(patience)
    configuration.prepareDatabase { database in
      // A commit that has returned is on the disk, whatever happens to the machine.
      try database.execute(sql: "PRAGMA synchronous = FULL")
      try database.execute(sql: "PRAGMA fullfsync = ON")
      // Nothing in a file that somebody else has made runs what it likes, or is believed.
      try database.execute(sql: "PRAGMA trusted_schema = OFF")
      try database.execute(sql: "PRAGMA cell_size_check = ON")
    }
    return configuration
  }

  /// The version of what is in the file.
  private static func version(of database: Database) throws -> Int {
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    guard version <= Schema.version else {
      throw RegisterError.newer(version: version, known: Schema.version)
    }
    guard version > 0 else { throw RegisterError.notARegister }
    return version
  }

  /// Whether the head of the file says that it is a database, and a register.
  private static func checkHead(of path: String) throws(RegisterError) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw .missing
    }
    guard !isFolder.boolValue else { throw .notARegister }
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw .failed("it cannot be read")
    }
    // Nil of an empty file.
    let head = [UInt8]((try? handle.read(upToCount: 100)) ?? Data())
    try? handle.close()
    guard head.count == 100, head.starts(with: Array("SQLite format 3\0".utf8)) else {
      throw .notARegister
    }
    let id = head[68..<72].reduce(Int32(0)) { $0 << 8 | Int32($1) }
    guard id == Schema.applicationID else { throw .notARegister }
  }
}
