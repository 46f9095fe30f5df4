import Crypto
import LocatedYAML
package import Reports
package import RuleCompiler

/// Where a rulebook comes from: a folder of rule files, and how it was found.
package struct RulebookSource: Sendable {
  /// As given, or as it reads from the working directory.
  let folder: String
  let files: Files
  /// Nil where compiled rules are not kept.
  let cache: RulebookCache?

  /// How many files a folder of rules may have.
  static let mostFiles = 2_000
  /// How many bytes all of them may have.
  static let mostBytes = 32 << 20

  /// The folder that is named, else that of `CLEARANCE_RULES`, else that of the settings, else a folder `rules` that holds
  /// `vocabulary` in the working directory or above it, else the one installed with the program.
  static func find(
    _ named: String?, configured: String? = nil, in surroundings: Surroundings
  ) throws(Problem) -> RulebookSource {
    RulebookSource(
      folder: try findFolder(named, configured, in: surroundings), files: surroundings.files,
      cache: RulebookCache(in: surroundings))
  }

  private static func findFolder(
    _ named: String?, _ configured: String?, in surroundings: Surroundings
  ) throws(Problem) -> String {
    let files = surroundings.files
    let variable = "CLEARANCE_RULES"
    let places = [
      ("--rules", named), (variable, surroundings.variable(variable)),
      (ConfigFile.name, configured),
    ]
    for (name, folder) in places {
      guard let folder else { continue }
      guard files.kind(of: folder) == .folder else { throw .notAFolder(folder, saidBy: name) }
      return folder
    }
    guard let found = above(files) ?? installed(with: surroundings.program, files) else {
      throw .noRules
    }
    return found
  }

  private static func above(_ files: Files) -> String? {
    let depth = files.directory.split(separator: "/").count
    return (0...depth).lazy.map { String(repeating: "../", count: $0) + "rules" }
      .first { files.kind(of: $0 + "/vocabulary") == .folder }
  }

  private static func installed(with program: String?, _ files: Files) -> String? {
    guard let program, let slash = program.lastIndex(of: "/") else { return nil }
    let beside = program[..<slash] + "/../share/clearance/rules"
    guard files.kind(of: String(beside)) == .folder else { return nil }
    return files.resolved(String(beside))
  }
}

/// Rules ready for use, with what a report says of where they come from.
package struct LoadedRules: Sendable {
  package let rulebook: Rulebook
  let folder: String
  let fileCount: Int
  /// The files, for the lines that diagnostics show; empty where an earlier run has compiled them
  /// and their examples are not wanted.
  let sources: [SourceFile]

  /// Which rules they are, and how their digest begins, for people.
  package func line(in language: Language) -> String {
    let (files, rules) = (fileCount, rulebook.rules.rules.count)
    let counts =
      language == .french
      ? "règles : \(folder.printable) · \(files) fichiers · \(rules) règles"
      : "rules: \(folder.printable) · \(files) files · \(rules) rules"
    return counts + " · sha256 \(rulebook.digest.prefix(12))"
  }

  /// Where the rules come from, for a program.
  package var json: JSONValue {
    .members([
      ("folder", .text(folder)), ("digest", .text(rulebook.digest)),
      ("files", .integer(fileCount)), ("rules", .integer(rulebook.rules.rules.count)),
    ])
  }
}

extension RulebookSource {
  /// Reads every rule file, and compiles them unless an earlier run has.
  ///
  /// - Parameter examples: whether the files are wanted with their examples, which are not kept.
  func load(withExamples examples: Bool) throws(Failure) -> LoadedRules {
    let paths: [String]
    do { paths = try findFiles() } catch { throw Failure(error) }
    if !examples, let cache {
      let digest: String
      do { digest = try self.digest(of: paths) } catch { throw Failure(error) }
      if let kept = cache.rulebook(digest: digest, shown: folder) {
        return LoadedRules(rulebook: kept, folder: folder, fileCount: paths.count, sources: [])
      }
    }
    let sources: [SourceFile]
    do { sources = try readAll(paths) } catch { throw Failure(error) }
    return try load(sources, withExamples: examples)
  }

  /// What a pure function makes of the rules. While files are found and hashed it is tried on what
  /// they were compiled to when last seen; the result counts if they are still the same.
  ///
  /// - Parameter prepare: what is done beside it first.
  func using<Made: Sendable>(
    _ make: @Sendable (LoadedRules) -> Made, meanwhile prepare: @Sendable () -> Void
  ) throws(Failure) -> Made {
    if let kept = cache?.latest(shown: folder) {
      let (made, digest) = inParallel(
        { () -> (digest: String, made: Made)? in
          guard let latest = kept.rulebook else { return nil }
          return (
            latest.digest,
            make(
              LoadedRules(
                rulebook: latest, folder: folder, fileCount: latest.fileCount, sources: []))
          )
        },
        {
          kept.help()
          prepare()
          return try? self.digest()
        })
      if let made, made.digest == digest { return made.made }
    }
    let loaded = try load(withExamples: false)
    cache?.note(digest: loaded.rulebook.digest, shown: folder)
    return make(loaded)
  }

  private func load(
    _ sources: [SourceFile], withExamples examples: Bool
  ) throws(Failure) -> LoadedRules {
    let digest = digest(of: sources)
    let kept = examples ? cache?.rulebook(digest: digest, shown: folder) : nil
    if let kept {
      return LoadedRules(
        rulebook: kept.withExamples(of: sources), folder: folder, fileCount: sources.count,
        sources: sources)
    }
    do {
      let rulebook = try Rulebook(sources, digest: digest)
      cache?.keep(rulebook, shown: folder)
      return LoadedRules(
        rulebook: rulebook, folder: folder, fileCount: sources.count, sources: sources)
    } catch {
      throw Failure(error.diagnostics, in: sources)
    }
  }

  private func findFiles() throws(Problem) -> [String] {
    guard let root = files.resolved(folder) else { throw .unreadable(folder, 0) }
    let paths = try files.dataFiles(in: folder, within: root)
    guard !paths.isEmpty else { throw .noRuleFiles(folder) }
    guard paths.count <= RulebookSource.mostFiles else { throw .tooManyRuleFiles(folder) }
    return paths
  }

  private func readAll(_ paths: [String]) throws(Problem) -> [SourceFile] {
    var sources: [SourceFile] = []
    var total = 0
    for path in paths {
      let bytes = try files.read(path, limit: Limits.rules.bytes)
      total += bytes.count
      guard total <= RulebookSource.mostBytes else { throw .tooManyRuleBytes(folder) }
      sources.append(SourceFile(path: path, bytes: bytes))
    }
    return sources
  }

  /// Those of its files that hold something besides rules, told by how their lines begin.
  func filesOfData(where isWanted: (SourceFile) -> Bool) throws(Failure) -> [SourceFile] {
    do { return try readAll(findFiles()).filter(isWanted) } catch { throw Failure(error) }
  }

  // MARK: Their digest

  /// The digest of the folder as it is now, without compiling anything.
  package func digest() throws(Problem) -> String { try digest(of: try findFiles()) }

  /// The digest of files that are read one after the other into the same memory.
  private func digest(of paths: [String]) throws(Problem) -> String {
    var digest = RulesDigest(folder)
    var bytes: [UInt8] = []
    var total = 0
    for path in digest.inOrder(paths, \.self) {
      try files.read(path, limit: Limits.rules.bytes, into: &bytes)
      total += bytes.count
      guard total <= RulebookSource.mostBytes else { throw .tooManyRuleBytes(folder) }
      digest.add(path, bytes)
    }
    return digest.finished
  }

  private func digest(of sources: [SourceFile]) -> String {
    var digest = RulesDigest(folder)
    for file in digest.inOrder(sources, \.path) { digest.add(file.path, file.bytes) }
    return digest.finished
  }
}

/// SHA-256 over the files of a folder in the order of their paths: path from the folder, NUL,
/// length as eight bytes with the highest first, bytes.
private struct RulesDigest {
  private var hash = SHA256()
  /// How much of a path is the folder.
  private let start: Int

  init(_ folder: String) {
    start = folder.hasSuffix("/") ? folder.utf8.count : folder.utf8.count + 1
  }

  private func name(_ path: String) -> Substring.UTF8View { path.utf8.dropFirst(start) }

  func inOrder<File>(_ files: [File], _ path: (File) -> String) -> [File] {
    files.sorted { name(path($0)).lexicographicallyPrecedes(name(path($1))) }
  }

  mutating func add(_ path: String, _ bytes: [UInt8]) {
    let length = UInt64(bytes.count)
    hash.update(data: name(path) + [0])
    hash.update(data: (0..<8).map { UInt8(truncatingIfNeeded: length >> (56 - 8 * $0)) })
    bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
  }

  var finished: String { hash.finalize().hexadecimal }
}

extension Problem {
  static let noRules = Problem(
    code: "no-rules",
    message:
      "no rules were found: neither a folder `rules` with `vocabulary` in it, here or above, "
      + "nor any installed with the program",
    french:
      "aucune règle trouvée : ni dossier `rules` contenant `vocabulary`, ici ou au-dessus, ni "
      + "règles installées avec le programme",
    hint: "name a folder with --rules DIR, or in the variable CLEARANCE_RULES",
    frenchHint: "nommer un dossier avec --rules DIR, ou dans la variable CLEARANCE_RULES")

  static func notAFolder(_ path: String, saidBy name: String) -> Problem {
    Problem(
      code: "not-a-folder", message: "\(name) names no folder",
      french: "\(name) ne nomme aucun dossier", file: path)
  }

  static func noRuleFiles(_ folder: String) -> Problem {
    Problem(
      code: "no-rule-files", message: "there is no rule file in this folder",
      french: "il n'y a pas de fichier de règles dans ce dossier", file: folder,
      hint: "rule files end in .yaml, .yml or .json",
      frenchHint: "les fichiers de règles finissent en .yaml, .yml ou .json")
  }

  static func tooManyRuleFiles(_ folder: String) -> Problem {
    Problem(
      code: "too-many-files",
      message: "there are more than \(RulebookSource.mostFiles) rule files in this folder",
      french: "il y a plus de \(RulebookSource.mostFiles) fichiers de règles dans ce dossier",
      file: folder)
  }

  static func tooManyRuleBytes(_ folder: String) -> Problem {
    Problem(
      code: "too-many-bytes",
      message: "the rule files of this folder have more than \(RulebookSource.mostBytes) bytes",
      french:
        "les fichiers de règles de ce dossier ont plus de \(RulebookSource.mostBytes) octets",
      file: folder)
  }
}
