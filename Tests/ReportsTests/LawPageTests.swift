import Foundation
import LocatedYAML
import RuleCompiler
import Testing

@testable import Reports

@Suite struct LawPageTests {
  private static let folder = Folder.here.appending(path: "Golden/Law-pages")

  /// The made-up law reads, in both languages, as somebody found that it should.
  @Test(arguments: Language.allCases)
  func `the law as rules reads as it should`(_ language: Language) throws {
    let folder = LawPageTests.folder.appending(path: language.rawValue)
    for page in try Case.madeUp.get().lawPages(in: language, up: "..") {
      let place = folder.appending(path: page.path)
      if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(page.text.utf8).write(to: place)
      }
      #expect(page.text == (try String(contentsOf: place, encoding: .utf8)), "\(page.path)")
    }
  }

  /// Every provision of the list of sources is carried by a rule, or stands with its reason; and
  /// no rule names one that is not in the list.
  @Test func `no provision of the sources is missing in silence`() throws {
    let sources = Folder.package.appending(path: "../shared/law").standardizedFileURL
    guard FileManager.default.fileExists(atPath: sources.path) else {
      print(
        "NOT COMPARED: no folder ../shared/law beside the project, so no provision was looked up")
      return
    }
    var listed: Set<String> = []
    for name in ["eu.yaml", "world.yaml"] {
      let text = try String(contentsOf: sources.appending(path: name), encoding: .utf8)
      for line in text.split(separator: "\n") where line.hasPrefix("- id: ") {
        listed.insert(String(line.dropFirst("- id: ".count)).trimmingCharacters(in: .whitespaces))
      }
    }
    #expect(listed.count > 900)
    let coverage = try #require(
      try Case.real.get().lawPages(in: .english).first { $0.path == "coverage.md" })
    let known = coverage.text.split(separator: "\n").filter { $0.hasPrefix("| `") }.compactMap {
      $0.split(separator: "`").dropFirst().first.map(String.init)
    }
    #expect(listed.subtracting(known).sorted() == [])
    #expect(Set(known).subtracting(listed).sorted() == [])
  }

  @Test(arguments: LawPhrase.allCases)
  func `a phrase of the pages is said in both languages`(_ phrase: LawPhrase) {
    let arguments = ["<1>", "<2>", "<3>"]
    let english = phrase.said(in: .english, arguments)
    let french = phrase.said(in: .french, arguments)
    #expect(english != french)
    for argument in arguments {
      #expect(english.contains(argument) == french.contains(argument))
    }
  }

  @Test(arguments: [
    ("*a* [b](c) <d> `e` | #f_g", ##"\*a\* \[b\](c) \<d\> \`e\` \| \#f\_g"##), ("a\nb", "a b"),
  ])
  func `text in a page is read as text`(_ text: String, _ written: String) {
    #expect(Markdown.plain(text) == written)
  }
}
