internal import GRDB

/// Why a register cannot be read or written.
package enum RegisterError: Error, Hashable, Sendable {
  /// There is no file.
  case missing
  /// There is something already where a new file was to be.
  case exists
  /// The file is something else.
  case notARegister
  /// A later version of the program has made it.
  case newer(version: Int, known: Int)
  /// Bytes of the file are not what SQLite has written.
  case damaged(String)
  /// There is no room on the disk, or the file may not grow.
  case full
  /// Another process has held it for longer than we wait.
  case busy
  /// It may be read but not written.
  case readOnly
  case failed(String)
  /// No system of this name is in it.
  case unknownSystem(String)
  /// A line that is to be read in is not as `export` writes it: which, and why.
  case line(Int, LineFault)

  /// What is wrong with a line.
  package enum LineFault: Hashable, Sendable {
    case malformed, tooLong
    /// The bytes of a file do not have the digest by which they are named.
    case fileDigest
    /// The digest of an event is not that of what it says, or does not follow the one before.
    case chain
    /// The register has another event under this number.
    case otherHistory
    /// An event names something that does not stand before it.
    case reference
    /// The head says another version of the format, or no head stands first.
    case format
    /// It ends before the last event that the head announces.
    case truncated
  }
}

extension RegisterError {
  /// What SQLite says, in our words.
  init(_ error: any Error) {
    if let error = error as? RegisterError {
      self = error
      return
    }
    guard let error = error as? DatabaseError else {
      self = .failed("\(error)")
      return
    }
    let message = error.message ?? "\(error.extendedResultCode)"
    switch error.resultCode {
    case .SQLITE_NOTADB: self = .notARegister
    case .SQLITE_CORRUPT: self = .damaged(message)
    case .SQLITE_FULL: self = .full
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
    case .SQLITE_READONLY, .SQLITE_PERM: self = .readOnly
    case .SQLITE_IOERR:
      self =
        switch error.extendedResultCode {
        // A file that may not grow is told like a disk that is full.
        case .SQLITE_IOERR_WRITE, .SQLITE_IOERR_TRUNCATE, .SQLITE_IOERR_FSYNC,
          .SQLITE_IOERR_SHMSIZE, .SQLITE_IOERR_SHMMAP:
          .full
        case .SQLITE_IOERR_SHORT_READ, .SQLITE_IOERR_CORRUPTFS: .damaged(message)
        default: .failed(message)
        }
    default: self = .failed(message)
    }
  }
}
