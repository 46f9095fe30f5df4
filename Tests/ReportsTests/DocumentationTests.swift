import Foundation
import LocatedYAML
import Reports
import RuleCompiler
import RuleEvaluator
import Testing

// The pages of the project hold what they say: a fenced block after `<!-- test: … -->` is tried.
//
//   rules of NAME             a file of the rulebook NAME
//   case of NAME              a use case, which comes out as it expects; NAME may be `the rules`
//   mistake CODE in NAME      a file that, added to NAME, is refused with CODE
//   bad case CODE of NAME     a use case that is refused with CODE
//   report of FILE on DAY     text: lines of the report, in order; `…` stands for what is left out
//   table WHAT                a table of truths or verdicts
//   codes of FOLDER …         tables in which every diagnostic of the folders stands
//
// YAML that cannot be tried says `<!-- not tried: why -->`.

@Test(arguments: DocumentedPage.all)
func `every block of YAML on a page is tried`(_ page: DocumentedPage) {
  for place in page.unmarked { Issue.record("\(page.path):\(place): this block says not how") }
}

@Test func `the pages were found`() {
  #expect(DocumentedPage.all.count >= 8)
  #expect(DocumentedBlock.all(of: "rules of").count > 10)
  #expect(DocumentedBlock.all(of: "case of").count > 4)
  #expect(DocumentedBlock.all(of: "mistake").contains { $0.shown != nil })
}

@Test(arguments: Set(DocumentedBlock.all(of: "rules of").map { $0.words.last ?? "" }).sorted())
func `the rules of a page compile, and their examples come out`(name: String) throws {
  let files = DocumentedBlock.all(of: "rules of " + name).map(\.source)
  let rulebook = try Rulebook(files)
  #expect(rulebook.warnings.rendered(in: files) == "")
  let results = rulebook.tryExamples()
  #expect(!results.isEmpty)
  for result in results where !result.isRight {
    Issue.record("\(result.name)\n\(result.diagnostics.rendered(in: files))")
  }
}

@Test(arguments: DocumentedBlock.all(of: "case of"))
func `a use case of a page comes out as it says`(_ block: DocumentedBlock) throws {
  let rulebook = try Shelf.rulebook(block.name(after: "of"))
  do {
    let useCase = try UseCase(block.source, answering: rulebook)
    let day = try useCase.day ?? #require(Day(2028, 1, 1))
    let result = rulebook.check(useCase, on: day)
    #expect(result.diagnostics.rendered(in: [block.source]) == "")
    #expect(!rulebook.assess(useCase, on: day).findings.isEmpty)
  } catch let error as UseCaseError {
    Issue.record("\(error.diagnostics.rendered(in: [block.source]))")
  }
}

@Test(arguments: DocumentedBlock.all(of: "mistake"))
func `a mistake on a page is told as the page says`(_ block: DocumentedBlock) {
  let others = DocumentedBlock.all(of: "rules of " + block.name(after: "in")).map(\.source)
  var diagnostics: [Diagnostic] = []
  do throws(RulebookError) {
    diagnostics = try Rulebook(others + [block.asShown]).warnings
  } catch {
    diagnostics = error.diagnostics
  }
  #expect(diagnostics.map(\.code) == [block.words[1]])
  #expect(block.shown == nil || block.shown == diagnostics.rendered(in: [block.asShown]))
}

@Test(arguments: DocumentedBlock.all(of: "bad case"))
func `a mistake in a use case on a page is told as the page says`(_ block: DocumentedBlock) throws {
  let rulebook = try Shelf.rulebook(block.name(after: "of"))
  do throws(UseCaseError) {
    _ = try UseCase(block.asShown, answering: rulebook)
    Issue.record("nothing is wrong with it")
  } catch {
    #expect(error.diagnostics.map(\.code) == [block.words[2]])
    #expect(block.shown == nil || block.shown == error.diagnostics.rendered(in: [block.asShown]))
  }
}

@Test(arguments: DocumentedBlock.all(of: "report of"))
func `a report on a page is what the program prints`(_ block: DocumentedBlock) throws {
  let path = block.words[2]
  let source = SourceFile(path: path, bytes: try Shelf.bytes(of: path))
  let rulebook = try Shelf.rulebook("the rules")
  let day = try #require(Day(block.words[4]))
  let report = rulebook.assess(try UseCase(source, answering: rulebook), on: day).rendered(
    as: .text)
  var rest = report.split(separator: "\n", omittingEmptySubsequences: false)[...]
  for line in block.text.split(separator: "\n")
  where line.contains(where: { $0 != "…" && $0 != " " }) {
    guard let found = rest.firstIndex(where: { $0.matches(line) }) else {
      Issue.record("not in the report, or not there: \(line)")
      continue
    }
    rest = rest[(found + 1)...]
  }
}

// MARK: Tables

@Test func `the truth tables are those of the program`() throws {
  for (name, join) in [("all", Truth.all), ("any", Truth.any)] as [(String, ([Truth]) -> Truth)] {
    let table = try #require(DocumentedBlock.all(of: "table " + name).first).table
    let columns = try #require(table.first).dropFirst().map(Truth.init(word:))
    #expect(columns.count == 3 && table.count == 4)
    for row in table.dropFirst() {
      for (column, cell) in zip(columns, row.dropFirst()) {
        #expect(join([Truth(word: row[0]), column]) == Truth(word: cell), "\(name) of \(row)")
      }
    }
  }
  let table = try #require(DocumentedBlock.all(of: "table not").first).table
  #expect(table.count == 4)
  for row in table.dropFirst() { #expect(!Truth(word: row[0]) == Truth(word: row[1])) }
}

@Test func `the table of verdicts is that of the program`() throws {
  let table = try #require(DocumentedBlock.all(of: "table obligation").first).table
  #expect(table.count == 10)
  for row in table.dropFirst() {
    let finals = Finals(holds: Truth(word: row[0]), required: Truth(word: row[1]))
    let words =
      [("not_applicable", Finals.notApplicable), ("satisfied", .satisfied)]
      + [("violated", .violated)]
    let possible = words.filter { finals.contains($0.1) }.map(\.0).joined(separator: ", ")
    #expect(possible == row[2], "\(row)")
  }
}

@Test(arguments: DocumentedBlock.all(of: "codes of"))
func `every diagnostic stands on a page, and no other`(_ block: DocumentedBlock) throws {
  let folders = block.words.dropFirst(2)
  let inSources = Set(try folders.flatMap(Shelf.diagnosticCodes))
  #expect(inSources.count > 40)
  let cells = block.rest.split(separator: "\n").filter { $0.hasPrefix("|") }
    .compactMap { $0.split(separator: "|").first }
  let onPage = cells.flatMap { $0.quoted("`").filter(\.isKebab).map(String.init) }
  #expect(Set(onPage).symmetricDifference(inSources).sorted() == [])
  #expect(onPage.count == Set(onPage).count, "a code stands twice")
}

// MARK: Pages and blocks

/// A page of the project.
struct DocumentedPage: Sendable, CustomTestStringConvertible {
  let path: String
  let lines: [String]
  var testDescription: String { path }

  static let all: [DocumentedPage] = {
    let folders = ["docs", "docs/decisions"].flatMap { folder in
      Shelf.names(in: folder).map { folder + "/" + $0 }
    }
    return (["README.md", "CONTRIBUTING.md"] + folders).filter { $0.hasSuffix(".md") }
      .compactMap { path in
        guard let bytes = try? Shelf.bytes(of: path) else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        return DocumentedPage(
          path: path,
          lines: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
      }
  }()

  /// Lines, from 1, at which YAML begins that no mark stands before.
  var unmarked: [Int] {
    lines.indices.filter { index in
      guard lines[index] == "```yaml" else { return false }
      let before = index == 0 ? "" : lines[index - 1]
      return before.mark == nil && !before.hasPrefix("<!-- not tried: ")
    }.map { $0 + 1 }
  }
}

/// What follows a mark on a page.
struct DocumentedBlock: Sendable, CustomTestStringConvertible {
  let page: DocumentedPage
  /// The line of the mark, from 0.
  let line: Int
  let mark: String
  var testDescription: String { "\(page.path):\(line + 1) \(mark)" }

  /// Marks that begin with some words, in the order of pages and lines.
  static func all(of kind: String) -> [DocumentedBlock] {
    DocumentedPage.all.flatMap { page in
      page.lines.indices.compactMap { line in
        page.lines[line].mark.map { DocumentedBlock(page: page, line: line, mark: $0) }
      }
    }.filter { ($0.mark + " ").hasPrefix(kind + " ") }
  }

  var words: [String] { mark.split(separator: " ").map(String.init) }

  /// Everything after a word of the mark.
  func name(after word: String) -> String {
    words.drop { $0 != word }.dropFirst().joined(separator: " ")
  }

  /// What stands in the fence after the mark.
  var text: String { fence(after: line) ?? "" }

  /// What stands in a fence of text after that and an empty line.
  var shown: String? {
    let end = line + 2 + text.split(separator: "\n", omittingEmptySubsequences: false).count
    guard end + 2 < page.lines.count, page.lines[end + 2] == "```text" else { return nil }
    return fence(after: end + 1)
  }

  private func fence(after line: Int) -> String? {
    guard line + 1 < page.lines.count, page.lines[line + 1].hasPrefix("```") else { return nil }
    return page.lines[(line + 2)...].prefix { $0 != "```" }.joined(separator: "\n")
  }

  /// As a file whose lines are those of the page.
  var source: SourceFile {
    let number = String(line + 1)
    let place = String(repeating: "0", count: max(0, 4 - number.count)) + number
    return SourceFile(
      path: "\(page.path) (\(place))",
      text: String(repeating: "\n", count: line + 2) + text + "\n")
  }

  /// As a file of the name that the page prints.
  var asShown: SourceFile {
    let name = shown.flatMap { $0.split(separator: ":").first }.map(String.init)
    return SourceFile(path: name ?? "shown.yaml", text: text + "\n")
  }

  /// Everything after the mark, up to the next heading of the same kind as the last.
  var rest: String {
    page.lines[(line + 1)...].prefix { !$0.hasPrefix("## ") }.joined(separator: "\n")
  }

  /// Rows of a table after the mark, without the line under its head.
  var table: [[String]] {
    page.lines[(line + 1)...].drop { $0.isEmpty }.prefix { $0.hasPrefix("|") }
      .map { line in
        line.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false)
          .map { $0.filter { $0 != "*" }.trimmingCharacters(in: .whitespaces) }
      }.filter { !($0.first ?? "").hasPrefix("---") }
  }
}

/// Files of the project, and rulebooks of its pages.
private enum Shelf {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func bytes(of path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: root.appending(path: path)))
  }

  static func names(in folder: String) -> [String] {
    let path = root.appending(path: folder).resolvingSymlinksInPath().path
    return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }

  /// Files in a folder and those inside it.
  private static func files(in folder: String, ending: String) -> [String] {
    let path = root.appending(path: folder).resolvingSymlinksInPath().path
    let found = (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []
    return found.filter { $0.hasSuffix(ending) }.sorted().map { folder + "/" + $0 }
  }

  static func rulebook(_ name: String) throws -> Rulebook {
    name == "the rules"
      ? try shipped.get() : try Rulebook(DocumentedBlock.all(of: "rules of " + name).map(\.source))
  }

  /// The rules that come with the project, compiled once.
  private static let shipped: Result<Rulebook, any Error> = {
    do {
      let rules = try files(in: "rules", ending: ".yaml").map { path in
        SourceFile(path: path, bytes: try bytes(of: path))
      }
      return .success(try Rulebook(rules))
    } catch let error as RulebookError {
      return .failure(Broken(description: error.diagnostics.rendered(in: [], perFile: 3)))
    } catch {
      return .failure(error)
    }
  }()

  /// Rules that do not compile, in few words: other tests say more.
  private struct Broken: Error, CustomStringConvertible {
    let description: String
  }

  /// Codes that the sources of a folder give to diagnostics.
  static func diagnosticCodes(in folder: String) throws -> [String] {
    try files(in: folder, ending: ".swift").flatMap { path in
      let text = String(decoding: try bytes(of: path), as: UTF8.self)
      let openings = ["code: ", "noted("] + (text.contains("let (code, ") ? [" (", "\n("] : [])
      return openings.flatMap { opening in
        text.components(separatedBy: opening).dropFirst().flatMap { rest in
          rest.prefix { $0 != "," }.quoted("\"").filter(\.isKebab).map(String.init)
        }
      }
    }
  }
}

extension Truth {
  fileprivate init(word: String) {
    self = ["no": Truth.no, "unknown": .unknown, "yes": .yes][word] ?? .unknown
  }
}

extension String {
  /// The words of `<!-- test: words -->`.
  fileprivate var mark: String? {
    guard hasPrefix("<!-- test: "), hasSuffix(" -->") else { return nil }
    return String(dropFirst(11).dropLast(4))
  }
}

extension Substring {
  /// What stands between pairs of a sign.
  fileprivate func quoted(_ sign: Character) -> [Substring] {
    let parts = split(separator: sign, omittingEmptySubsequences: false)
    return parts.indices.filter { $0 % 2 == 1 && $0 < parts.count - 1 }.map { parts[$0] }
  }

  /// Whether it is a word, or words joined by dashes.
  fileprivate var isKebab: Bool {
    first.map { ("a"..."z").contains($0) } ?? false
      && allSatisfy { ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "-" }
  }

  /// Whether it is a line of a page, in which `…` stands for anything.
  fileprivate func matches(_ line: Substring) -> Bool {
    let parts = line.split(separator: "…", omittingEmptySubsequences: false)
    guard parts.count > 1 else { return self == line }
    var rest = self[...]
    guard let first = parts.first, let last = parts.last, rest.hasPrefix(first) else {
      return false
    }
    rest = rest.dropFirst(first.count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let range = rest.range(of: part) else { return false }
      rest = rest[range.upperBound...]
    }
    return rest.hasSuffix(last)
  }
}
