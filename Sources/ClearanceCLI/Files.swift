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
struct Files: Sendable {
  /// Absolute.
  let directory: String

  /// What stands at a path.
  enum Kind: Sendable {
    case file, folder
    /// A pipe or a device: it can be read, once.
    case stream
  }

  /// The path from the root of the file system.
  func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : directory == "/" ? "/" + path : directory + "/" + path
  }

  /// Nil where there is nothing, or nothing that we may look at. Links are followed.
  func kind(of path: String) -> Kind? {
    var status = stat()
    guard stat(absolute(path), &status) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    default: return .stream
    }
  }

  /// The path with every link and `..` resolved; nil where there is nothing.
  func resolved(_ path: String) -> String? {
    guard let real = realpath(absolute(path), nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  /// The bytes of a file, at most one more than `limit`: who reads them sees that it is too large.
  func read(_ path: String, limit: Int) throws(Problem) -> [UInt8] {
    if kind(of: path) == .folder { throw .isFolder(path) }
    let descriptor = open(absolute(path), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(path, errno) }
    defer { close(descriptor) }
    return try Files.read(descriptor, named: path, limit: limit)
  }

  /// The bytes of standard input, at most one more than `limit`.
  static func readInput(named name: String, limit: Int) throws(Problem) -> [UInt8] {
    try read(STDIN_FILENO, named: name, limit: limit)
  }

  private static func read(
    _ descriptor: Int32, named path: String, limit: Int
  ) throws(Problem) -> [UInt8] {
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 65_536)
    while bytes.count <= limit {
      let count = part.withUnsafeMutableBytes { systemRead(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .unreadable(path, errno) }
      guard count > 0 else { break }
      bytes += part[..<min(count, limit + 1 - bytes.count)]
    }
    return bytes
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
    guard let stream = opendir(absolute(folder)) else { throw .unreadable(folder, errno) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
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
    for name in try names(in: folder) {
      let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
      let isLink = isLink(path)
      if isLink, let root {
        guard let target = resolved(path), target == root || target.hasPrefix(root + "/") else {
          throw .leavesRules(path)
        }
      }
      switch kind(of: path) {
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
  func create(_ path: String, _ bytes: [UInt8]) throws(Problem) {
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
