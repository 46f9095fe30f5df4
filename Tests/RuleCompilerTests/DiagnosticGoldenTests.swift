import Foundation
import LocatedYAML
import RuleCompiler
import Testing

/// A broken rule file of the golden folder, with what is said of it beside it in `name.expected`.
struct BrokenRules: Sendable, CustomTestStringConvertible {
  let name: String
  private let source: SourceFile

  var testDescription: String { name }

  static let here = URL(filePath: #filePath).deletingLastPathComponent()
  static let folder = here.appending(path: "Golden/Bad")
  private static let common = files(in: here.appending(path: "Golden/common"))

  static let all = files(in: folder).map {
    BrokenRules(name: String($0.path.dropLast(".yaml".count)), source: $0)
  }

  private static func files(in folder: URL) -> [SourceFile] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".yaml") }.sorted().compactMap { name in
      (try? Data(contentsOf: folder.appending(path: name))).map {
        SourceFile(path: name, bytes: Array($0))
      }
    }
  }

  /// It stands beside the common files, in place of the one of its kind.
  private var sources: [SourceFile] {
    let lines = String(decoding: source.bytes, as: UTF8.self).split(separator: "\n")
    func says(_ key: String) -> Bool { lines.contains { $0.hasPrefix(key + ":") } }
    let replaced = says("vocabulary") ? "vocabulary.yaml" : says("title") ? "act.yaml" : ""
    return BrokenRules.common.filter { $0.path != replaced } + [source]
  }

  /// What the compiler says of it, as a terminal shows it.
  var rendered: String {
    var diagnostics: [Diagnostic] = []
    do {
      let rulebook = try Rulebook(sources)
      diagnostics = rulebook.warnings
      _ = IndicatorRegistry.read(sources, of: rulebook, noting: &diagnostics)
    } catch { diagnostics = error.diagnostics }
    return diagnostics.rendered(in: sources)
  }

  /// Compares a text with the expected one; `UPDATE_GOLDEN=1` writes it down instead.
  func expect(_ text: String) throws {
    let place = BrokenRules.folder.appending(path: name + ".expected")
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      return try Data((text + "\n").utf8).write(to: place)
    }
    #expect(try String(contentsOf: place, encoding: .utf8) == text + "\n")
  }
}

@Test(arguments: BrokenRules.all)
func `a broken rule file says where and why`(_ example: BrokenRules) throws {
  let text = example.rendered
  #expect(codesShown(in: text).contains { example.name.hasPrefix($0) })
  try example.expect(text)
}

/// What a golden file cannot hold, and why.
private let exempt = [
  "entangled": "it takes a rule whose diagram outgrows 400,000 nodes in one step"
]

@Test func `every diagnostic of the compiler has its golden file`() throws {
  let package = BrokenRules.here.deletingLastPathComponent().deletingLastPathComponent()
  let noted = try codesNoted(below: package.appending(path: "Sources/RuleCompiler"))
  var shown: Set<String> = []
  for example in BrokenRules.all {
    let place = BrokenRules.folder.appending(path: example.name + ".expected")
    shown.formUnion(codesShown(in: try String(contentsOf: place, encoding: .utf8)))
  }
  #expect(noted.subtracting(shown).sorted() == exempt.keys.sorted())
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
