import RuleCompiler

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Files as they stand at a commit of a repository, read by the program `git`.
///
/// No shell is run, and a name that begins with a dash is refused.
struct GitTree: Sendable {
  let files: Files
  /// The root of the repository, resolved.
  private let root: String
  private let commit: String

  /// The most that is read of one file.
  private static let limit = 1 << 20

  /// The commit that a name stands for, in the repository around the working directory.
  init(_ reference: String, in files: Files) throws(Problem) {
    self.files = files
    guard !reference.isEmpty, !reference.hasPrefix("-"), !reference.contains("\0") else {
      throw .noSuchCommit(reference)
    }
    let here = files.resolved(".") ?? files.directory
    let depth = here.split(separator: "/").count
    let folders = (0...depth).map { up in
      "/" + here.split(separator: "/").dropLast(up).joined(separator: "/")
    }
    guard let root = folders.first(where: { files.kind(of: $0 + "/.git") != nil }) else {
      throw .noRepository(reference)
    }
    self.root = root
    let found = try GitTree.run(
      ["rev-parse", "--verify", "--quiet", "--end-of-options", reference + "^{commit}"], in: root)
    let commit = String(decoding: found.output.prefix { $0 != 0x0A }, as: UTF8.self)
    let isHash = commit.utf8.count >= 40 && commit.allSatisfy(\.isHexDigit)
    guard found.code == 0, isHash else { throw .noSuchCommit(reference) }
    self.commit = commit
  }

  /// The bytes of a file at the commit; nil where it was not there, or is outside.
  func bytes(of path: String) throws(Problem) -> [UInt8]? {
    guard let resolved = files.resolved(path), resolved.hasPrefix(root == "/" ? "/" : root + "/")
    else { return nil }
    let inside = resolved.dropFirst(root == "/" ? 1 : root.count + 1)
    let found = try GitTree.run(["show", "--no-textconv", "\(commit):\(inside)"], in: root)
    return found.code == 0 ? found.output : nil
  }

  // MARK: The program

  private struct Result {
    var code: Int32
    var output: [UInt8]
  }

  private static func run(_ arguments: [String], in root: String) throws(Problem) -> Result {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw .noGit }
    _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)
    defer { close(ends[0]) }
    let child = spawn(["git", "-C", root] + arguments, output: ends[1])
    close(ends[1])
    guard let child else { throw .noGit }
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = buffer.withUnsafeMutableBytes { read(ends[0], $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      if output.count <= limit { output += buffer[..<count] }
    }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    let hasExited = status & 0x7F == 0
    let code = hasExited ? status >> 8 & 0xFF : 128
    // What a child says that could not become the program.
    guard code != 127 else { throw .noGit }
    return Result(code: code, output: output.count > limit ? [] : output)
  }

  /// Starts a program of the path, its standard input and errors going nowhere.
  private static func spawn(_ arguments: [String], output: Int32) -> pid_t? {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    guard posix_spawn_file_actions_init(&actions) == 0 else { return nil }
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    posix_spawn_file_actions_addclose(&actions, output)
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
    words.append(nil)
    var variables: [UnsafeMutablePointer<CChar>?] = environment().map { strdup($0) }
    variables.append(nil)
    defer { for pointer in words + variables { free(pointer) } }
    var child: pid_t = 0
    guard posix_spawnp(&child, arguments[0], &actions, nil, words, variables) == 0 else {
      return nil
    }
    return child
  }

  /// What git needs to be found and to know its owner; a hook's view of the repository, which may
  /// be of another folder, is left out.
  private static func environment() -> [String] {
    ["PATH", "HOME", "XDG_CONFIG_HOME", "TMPDIR", "SUDO_UID"].compactMap { name in
      getenv(name).map { name + "=" + String(cString: $0) }
    } + ["LC_ALL=C", "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0"]
  }
}

extension Problem {
  static func noRepository(_ reference: String) -> Problem {
    Problem(
      code: "no-repository",
      message: "`\(reference)` is asked for, and this folder is in no repository of git",
      french: "`\(reference)` est demandé, et ce dossier n'est dans aucun dépôt git")
  }

  static func noSuchCommit(_ reference: String) -> Problem {
    Problem(
      code: "no-such-commit", message: "git finds no commit `\(reference)`",
      french: "git ne trouve aucun commit `\(reference)`",
      hint: "a shallow clone lacks it: fetch it first, such as with `git fetch origin main`",
      frenchHint:
        "il manque à un clone superficiel : l'obtenir d'abord, par exemple `git fetch origin main`")
  }

  static let noGit = Problem(
    code: "no-git", message: "the program `git` is needed here, and cannot be run",
    french: "le programme `git` est nécessaire ici, et ne peut être lancé")
}
