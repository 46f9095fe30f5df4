import RuleCompiler

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The logs that paths and patterns name.
enum LogPaths {
  /// Each file once, in the order given; those of a pattern by their names.
  static func expand(_ paths: [String], in files: Files) throws(Problem) -> [String] {
    var found: [String] = []
    for path in paths {
      let isPattern = path.contains { "*?[".contains($0) } && files.kind(of: path) == nil
      guard isPattern else {
        // Told before hours go into the others.
        if path != "-", files.kind(of: path) == nil { throw .unreadable(path, ENOENT) }
        if !found.contains(path) { found.append(path) }
        continue
      }
      let matches = matches(of: path, in: files)
      guard !matches.isEmpty else { throw .noFileMatched(path) }
      found += matches.filter { !found.contains($0) }
    }
    return found
  }

  private static func matches(of pattern: String, in files: Files) -> [String] {
    var result = glob_t()
    defer { globfree(&result) }
    guard glob(files.absolute(pattern), GLOB_NOSORT, nil, &result) == 0 else { return [] }
    let prefix = files.directory == "/" ? "/" : files.directory + "/"
    let names = (0..<Int(result.gl_pathc)).compactMap {
      result.gl_pathv[$0].map { String(cString: $0) }
    }
    return names.filter { files.kind(of: $0) != .folder }
      .map {
        !pattern.hasPrefix("/") && $0.hasPrefix(prefix) ? String($0.dropFirst(prefix.count)) : $0
      }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// How many bytes all of them have; nil where one is a pipe.
  static func bytes(of paths: [String], in files: Files) -> Int? {
    var total = 0
    for path in paths {
      var status = stat()
      guard path != "-", stat(files.absolute(path), &status) == 0,
        status.st_mode & S_IFMT == S_IFREG
      else { return nil }
      total += Int(status.st_size)
    }
    return total
  }
}

extension Problem {
  static func noFileMatched(_ pattern: String) -> Problem {
    Problem(
      code: "no-file-matched", message: "no file fits this pattern",
      french: "aucun fichier ne répond à ce motif", file: pattern)
  }
}
