import ArgumentParser
package import LocatedYAML
import RuleCompiler

/// How use-case files are read.
package struct InputOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The largest use-case file that is read.", valueName: "bytes"))
  package var maxBytes = Limits.useCase.bytes

  @Option(
    help: ArgumentHelp(
      "What to call standard input; a name that ends in .json is read as JSON.",
      valueName: "name"))
  var stdinFilename = "<stdin>"

  package mutating func validate() throws {
    if maxBytes < 1 { throw ValidationError("--max-bytes takes a number of at least 1") }
  }

  package var limits: Limits {
    var limits = Limits.useCase
    limits.bytes = maxBytes
    return limits
  }

  package init() {}

  /// Reads files, the files of folders, and standard input, each once, in the order given.
  ///
  /// - Parameters:
  ///   - others: files that are something else, and are left out of folders.
  ///   - allowsNone: a folder without a use case is well, and a file that plainly is something
  ///     else is left alone, as where a hook names what was changed.
  package func read(
    _ paths: [String], in surroundings: Surroundings, besides others: [String] = [],
    allowsNone: Bool = false
  ) -> Inputs {
    var inputs = Inputs()
    let files = surroundings.files
    let others = Set(others.compactMap(files.resolved))
    for path in paths {
      do throws(Problem) {
        guard path != "-", files.kind(of: path) == .folder else {
          guard inputs.isNew(path) else { continue }
          let source = try readOne(path, in: surroundings)
          if allowsNone, path != "-", source.isSomethingElse {
            inputs.skipped.append(path)
          } else {
            inputs.sources.append(source)
          }
          continue
        }
        try inputs.add(
          try filesOfFolder(path, in: surroundings) { file in
            others.isEmpty || !(files.resolved(file).map(others.contains) ?? false)
          }, of: path, allowsNone: allowsNone)
      } catch {
        inputs.problems.append(error)
      }
    }
    return inputs
  }

  private func filesOfFolder(
    _ folder: String, in surroundings: Surroundings, where isWanted: (String) -> Bool
  ) throws(Problem) -> [SourceFile] {
    var found: [SourceFile] = []
    for path in try surroundings.files.dataFiles(in: folder) where isWanted(path) {
      found.append(try readOne(path, in: surroundings))
    }
    return found
  }

  private func readOne(
    _ path: String, in surroundings: Surroundings
  ) throws(Problem) -> SourceFile {
    guard path == "-" else {
      return SourceFile(path: path, bytes: try surroundings.files.read(path, limit: maxBytes))
    }
    if let input = surroundings.input { return SourceFile(path: stdinFilename, bytes: input) }
    let bytes = try Files.readInput(named: stdinFilename, limit: maxBytes)
    return SourceFile(path: stdinFilename, bytes: bytes)
  }
}

/// Use-case files that could be read, and why others could not.
package struct Inputs {
  package var sources: [SourceFile] = []
  package var problems: [Problem] = []
  /// Files of folders that are something else than a use case, and were left alone.
  fileprivate(set) var skipped: [String] = []
  private var seen: Set<String> = []

  /// Adds the files of a folder that are use cases, or may be meant as such.
  fileprivate mutating func add(
    _ files: [SourceFile], of folder: String, allowsNone: Bool
  ) throws(Problem) {
    let areOthers = files.mapInParallel(\.isSomethingElse)
    let useCases = zip(files, areOthers).filter { !$0.1 }.map(\.0)
    guard !useCases.isEmpty || allowsNone else { throw .noUseCases(in: folder) }
    skipped += zip(files, areOthers).filter(\.1).map(\.0.path)
    for file in useCases where isNew(file.path) { sources.append(file) }
  }

  fileprivate mutating func isNew(_ path: String) -> Bool { seen.insert(path).inserted }
}

extension SourceFile {
  /// Keys at the top that no use case has: of our own reports, of files of rules, and of what
  /// `clearance import` reads.
  private static let keysOfOthers: Set<String> = [
    "format", "rulebook", "act", "vocabulary", "memberships", "import", "draft",
    "sample", "translationsOnResult",
  ]

  /// Whether it says plainly that it is no use case: it is not called one, and is called something
  /// else. A file that cannot be read says nothing; of a report, which may be larger than any use
  /// case, the first key will do.
  var isSomethingElse: Bool {
    // A mapping of a log is a use case besides, and is for `clearance audit`.
    if isCalled("use_case:") { return isCalled("columns:") }
    if let key = firstKeyOfJSON, SourceFile.keysOfOthers.contains(key) { return true }
    var diagnostics: [Diagnostic] = []
    guard case .mapping(let entries)? = Node.read(self, limits: .rules, noting: &diagnostics)?.shape
    else { return false }
    let keys = Set(entries.map(\.key.text))
    if keys.contains("waivers"), keys.isSubset(of: ["language", "waivers"]) { return true }
    return !keys.contains("use_case") && !keys.isDisjoint(with: SourceFile.keysOfOthers)
  }

  /// Whether a line begins with a key, which is the quickest way to know.
  private func isCalled(_ key: String) -> Bool {
    let name = Array(key.utf8)
    return bytes.starts(with: name)
      || bytes.split(separator: UInt8(ascii: "\n")).contains { $0.starts(with: name) }
  }

  private var firstKeyOfJSON: String? {
    let start = bytes.prefix(200).drop { UInt8(ascii: " ") >= $0 }
    guard start.first == UInt8(ascii: "{") else { return nil }
    let key = start.dropFirst().drop { UInt8(ascii: " ") >= $0 }
    guard key.first == UInt8(ascii: "\"") else { return nil }
    return String(decoding: key.dropFirst().prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
  }
}

extension Problem {
  static func noUseCases(in folder: String) -> Problem {
    Problem(
      code: "no-file-matched", message: "there is no use-case file in this folder",
      french: "il n'y a pas de fichier de cas dans ce dossier", file: folder,
      hint: "use-case files end in .yaml, .yml or .json",
      frenchHint: "les fichiers de cas finissent en .yaml, .yml ou .json")
  }
}
