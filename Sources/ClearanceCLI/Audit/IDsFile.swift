import Reports
import RuleCompiler

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The file of what is violated by which decision: written beside where it goes and put in place
/// whole at the end, so that it never ends in the middle of a line.
final class IDsFile {
  let path: String
  private let target: String
  private let temporary: String?
  private let descriptor: Int32
  private var isOpen = true

  init(_ path: String, in files: Files) throws(Problem) {
    self.path = path
    let isStream = files.kind(of: path) == .stream
    guard files.kind(of: path) != .folder else { throw .isFolder(path) }
    target = files.resolved(path) ?? files.absolute(path)
    if !isStream { IDsFile.removeLeftovers(of: target) }
    temporary = isStream ? nil : target + ".\(getpid()).tmp"
    descriptor =
      isStream
      ? open(target, O_WRONLY | O_CLOEXEC)
      : open(target + ".\(getpid()).tmp", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .unwritable(path, errno) }
  }

  deinit { leave() }

  /// What runs have left there that were killed: files of processes that are no more.
  private static func removeLeftovers(of target: String) {
    guard let slash = target.lastIndex(of: "/") else { return }
    let folder = String(target[..<slash])
    let start = target[target.index(after: slash)...] + "."
    guard let names = try? Files(directory: folder).names(in: folder) else { return }
    for name in names where name.hasPrefix(start) && name.hasSuffix(".tmp") {
      guard let process = Int32(name.dropFirst(start.count).dropLast(4)), process > 0,
        kill(process, 0) != 0, errno == ESRCH
      else { continue }
      unlink(folder + "/" + name)
    }
  }

  /// Nil where all of it was written.
  func write(_ bytes: [UInt8]) -> Problem? {
    guard !bytes.isEmpty else { return nil }
    return Files.write(bytes, to: descriptor).map { .unwritable(path, $0) }
  }

  /// Puts the file in place.
  func finish() -> Problem? {
    guard isOpen else { return nil }
    isOpen = false
    close(descriptor)
    guard let temporary, rename(temporary, target) != 0 else { return nil }
    let error = errno
    unlink(temporary)
    return .unwritable(path, error)
  }

  /// Leaves what stood there before.
  func leave() {
    guard isOpen else { return }
    isOpen = false
    close(descriptor)
    if let temporary { unlink(temporary) }
  }
}
