import RuleCompiler

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that is written piece by piece: standard output, or one that is put in place when it is
/// whole.
struct SampleFile {
  private let descriptor: Int32
  private let path: String
  private let temporary: String?
  private let target: String
  private var bytes: [UInt8] = []
  /// Whether the reader has gone away: it has read enough.
  private(set) var isClosed = false

  private static let size = 1 << 20

  static var standardOutput: SampleFile {
    signal(SIGPIPE, SIG_IGN)
    return SampleFile(STDOUT_FILENO, "standard output", nil, "")
  }

  private init(_ descriptor: Int32, _ path: String, _ temporary: String?, _ target: String) {
    self.descriptor = descriptor
    self.path = path
    self.temporary = temporary
    self.target = target
    bytes.reserveCapacity(SampleFile.size)
  }

  init(_ path: String, in files: Files) throws(Problem) {
    guard files.kind(of: path) != .folder else { throw .isFolder(path) }
    if files.kind(of: path) == .stream {
      let descriptor = open(files.absolute(path), O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw .unwritable(path, errno) }
      self.init(descriptor, path, nil, "")
      return
    }
    let target = files.resolved(path) ?? files.absolute(path)
    let temporary = target + ".\(getpid()).tmp"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .unwritable(path, errno) }
    self.init(descriptor, path, temporary, target)
  }

  mutating func add(_ more: [UInt8]) throws(Problem) {
    bytes += more
    if bytes.count >= SampleFile.size { try flush() }
  }

  private mutating func flush() throws(Problem) {
    let trouble = Files.write(bytes, to: descriptor)
    bytes.removeAll(keepingCapacity: true)
    guard let trouble else { return }
    if descriptor == STDOUT_FILENO, trouble == EPIPE {
      isClosed = true
      return
    }
    throw .unwritable(path, trouble)
  }

  /// Writes what is left, and puts the file in place.
  mutating func finish() throws(Problem) {
    if !isClosed { try flush() }
    guard descriptor != STDOUT_FILENO else { return }
    close(descriptor)
    guard let temporary else { return }
    if rename(temporary, target) != 0 { throw .unwritable(path, errno) }
  }

  /// Leaves nothing half-written behind.
  func abandon() {
    close(descriptor)
    if let temporary { unlink(temporary) }
  }
}
