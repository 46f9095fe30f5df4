import Foundation
import Testing

@testable import ClearanceCLI

@Suite struct SiteTests {
  private func pages(_ place: Workplace) throws -> [String: String] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: place.path("site"))
    return Dictionary(
      uniqueKeysWithValues: try names.filter { $0.hasSuffix(".html") }.map {
        ($0, try place.text(of: "site/" + $0))
      })
  }

  @Test(arguments: ["en", "fr"])
  func `every system has a page to which the list leads, and no link leads nowhere`(
    _ language: String
  ) throws {
    let place = try SmallPortfolio.place()
    _ = place.run(["portfolio", "cases", "--site", "site", "--lang", language])
    let pages = try pages(place)
    #expect(pages.keys.filter { $0.hasPrefix("systems/") }.count == 8)
    let list = try #require(pages["list-1.html"])
    for (name, text) in pages {
      #expect(text.contains("<html lang=\"\(language)\">"))
      if name.hasPrefix("systems/") { #expect(list.contains("href=\"\(name)\"")) }
      let folder = name.hasPrefix("systems/") ? "site/systems/" : "site/"
      for link in text.matches(of: /href="([^"#][^"]*)"/) where !link.1.hasPrefix("http") {
        let target = place.path(folder + link.1)
        #expect(FileManager.default.fileExists(atPath: target), "\(name) leads to \(link.1)")
      }
    }
  }

  @Test func `pages ask for nothing, run nothing but the search, and are small`() throws {
    let place = try SmallPortfolio.place()
    _ = place.run(["portfolio", "cases", "--site", "site"])
    for (name, text) in try pages(place) {
      #expect(text.contains("default-src 'none'"))
      #expect(text.contains("<script>") == name.hasPrefix("list-"), "\(name)")
      #expect(!text.contains("src=") && !text.contains("<link"))
      if name.hasPrefix("systems/") { #expect(text.utf8.count < 40_000) }
    }
  }

  @Test func `a site replaces a site, and nothing else`() throws {
    let place = try SmallPortfolio.place()
    try place.write("mine", to: "other/notes.txt")
    let refused = place.run(["portfolio", "cases", "--site", "other"])
    #expect(refused.status == .failed)
    #expect(refused.remarks.contains("[not-a-site]"))
    #expect(try place.text(of: "other/notes.txt") == "mine")
    _ = place.run(["portfolio", "cases", "--site", "site"])
    let first = try pages(place)
    _ = place.run(["portfolio", "cases/a1.yaml", "--site", "site"])
    let second = try pages(place)
    #expect(first.count == 10 && second.count == 3)
  }

  @Test func `what a file says is text on every page`() throws {
    let place = try Workplace(rules: SmallPortfolio.rules)
    let hostile = "</title><script>alert(1)</script>"
    try place.write(
      SmallLaw.good.replacing("use_case: good", with: "use_case: good\ntitle: \"\(hostile)\""),
      to: "cases/a.yaml")
    _ = place.run(["portfolio", "cases", "--site", "site"])
    for (_, text) in try pages(place) { #expect(!text.contains("<script>alert")) }
  }
}

@Suite struct ComparisonTests {
  private func write(
    _ name: String, in place: Workplace, changing: (String) -> String = { $0 }
  ) throws {
    try place.write(changing(SmallPortfolio.indicators), to: "rules/indicators/own.yaml")
    _ = place.run(["portfolio", "cases", "--format", "text", "--output", "json=\(name).json"])
  }

  @Test func `figures of one definition stand side by side`() throws {
    let place = try SmallPortfolio.place()
    try write("a", in: place)
    try write("b", in: place)
    let value = try place.run(["portfolio", "compare", "a.json", "b.json", "--format", "json"])
      .json()
    #expect((value["indicators"] as? [Any])?.count == 2)
    #expect((value["differ"] as? [Any])?.isEmpty == true)
    let text = place.run(["portfolio", "compare", "a.json", "b.json"]).output
    #expect(text.contains("4 of 8 to 6 of 8"))
  }

  @Test(arguments: [
    (from: "version: \"1\"", to: "version: \"2\"", says: "version 1 and version 2"),
    (
      from: "numerator: system.can_stop\n", to: "numerator: {not: system.can_stop}\n",
      says: "its definition is another"
    ),
    (
      from: "Of all systems those that", to: "Of all systems in use those that",
      says: "its definition is another"
    ),
    (from: "  stoppable:", to: "  can_be_stopped:", says: "only in a.json"),
  ])
  func `what does not mean the same is not laid side by side, and it is said why`(
    _ change: (from: String, to: String, says: String)
  ) throws {
    let place = try SmallPortfolio.place()
    try write("a", in: place)
    try write("b", in: place) { $0.replacing(change.from, with: change.to) }
    let text = place.run(["portfolio", "compare", "a.json", "b.json"]).output
    #expect(text.contains(change.says))
    #expect(!text.contains("4 of 8 to 6 of 8"))
  }

  @Test func `another layout and another French are the same definition`() throws {
    let place = try SmallPortfolio.place()
    try write("a", in: place)
    try write("b", in: place) {
      $0.replacing("fr: Peut être arrêté", with: "fr: Arrêtable")
        .replacing("denominator: always", with: "denominator: \"always\"")
    }
    let text = place.run(["portfolio", "compare", "a.json", "b.json"]).output
    #expect(text.contains("2 indicators have one definition in both"))
  }

  @Test func `what is no portfolio is refused with its place`() throws {
    let place = try SmallPortfolio.place()
    try write("a", in: place)
    try place.write("{\"format\": \"clearance-obligations\"}", to: "b.json")
    let outcome = place.run(["portfolio", "compare", "a.json", "b.json"])
    #expect(outcome.status == .failed)
    #expect(outcome.remarks.contains("b.json:1:1"))
    #expect(outcome.remarks.contains("[not-a-portfolio]"))
  }
}
