import RuleCompiler

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The only door to the disk: everything that is read or written passes here.
///
/// Paths are taken as people give them, from one folder; messages name them unchanged.
package struct Files: Sendable {
  /// Absolute.
  let directory: String

  /// What stands at a path.
  package enum Kind: Sendable {
    case file, folder
    /// A pipe or a device: it can be read, once.
    case stream
  }

  /// The path from the root of the file system.
  package func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : directory == "/" ? "/" + path : directory + "/" + path
  }

  /// Nil where there is nothing, or nothing that we may look at. Links are followed.
  package func kind(of path: String) -> Kind? {
    var status = stat()
    guard stat(absolute(path), &status) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    default: return .stream
    }
  }

  /// The path with every link and `..` resolved; nil where there is nothing.
  package func resolved(_ path: String) -> String? {
    guard let real = realpath(absolute(path), nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  /// The bytes of a file, at most one more than `limit`: who reads them sees that it is too large.
  package func read(_ path: String, limit: Int) throws(Problem) -> [UInt8] {
    var bytes: [UInt8] = []
    try read(path, limit: limit, into: &bytes)
    return bytes
  }

  /// The same, into an array whose memory is used again.
  func read(_ path: String, limit: Int, into bytes: inout [UInt8]) throws(Problem) {
    let (descriptor, status) = try opened(path)
    defer { close(descriptor) }
    let size = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : 0
    try Files.read(descriptor, named: path, limit: limit, expecting: size, into: &bytes)
  }

  /// The bytes of standard input, at most one more than `limit`.
  package static func readInput(named name: String, limit: Int) throws(Problem) -> [UInt8] {
    var bytes: [UInt8] = []
    try read(STDIN_FILENO, named: name, limit: limit, expecting: 0, into: &bytes)
    return bytes
  }

  /// The bytes of a file where they are, without a copy; nil where it is too large, or no file.
  ///
  /// Only for files that are put in place whole and never changed, as `replace` does.
  func map(_ path: String, limit: Int) -> StoredBytes? {
    guard let (descriptor, status) = try? opened(path) else { return nil }
    defer { close(descriptor) }
    let size = Int(status.st_size)
    guard status.st_mode & S_IFMT == S_IFREG, (1...limit).contains(size) else { return nil }
    #if os(Linux)
      let flags = MAP_PRIVATE | Int32(MAP_POPULATE)
    #else
      let flags = MAP_PRIVATE
    #endif
    guard let start = mmap(nil, size, PROT_READ, flags, descriptor, 0), start != MAP_FAILED else {
      return nil
    }
    return StoredBytes(UnsafeRawBufferPointer(start: start, count: size)) {
      munmap(UnsafeMutableRawPointer(mutating: $0.baseAddress), $0.count)
    }
  }

  /// Opens what can be read, which a folder cannot.
  private func opened(_ path: String) throws(Problem) -> (descriptor: Int32, status: stat) {
    let descriptor = open(absolute(path), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(path, errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
      close(descriptor)
      throw .isFolder(path)
    }
    return (descriptor, status)
  }

  /// - Parameter size: how much there is, as far as is known: it is read at once.
  private static func read(
    _ descriptor: Int32, named path: String, limit: Int, expecting size: Int,
    into bytes: inout [UInt8]
  ) throws(Problem) {
    bytes.removeAll(keepingCapacity: true)
    while bytes.count <= limit {
      let wanted = min(size > 0 ? size + 1 : 65_536, limit + 1 - bytes.count)
      let count = bytes.append(upTo: wanted) { systemRead(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .unreadable(path, errno) }
      // Less than there was room for: that is the end of a file.
      guard count > 0, size == 0 || count == wanted else { break }
    }
  }
}

extension [UInt8] {
  /// Appends what somebody writes, who says how much that was.
  fileprivate mutating func append(
    upTo count: Int, _ write: (UnsafeMutableRawBufferPointer) -> Int
  ) -> Int {
    let start = self.count
    reserveCapacity(start + count)
    append(contentsOf: repeatElement(0, count: count))
    let written = withUnsafeMutableBytes {
      write(UnsafeMutableRawBufferPointer(rebasing: $0[start...]))
    }
    removeLast(count - Swift.max(written, 0))
    return written
  }
}

/// `read` of the system, whose name `Files` has given to its own.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int)
  -> Int
{
  read(descriptor, buffer, count)
}

extension Files {
  /// The names in a folder, sorted, without those that begin with a point.
  func names(in folder: String) throws(Problem) -> [String] {
    try entries(in: folder).map(\.name)
  }

  /// What is in a folder, by name; the kind as far as the folder itself tells, which is not of
  /// links.
  private func entries(in folder: String) throws(Problem) -> [(name: String, kind: Kind?)] {
    guard let stream = opendir(absolute(folder)) else { throw .unreadable(folder, errno) }
    defer { closedir(stream) }
    var found: [(name: String, kind: Kind?)] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard !name.hasPrefix(".") else { continue }
      switch Int32(entry.pointee.d_type) {
      case Int32(DT_REG): found.append((name, .file))
      case Int32(DT_DIR): found.append((name, .folder))
      default: found.append((name, nil))
      }
    }
    return found.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// Whether a path is a link rather than what it leads to.
  func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(absolute(path), &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// Every file of data in a folder and the folders inside it, in the order of names.
  ///
  /// Folders are not entered by links, so that no walk goes in circles. With `root`, a link that
  /// leads out of it is refused.
  func dataFiles(in folder: String, within root: String? = nil) throws(Problem) -> [String] {
    var found: [String] = []
    for (name, known) in try entries(in: folder) {
      let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
      let isLink = known == nil && isLink(path)
      if isLink, let root {
        guard let target = resolved(path), target == root || target.hasPrefix(root + "/") else {
          throw .leavesRules(path)
        }
      }
      switch known ?? kind(of: path) {
      case .folder where !isLink: found += try dataFiles(in: path, within: root)
      case .file where name.isNameOfData: found.append(path)
      case .file, .folder, .stream, nil: break
      }
    }
    return found
  }
}

extension String {
  /// Whether a file of this name may hold rules or a use case.
  fileprivate var isNameOfData: Bool {
    let name = lowercased()
    return [".yaml", ".yml", ".json"].contains { name.hasSuffix($0) }
  }
}

extension Files {
  /// Writes a file that is not there yet.
  package func create(_ path: String, _ bytes: [UInt8]) throws(Problem) {
    let descriptor = open(absolute(path), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw errno == EEXIST ? .exists(path) : .unwritable(path, errno)
    }
    let trouble = Files.write(bytes, to: descriptor)
    close(descriptor)
    guard let trouble else { return }
    unlink(absolute(path))
    throw .unwritable(path, trouble)
  }

  /// Puts a file in place whole, or not at all: false where that was not possible.
  func replace(_ path: String, _ bytes: [UInt8], mode: mode_t = 0o600) -> Bool {
    let absolute = absolute(path)
    let temporary = absolute + "." + String(getpid())
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else { return false }
    let isWritten = Files.write(bytes, to: descriptor) == nil
    close(descriptor)
    guard isWritten, rename(temporary, absolute) == 0 else {
      unlink(temporary)
      return false
    }
    return true
  }

  /// Whether others than its owner may read a file, or change it.
  func isOpenToOthers(_ path: String) -> Bool {
    var status = stat()
    return stat(absolute(path), &status) == 0 && status.st_mode & 0o077 != 0
  }

  /// The size of a file and when it was last changed, as a word.
  func stamp(_ path: String) -> String? {
    var status = stat()
    guard stat(absolute(path), &status) == 0 else { return nil }
    return "\(status.st_size) \(time(of: path))"
  }

  /// When a file was last changed, in nanoseconds since 1970; 0 where there is none.
  func time(of path: String) -> Int {
    var status = stat()
    guard stat(absolute(path), &status) == 0 else { return 0 }
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }

  /// Removes a file, if it is there.
  func remove(_ path: String) {
    unlink(absolute(path))
  }

  /// Makes a folder and those that it stands in; false where that was not possible.
  func makeFolder(_ path: String, mode: mode_t = 0o700) -> Bool {
    let absolute = absolute(path)
    if kind(of: absolute) == .folder { return true }
    guard let slash = absolute.lastIndex(of: "/"), slash > absolute.startIndex,
      makeFolder(String(absolute[..<slash]), mode: mode)
    else { return false }
    return mkdir(absolute, mode) == 0 || kind(of: absolute) == .folder
  }

  /// Writes all bytes; the number of the error where that was not possible.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return errno }
      rest = rest.dropFirst(count)
    }
    return nil
  }
}

/// `write` of the system, whose name `Files` has given to its own.
private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, buffer, count)
}

extension Problem {
  static func unreadable(_ path: String, _ error: Int32) -> Problem {
    switch error {
    case ENOENT, ENOTDIR:
      Problem(
        code: "file-not-found", message: "there is no such file",
        french: "il n'y a pas de tel fichier",
        file: path)
    case EACCES, EPERM:
      Problem(
        code: "file-not-readable", message: "you may not read this file",
        french: "ce fichier ne peut être lu : accès refusé", file: path)
    default:
      Problem(
        code: "file-not-readable", message: "the file cannot be read: \(words(for: error))",
        french: "le fichier ne peut être lu : \(words(for: error))",
        file: path)
    }
  }

  static func isFolder(_ path: String) -> Problem {
    Problem(
      code: "is-a-folder", message: "this is a folder, not a file",
      french: "c'est un dossier, et non un fichier", file: path)
  }

  static func exists(_ path: String) -> Problem {
    Problem(
      code: "file-exists", message: "there is such a file already, and it is left as it is",
      french: "ce fichier existe déjà, et reste tel quel",
      file: path, hint: "name another file", frenchHint: "nommer un autre fichier")
  }

  static func unwritable(_ path: String, _ error: Int32) -> Problem {
    Problem(
      code: "file-not-writable", message: "the file cannot be written: \(words(for: error))",
      french: "le fichier ne peut être écrit : \(words(for: error))",
      file: path)
  }

  static func leavesRules(_ path: String) -> Problem {
    Problem(
      code: "link-leaves-rules", message: "this link leads out of the folder of rules",
      french: "ce lien mène hors du dossier des règles", file: path,
      hint: "copy the file into the folder, so that what is read is what is under review")
  }

  private static func words(for error: Int32) -> String {
    String(cString: strerror(error)).lowercased()
  }
}
