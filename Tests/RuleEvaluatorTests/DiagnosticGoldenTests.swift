import Foundation
import LocatedYAML
import RuleCompiler
import RuleEvaluator
import Testing

/// A broken use case of the golden folder, or a rule file with a wrong example, with what is said
/// of it beside it in `name.expected`.
struct BrokenCase: Sendable, CustomTestStringConvertible {
  let name: String
  private let source: SourceFile

  var testDescription: String { name }

  static let here = URL(filePath: #filePath).deletingLastPathComponent()
  static let folder = here.appending(path: "Golden/Bad")
  fileprivate static let common = files(in: here.appending(path: "Golden/common"))

  static let all = files(in: folder).map {
    BrokenCase(name: String($0.path.dropLast(".yaml".count)), source: $0)
  }

  fileprivate static func files(in folder: URL) -> [SourceFile] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let found = names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".json") }
    return found.sorted().compactMap { name in
      (try? Data(contentsOf: folder.appending(path: name))).map {
        SourceFile(path: name, bytes: Array($0))
      }
    }
  }

  private var isRuleFile: Bool {
    String(decoding: source.bytes, as: UTF8.self).split(separator: "\n")
      .contains { $0.hasPrefix("act:") }
  }

  /// What is said of it, as a terminal shows it.
  func rendered() throws -> String {
    let diagnostics =
      if isRuleFile {
        try Rulebook(BrokenCase.common + [source]).tryExamples().flatMap(\.diagnostics)
      } else { try read(answering: Rulebook(BrokenCase.common)) }
    return diagnostics.rendered(in: [source])
  }

  /// The mistakes of a use case, or what came out otherwise than it expects.
  private func read(answering rulebook: Rulebook) throws -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    let node = try #require(Node.read(source, limits: .useCase, noting: &diagnostics))
    let useCase = CaseReader(rulebook: rulebook, file: source.path)
      .read(node, noting: &diagnostics)
    if !diagnostics.containsError, let useCase, let day = useCase.day {
      diagnostics += rulebook.check(useCase, on: day).diagnostics
    }
    return diagnostics.inOrder
  }

  /// Compares a text with the expected one; `UPDATE_GOLDEN=1` writes it down instead.
  func expect(_ text: String) throws {
    try BrokenCase.expect(text, at: BrokenCase.folder.appending(path: name + ".expected"))
  }

  fileprivate static func expect(_ text: String, at place: URL) throws {
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      return try Data((text + "\n").utf8).write(to: place)
    }
    #expect(try String(contentsOf: place, encoding: .utf8) == text + "\n")
  }
}

/// A broken file of another tool, or a broken preset, with what is said of it in `name.expected`.
struct BrokenImport: Sendable, CustomTestStringConvertible {
  let name: String
  private let source: SourceFile

  var testDescription: String { name }

  static let folder = BrokenCase.here.appending(path: "Golden/Imports")
  static let all = BrokenCase.files(in: folder).map {
    BrokenImport(name: String($0.path.dropLast(".json".count)), source: $0)
  }

  /// What is said of it, as a terminal shows it.
  func rendered() throws -> String {
    let rulebook = try Rulebook(BrokenCase.common)
    var diagnostics: [Diagnostic] = []
    let isPreset = source.path.hasSuffix(".yaml")
    let presets = Preset.read(
      isPreset ? [source] : BrokenCase.common, of: rulebook, noting: &diagnostics)
    guard !isPreset else { return diagnostics.inOrder.rendered(in: [source]) }
    let preset = try #require(presets.first)
    do throws(UseCaseError) {
      diagnostics += try ImportedFile(source, by: preset, for: rulebook).warnings
    } catch {
      diagnostics += error.diagnostics
    }
    return diagnostics.rendered(in: [source])
  }

  func expect(_ text: String) throws {
    try BrokenCase.expect(text, at: BrokenImport.folder.appending(path: name + ".expected"))
  }
}

/// A broken template of a draft, with what is said of it in `name.expected`.
struct BrokenDraft: Sendable, CustomTestStringConvertible {
  let name: String
  private let source: SourceFile

  var testDescription: String { name }

  static let folder = BrokenCase.here.appending(path: "Golden/Drafts")
  static let all = BrokenCase.files(in: folder).map {
    BrokenDraft(name: String($0.path.dropLast(".yaml".count)), source: $0)
  }

  /// What is said of it, as a terminal shows it.
  func rendered() throws -> String {
    let rulebook = try Rulebook(BrokenCase.common)
    var diagnostics: [Diagnostic] = []
    _ = DraftTemplate.read([source], of: rulebook, noting: &diagnostics)
    return diagnostics.inOrder.rendered(in: [source])
  }
}

/// A broken answer on trial, with what is said of it in `name.expected`.
struct BrokenTrial: Sendable, CustomTestStringConvertible {
  let name: String
  let argument: String

  var testDescription: String { name }

  static let folder = BrokenCase.here.appending(path: "Golden/Trials")
  static let all = [
    BrokenTrial(name: "setting-without-value", argument: "system.kind"),
    BrokenTrial(name: "unknown-use", argument: "harbor.use.faces=yes"),
  ]

  /// What is said of it, as a terminal shows it.
  func rendered() throws -> String {
    let rulebook = try Rulebook(BrokenCase.common)
    let file = SourceFile(path: "case.yaml", text: BrokenTrial.useCase)
    let assessment = rulebook.assess(
      try UseCase(file, answering: rulebook), on: try #require(Day(2026, 11, 22)))
    let source = SourceFile(path: "--set", text: argument)
    do throws(UseCaseError) {
      _ = try Trial.read([source], for: assessment)
      return ""
    } catch { return error.diagnostics.rendered(in: [source]) }
  }

  private static let useCase = """
    language: 1
    use_case: two-uses
    jurisdictions: [EU]
    uses:
      harbour: {title: The harbour}
      depot: {title: The depot}

    """
}

@Test(arguments: BrokenDraft.all)
func `a broken template says where and why`(_ example: BrokenDraft) throws {
  let text = try example.rendered()
  #expect(codesShown(in: text).contains { example.name.hasPrefix($0) })
  try BrokenCase.expect(text, at: BrokenDraft.folder.appending(path: example.name + ".expected"))
}

@Test(arguments: BrokenTrial.all)
func `a broken answer on trial says where and why`(_ example: BrokenTrial) throws {
  let text = try example.rendered()
  #expect(codesShown(in: text).contains { example.name.hasPrefix($0) })
  try BrokenCase.expect(text, at: BrokenTrial.folder.appending(path: example.name + ".expected"))
}

@Test(arguments: BrokenImport.all)
func `a broken import says where and why`(_ example: BrokenImport) throws {
  let text = try example.rendered()
  #expect(codesShown(in: text).contains { example.name.hasPrefix($0) })
  try example.expect(text)
}

@Test(arguments: BrokenCase.all)
func `a broken use case says where and why`(_ example: BrokenCase) throws {
  let text = try example.rendered()
  #expect(codesShown(in: text).contains { example.name.hasPrefix($0) })
  try example.expect(text)
}

@Test func `every diagnostic of the evaluator has its golden file`() throws {
  let package = BrokenCase.here.deletingLastPathComponent().deletingLastPathComponent()
  let noted = try codesNoted(below: package.appending(path: "Sources/RuleEvaluator"))
  var shown: Set<String> = []
  for example in BrokenCase.all {
    let place = BrokenCase.folder.appending(path: example.name + ".expected")
    shown.formUnion(codesShown(in: try String(contentsOf: place, encoding: .utf8)))
  }
  for example in BrokenImport.all {
    let place = BrokenImport.folder.appending(path: example.name + ".expected")
    shown.formUnion(codesShown(in: try String(contentsOf: place, encoding: .utf8)))
  }
  for (folder, name) in BrokenDraft.all.map({ (BrokenDraft.folder, $0.name) })
    + BrokenTrial.all.map({ (BrokenTrial.folder, $0.name) })
  {
    let place = folder.appending(path: name + ".expected")
    shown.formUnion(codesShown(in: try String(contentsOf: place, encoding: .utf8)))
  }
  #expect(noted.count > 10)
  #expect(noted.subtracting(shown).sorted() == [])
}

/// The codes that sources give to diagnostics, of which one may be chosen among several.
private func codesNoted(below folder: URL) throws -> Set<String> {
  let folder = folder.resolvingSymlinksInPath()
  let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
  var codes: Set<String> = []
  for name in names where name.hasSuffix(".swift") {
    let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    for field in text.matches(of: /\bcode: ([^,]*"[^,]*),/) {
      codes.formUnion(field.1.matches(of: /"([a-z-]+)"/).map { String($0.1) })
    }
  }
  return codes
}

/// The codes at the ends of the first lines of diagnostics.
private func codesShown(in text: String) -> Set<String> {
  Set(
    text.matches(of: /(?m)^\S+:\d+:\d+: (?:error|warning): .* \[([a-z-]+)\]$/)
      .map { String($0.1) })
}
