import Foundation
import LocatedYAML
import RuleCompiler
import RuleEvaluator
import Testing

@testable import Reports

/// Lists that tests share.
enum Lists {
  static let today = Day(2026, 6, 1)!

  /// What applies to a case, as the command lists it.
  static func of(_ example: Case) throws -> ObligationList {
    var filter = ObligationFilter()
    filter.states = DutyState.applying
    return try whole(example).filtered(by: filter)
  }

  /// Everything, also what does not apply.
  static func whole(_ example: Case) throws -> ObligationList {
    ObligationList(of: [try example.report()], in: try example.rulebook, on: today)
  }

  /// All that the made-up law, or the real one, knows.
  static func catalogue(isReal: Bool = false, on day: Day = today) throws -> ObligationList {
    ObligationList(of: try (isReal ? Case.real : Case.madeUp).get(), on: day)
  }

  /// A place for expected catalogues, beside those of the cases.
  static let shelf = Case(
    file: SourceFile(path: "catalogue.yaml", text: ""),
    expected: Folder.here.appending(path: "Golden/Expected"), isReal: false)
}

extension ObligationFormat {
  /// The ending of a file that holds it.
  var suffix: String { ".obligations." + (self == .text ? "txt" : rawValue) }
}

@Suite struct `A list of obligations reads as it should` {
  @Test(arguments: Case.ofTheGoldenFolder, ObligationFormat.allCases)
  func `of a made-up case`(_ example: Case, _ format: ObligationFormat) throws {
    try example.expect(try Lists.of(example).rendered(as: format), format.suffix)
  }

  @Test(arguments: Case.ofTheGoldenFolder, [ObligationFormat.text, .md, .ics])
  func `in French`(_ example: Case, _ format: ObligationFormat) throws {
    try example.expect(
      try Lists.of(example).rendered(as: format, in: .french), ".fr" + format.suffix)
  }

  @Test(arguments: Case.ofTheExamples.filter { $0.name == "hidden-person-detection" })
  func `of a real system, in both languages`(_ example: Case) throws {
    for language in Language.allCases {
      try example.expect(
        try Lists.of(example).rendered(as: .text, in: language),
        ".\(language.rawValue)" + ObligationFormat.text.suffix)
    }
  }

  @Test(arguments: ObligationFormat.allCases)
  func `of all that a law asks`(_ format: ObligationFormat) throws {
    let list = try Lists.catalogue()
    try Lists.shelf.expect(list.rendered(as: format), format.suffix)
    if format == .text || format == .md {
      try Lists.shelf.expect(list.rendered(as: format, in: .french), ".fr" + format.suffix)
    }
  }

  @Test(arguments: [60, 80], Language.allCases)
  func `within the columns of a terminal`(_ width: Int, _ language: Language) throws {
    let text = try Lists.of(try Case.named("two-uses")).rendered(
      as: .text, in: language, options: TextOptions(width: width))
    let long = text.split(separator: "\n").filter { $0.columns > width }
    #expect(long.isEmpty, "\(long)")
    let said = text.split(whereSeparator: \.isWhitespace)
    #expect(said.contains("stop_button"))
  }
}

/// Written for programs that are not ours: `conformance/formats.py` reads the folder.
@Test(.enabled(if: ProcessInfo.processInfo.environment["CLEARANCE_DOCUMENTS"] != nil))
func `documents are written of lists and comparisons too`() throws {
  let folder = URL(filePath: ProcessInfo.processInfo.environment["CLEARANCE_DOCUMENTS"] ?? "")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  var lists = try Case.all.map { (name: $0.name, list: try Lists.of($0)) }
  lists.append(("catalogue", try Lists.catalogue(isReal: true)))
  var nothing = ObligationFilter()
  nothing.topics = ["nothing"]
  lists.append(("nothing", try Lists.catalogue().filtered(by: nothing)))
  for (name, list) in lists {
    for format in [ObligationFormat.csv, .md, .ics] {
      for language in Language.allCases {
        let file = name + ".\(language.rawValue)" + format.suffix
        try Data(list.rendered(as: format, in: language).utf8).write(
          to: folder.appending(path: file))
      }
    }
  }
  for example in Case.ofTheGoldenFolder {
    let difference = try Differences.ofDays(example, Lists.today, Day(2028, 1, 1)!)
    try Data(difference.rendered(as: .md).utf8).write(
      to: folder.appending(path: example.name + ".diff.md"))
  }
}
