import ArgumentParser
import LocatedYAML
import RuleCompiler

/// Which file of settings is read.
struct ConfigOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The file of settings; else .clearance.yaml here or above, up to the root of the repository.",
      valueName: "file"), completion: .file(extensions: ["yaml"]))
  var config: String?

  @Flag(name: .customLong("no-config"), help: "Read no file of settings.")
  var isIgnored = false

  mutating func validate() throws {
    if config != nil, isIgnored {
      throw ValidationError("--config and --no-config exclude one another")
    }
  }

  /// Nil where there is none, or where none is wanted.
  func read(in surroundings: Surroundings) throws(Failure) -> ConfigFile? {
    guard !isIgnored, let path = config ?? ConfigFile.find(in: surroundings.files) else {
      return nil
    }
    let bytes: [UInt8]
    do { bytes = try surroundings.files.read(path, limit: Limits.useCase.bytes) } catch {
      throw Failure(error)
    }
    return try ConfigFile(SourceFile(path: path, bytes: bytes))
  }
}

/// Settings of a repository: `.clearance.yaml`.
struct ConfigFile: Sendable {
  static let name = ".clearance.yaml"

  let path: String
  private(set) var values: [ConfigKey: (words: [String], position: SourcePosition)] = [:]

  /// The nearest one in the working directory or above it, up to the root of the repository;
  /// outside of a repository only the one that is here.
  static func find(in files: Files) -> String? {
    let depth = files.directory.split(separator: "/").count
    let folders = (0...depth).map { String(repeating: "../", count: $0) }
    let root = folders.firstIndex { files.kind(of: $0 + ".git") != nil } ?? 0
    return folders[...root].map { $0 + name }.first { files.kind(of: $0) == .file }
  }

  /// - Throws: every mistake of the file at once, each with its place.
  init(_ source: SourceFile) throws(Failure) {
    path = source.path
    var diagnostics: [Diagnostic] = []
    // A file of nothing but remarks sets nothing.
    let isBlank = source.bytes.split(separator: UInt8(ascii: "\n")).allSatisfy { line in
      let first = line.first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\r") }
      return first == nil || first == UInt8(ascii: "#")
    }
    if !isBlank, let node = Node.read(source, limits: .useCase, noting: &diagnostics),
      var fields = Fields(node, of: "the settings", in: path, noting: &diagnostics)
    {
      for setting in ConfigKey.allCases {
        guard let entry = fields.take(setting.rawValue) else { continue }
        let words = ConfigFile.words(of: entry.value, setting, in: path, noting: &diagnostics)
        values[setting] = (words.map(rebased(setting)), entry.key.span.start)
      }
      fields.finish(noting: &diagnostics)
    }
    guard !diagnostics.containsError else { throw Failure(diagnostics, in: [source]) }
  }

  private static func words(
    of node: Node, _ setting: ConfigKey, in path: String, noting diagnostics: inout [Diagnostic]
  ) -> [String] {
    var found: [Key] = []
    switch (node.shape, setting.form) {
    case (.mapping(let entries), .outputs):
      found = entries.compactMap { entry in
        Fields.text(entry.value, of: entry.key.text, in: path, noting: &diagnostics).map {
          Key(text: entry.key.text + "=" + $0.text, span: entry.key.span)
        }
      }
    case (_, .outputs):
      diagnostics.append(.mappingExpected(setting.rawValue, in: path, at: node.span))
    case (.sequence(let items), .paths):
      found = items.compactMap {
        Fields.text($0, of: setting.rawValue, in: path, noting: &diagnostics)
      }
    default:
      found = [Fields.text(node, of: setting.rawValue, in: path, noting: &diagnostics)]
        .compactMap(\.self)
    }
    for word in found {
      guard let fault = setting.fault(in: word.text) else { continue }
      diagnostics.append(.wrongSetting(word, of: setting, fault, in: path))
    }
    return found.map(\.text)
  }

  /// Paths in the file start from its folder.
  private func rebased(_ setting: ConfigKey) -> (String) -> String {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    return { word in
      if setting.isOfPaths { return word.hasPrefix("/") ? word : folder + word }
      guard case .outputs = setting.form, let sign = word.firstIndex(of: "=") else { return word }
      let target = word[word.index(after: sign)...]
      return target.hasPrefix("/") ? word : word[...sign] + folder + target
    }
  }
}

extension Diagnostic {
  static func wrongSetting(
    _ word: Key, of setting: ConfigKey, _ fault: (hint: String, suggestion: String?),
    in file: String
  ) -> Diagnostic {
    Diagnostic(
      code: "wrong-setting", severity: .error,
      message: "`\(setting.rawValue)` cannot be `\(word.text)`", file: file, span: word.span,
      suggestion: fault.suggestion, hint: fault.hint)
  }
}
