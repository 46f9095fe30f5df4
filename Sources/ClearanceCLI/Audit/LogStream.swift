import CLogReader
import RuleCompiler

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A log as a stream of bytes: a file, standard input, either as it is or packed by gzip.
///
/// How large a file is was settled when it was opened: what is added while it is read is left for
/// the next run, and said.
final class LogStream {
  /// As given.
  let path: String
  private let descriptor: Int32
  private let isOwned: Bool
  /// Of a file, its bytes when it was opened; nil of a pipe.
  let size: Int?
  private(set) var isPacked = false
  /// Bytes of the file that were read, packed ones where it is packed.
  private(set) var taken = 0
  /// Bytes that are still to be unpacked, or were read to see what they are.
  private var ahead: [UInt8] = []
  private var place = 0
  private var gzip: OpaquePointer?
  private var isAtEnd = false
  /// Told of packed bytes as they are read, for their digest.
  var hash: ((UnsafeRawBufferPointer) -> Void)?

  /// - Parameter input: what stands for standard input, of tests.
  init(_ path: String, in files: Files, input: [UInt8]?) throws(Problem) {
    self.path = path
    if path == "-" {
      if let input {
        descriptor = -1
        ahead = input
        isAtEnd = true
      } else {
        descriptor = STDIN_FILENO
      }
      isOwned = false
      size = nil
    } else {
      descriptor = open(files.absolute(path), O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw .unreadable(path, errno) }
      isOwned = true
      var status = stat()
      guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
        close(descriptor)
        throw .isFolder(path)
      }
      size = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
    }
    while !isAtEnd, ahead.count < 2 { try readAhead(16) }
    isPacked = ahead.starts(with: [0x1F, 0x8B])
    if isPacked { gzip = log_gzip_new() }
  }

  deinit {
    log_gzip_free(gzip)
    if isOwned { close(descriptor) }
  }

  /// Whether the file has more bytes by now than when it was opened.
  var hasGrown: Bool {
    var status = stat()
    guard let size, fstat(descriptor, &status) == 0 else { return false }
    return Int(status.st_size) > size
  }

  /// Fills memory as far as there are bytes; less than there is room for is the end.
  func fill(_ room: UnsafeMutableRawBufferPointer) throws(Problem) -> Int {
    var count = 0
    while count < room.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: room[count...])
      let some = isPacked ? try unpack(rest) : try take(rest)
      if some == 0 { break }
      count += some
    }
    return count
  }

  /// Bytes as they are: first what was looked at.
  private func take(_ room: UnsafeMutableRawBufferPointer) throws(Problem) -> Int {
    if place < ahead.count {
      let some = min(room.count, ahead.count - place)
      ahead.withUnsafeBytes {
        room.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[place..<place + some]))
      }
      place += some
      if descriptor < 0 { taken += some }
      return some
    }
    return try readOn(room)
  }

  private func readOn(_ room: UnsafeMutableRawBufferPointer) throws(Problem) -> Int {
    guard !isAtEnd else { return 0 }
    let wanted = size.map { min(room.count, $0 - taken) } ?? room.count
    if wanted == 0 {
      isAtEnd = true
      return 0
    }
    while true {
      let count = read(descriptor, room.baseAddress, wanted)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .unreadable(path, errno) }
      if count == 0 {
        isAtEnd = true
        if let size, taken < size { throw .logShrank(path) }
      }
      taken += count
      return count
    }
  }

  private func readAhead(_ count: Int) throws(Problem) {
    let start = ahead.count
    ahead += repeatElement(0, count: count)
    var some = 0
    var trouble: Problem?
    ahead.withUnsafeMutableBytes { bytes in
      do throws(Problem) {
        some = try readOn(UnsafeMutableRawBufferPointer(rebasing: bytes[start...]))
      } catch { trouble = error }
    }
    ahead.removeLast(count - some)
    if let trouble { throw trouble }
  }

  private func unpack(_ room: UnsafeMutableRawBufferPointer) throws(Problem) -> Int {
    while true {
      if place == ahead.count {
        ahead.removeAll(keepingCapacity: true)
        place = 0
        if !isAtEnd { try readAhead(1 << 18) }
      }
      if ahead.isEmpty {
        guard log_gzip_is_whole(gzip) != 0 else { throw .gzipCutOff(path) }
        return 0
      }
      var used = 0
      let made = ahead.withUnsafeBytes { bytes in
        let rest = UnsafeRawBufferPointer(rebasing: bytes[place...])
        let made = log_gzip_read(
          gzip, rest.baseAddress, rest.count, &used, room.baseAddress, room.count)
        hash?(UnsafeRawBufferPointer(rebasing: rest[..<used]))
        return made
      }
      place += used
      guard made >= 0 else { throw .gzipBroken(path) }
      if made > 0 { return made }
      if used == 0, place < ahead.count { throw .gzipBroken(path) }
    }
  }
}

extension Problem {
  static func logShrank(_ path: String) -> Problem {
    Problem(
      code: "log-shrank", message: "this log became shorter while it was read",
      french: "ce journal a raccourci pendant sa lecture", file: path)
  }

  static func gzipCutOff(_ path: String) -> Problem {
    Problem(
      code: "gzip-cut-off", message: "this packed log ends in the middle",
      french: "ce journal compressé s'arrête au milieu", file: path)
  }

  static func gzipBroken(_ path: String) -> Problem {
    Problem(
      code: "gzip-broken", message: "this packed log cannot be unpacked from some place on",
      french: "ce journal compressé ne peut être décompressé à partir d'un endroit", file: path)
  }
}
