import Crypto
import LocatedYAML
import Reports
import RuleCompiler

/// Where a rulebook comes from: a folder of rule files, and how it was found.
struct RulebookSource: Sendable {
  /// As given, or as it reads from the working directory.
  let folder: String
  let files: Files
  /// Nil where compiled rules are not kept.
  let cache: RulebookCache?

  /// How many files a folder of rules may have.
  static let mostFiles = 2_000
  /// How many bytes all of them may have.
  static let mostBytes = 32 << 20

  /// The folder that is named, else that of `CLEARANCE_RULES`, else a folder `rules` that holds
  /// `vocabulary` in the working directory or above it, else the one installed with the program.
  static func find(
    _ named: String?, in surroundings: Surroundings
  ) throws(Problem) -> RulebookSource {
    RulebookSource(
      folder: try findFolder(named, in: surroundings), files: surroundings.files,
      cache: RulebookCache(in: surroundings))
  }

  private static func findFolder(
    _ named: String?, in surroundings: Surroundings
  ) throws(Problem) -> String {
    let files = surroundings.files
    let variable = "CLEARANCE_RULES"
    for (name, folder) in [("--rules", named), (variable, surroundings.variable(variable))] {
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
struct LoadedRules: Sendable {
  let rulebook: Rulebook
  let folder: String
  /// The files, for the lines that diagnostics show.
  let sources: [SourceFile]

  /// Which rules they are, and how their digest begins, for people.
  func line(in language: Language) -> String {
    let (files, rules) = (sources.count, rulebook.rules.rules.count)
    let counts =
      language == .french
      ? "règles : \(folder.printable) · \(files) fichiers · \(rules) règles"
      : "rules: \(folder.printable) · \(files) files · \(rules) rules"
    return counts + " · sha256 \(rulebook.digest.prefix(12))"
  }

  /// Where the rules come from, for a program.
  var json: JSONValue {
    .members([
      ("folder", .text(folder)), ("digest", .text(rulebook.digest)),
      ("files", .integer(sources.count)), ("rules", .integer(rulebook.rules.rules.count)),
    ])
  }
}

extension RulebookSource {
  /// Reads every rule file, and compiles them unless an earlier run has.
  ///
  /// - Parameter examples: whether the examples of the files are wanted, which are not kept.
  func load(withExamples examples: Bool) throws(Failure) -> LoadedRules {
    let sources: [SourceFile]
    do { sources = try readAll() } catch { throw Failure(error) }
    let digest = digest(of: sources)
    if let kept = cache?.rulebook(digest: digest, shown: folder) {
      let rulebook = examples ? kept.withExamples(of: sources) : kept
      return LoadedRules(rulebook: rulebook, folder: folder, sources: sources)
    }
    do {
      let rulebook = try Rulebook(sources, digest: digest)
      cache?.keep(rulebook, shown: folder)
      return LoadedRules(rulebook: rulebook, folder: folder, sources: sources)
    } catch {
      throw Failure(error.diagnostics, in: sources)
    }
  }

  private func readAll() throws(Problem) -> [SourceFile] {
    guard let root = files.resolved(folder) else { throw .unreadable(folder, 0) }
    let paths = try files.dataFiles(in: folder, within: root)
    guard !paths.isEmpty else { throw .noRuleFiles(folder) }
    guard paths.count <= RulebookSource.mostFiles else { throw .tooManyRuleFiles(folder) }
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

  /// SHA-256 over the files in the order of their paths: path from the folder, NUL, length as
  /// eight bytes with the highest first, bytes.
  private func digest(of sources: [SourceFile]) -> String {
    let start = folder.hasSuffix("/") ? folder.utf8.count : folder.utf8.count + 1
    let files = sources.map { (path: Array($0.path.utf8.dropFirst(start)), bytes: $0.bytes) }
    var hash = SHA256()
    for file in files.sorted(by: { $0.path.lexicographicallyPrecedes($1.path) }) {
      let length = UInt64(file.bytes.count)
      hash.update(data: file.path + [0])
      hash.update(data: (0..<8).map { UInt8(truncatingIfNeeded: length >> (56 - 8 * $0)) })
      hash.update(data: file.bytes)
    }
    return hash.finalize().hexadecimal
  }
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
