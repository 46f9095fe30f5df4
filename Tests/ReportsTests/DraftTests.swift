import Foundation
import LocatedYAML
import RuleCompiler
import RuleEvaluator
import Testing

@testable import Reports

/// The templates of this repository, and the rules they are about.
private enum Templates {
  static let all: Result<[DraftTemplate], any Error> = Result {
    let files = Folder.files(in: "rules", below: Folder.package)
    var diagnostics: [Diagnostic] = []
    let templates = DraftTemplate.read(files, of: try Case.real.get(), noting: &diagnostics)
    #expect(diagnostics.rendered(in: files) == "")
    return templates
  }

  static func named(_ name: String) throws -> DraftTemplate {
    try #require(all.get().first { $0.name == name }, "no draft \(name)")
  }

  static let names = [
    "decision-record", "eu-annex-viii", "eu-art-6-4", "eu-fria", "eu-notice", "gb-atrs",
  ]
}

@Suite struct `A draft` {
  @Test func `is there for each document of the page, in both languages`() throws {
    #expect(try Templates.all.get().map(\.name) == Templates.names)
    for template in try Templates.all.get() {
      var texts = [template.title] + [template.text].compactMap(\.self)
      for section in template.sections {
        texts += [section.title] + [section.text].compactMap(\.self)
        for item in section.items {
          switch item {
          case .ask(let text), .text(let text, where: _): texts.append(text)
          case .fact, .list, .rule, .scheme, .evidence, .head, .record: break
          }
        }
      }
      for text in texts { #expect(text.french != nil, "\(template.name): \(text.english)") }
    }
  }

  @Test(arguments: [
    ("face-gate-watch-list", "eu-fria"), ("face-gate-watch-list", "eu-notice"),
    ("consignment-risk-scoring", "decision-record"), ("consignment-risk-scoring", "eu-art-6-4"),
  ])
  func `reads as it should`(example: String, kind: String) throws {
    let found = try #require(Case.ofTheExamples.first { $0.name == example })
    let draft = Draft(try Templates.named(kind), of: try found.assessment())
    for language in Language.allCases {
      let text = draft.markdown(in: language, useCaseDigest: "digest of the use case")
      let place = Folder.here.appending(
        path: "Golden/Drafts/\(example).\(kind).\(language.rawValue).md")
      if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
        try FileManager.default.createDirectory(
          at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: place)
      } else {
        #expect(
          try text == String(contentsOf: place, encoding: .utf8), "\(place.lastPathComponent)")
      }
    }
  }

  /// Of a case that says nothing nothing is said; of another nothing that it does not say.
  @Test(arguments: Templates.names, Case.ofTheExamples.suffix(5).map(\.name))
  func `holds no answer that the case does not have`(kind: String, example: String) throws {
    let found = try #require(Case.ofTheExamples.first { $0.name == example })
    let assessment = try found.assessment()
    let useCase = assessment.useCase
    let template = try Templates.named(kind)
    for line in Draft(template, of: assessment).sections.flatMap(\.lines) {
      switch line {
      case .answer(let id, let answer, _):
        let said =
          useCase.uses.compactMap { $0.answers[id] } + [useCase.answers[id]].compactMap(\.self)
          + useCase.lists.values.flatMap { $0.items.compactMap { $0.answers[id] } }
        #expect(said.contains(answer))
        #expect(answer.said != .unknown)
      case .verdict(_, _, _, _, let because):
        for cited in because { #expect(cited.answer.place.file == useCase.file) }
      case .evidence(let name, _, let held, _):
        #expect(held == nil || useCase.evidence.contains { $0.name == name })
      case .scheme(let scheme): #expect(assessment.classes.contains(scheme))
      case .open, .idle, .openList, .emptyList, .notAsked, .head, .record, .ask, .text: break
      }
    }
  }

  @Test(arguments: Templates.names)
  func `of a case that says nothing leaves every place open`(kind: String) throws {
    let rulebook = try Case.real.get()
    let text = """
      language: 1
      use_case: silent
      jurisdictions: [NL, GB]
      facts: {operator: {kind: unknown}}
      uses: {one: {facts: {}}}
      """
    let useCase = try UseCase(SourceFile(path: "silent.yaml", text: text), answering: rulebook)
    let day = try #require(Day(2026, 11, 25))
    let draft = Draft(try Templates.named(kind), of: rulebook.assess(useCase, on: day))
    for line in draft.sections.flatMap(\.lines) {
      if case .answer(let id, _, _) = line {
        Issue.record("\(rulebook.rules.vocabulary[id].name) has an answer")
      }
    }
    #expect(draft.openPlaces > 0)
    #expect(draft.markdown(in: .english, useCaseDigest: "").contains("[to be completed"))
    #expect(draft.markdown(in: .french, useCaseDigest: "").contains("[à compléter"))
  }

  @Test func `that is public names no file before its last section`() throws {
    for example in Case.ofTheExamples.prefix(6) {
      for kind in ["eu-notice", "gb-atrs"] {
        let draft = Draft(try Templates.named(kind), of: try example.assessment())
        let text = draft.markdown(in: .english, useCaseDigest: "")
        let parts = text.split(separator: "\n---\n")
        // The head names the file once, for whoever completes it.
        #expect(parts[0].components(separatedBy: example.file.path).count <= 2)
        #expect(!parts[0].contains("violated"))
      }
    }
  }
}

@Suite struct `A template` {
  private static let rules = """
    language: 1
    vocabulary: made-up
    groups: {system: The system, item: An item}
    lists: {things: {item: item, ask: Each thing}}
    facts:
      system.on: {ask: Is it on?, type: yes_no, of: system}
      system.secret: {ask: What is secret?, type: text, of: system, operational: yes}
      item.good: {ask: Is it good?, type: yes_no, of: item, operational: yes}
    """

  private func codes(_ show: String, isPublic: Bool = false) throws -> [String] {
    let text = """
      language: 1
      draft: paper
      title: Paper
      public: \(isPublic ? "yes" : "no")
      sections:
        - title: Part
          show: [\(show)]
      """
    let files = [
      SourceFile(path: "facts.yaml", text: Self.rules), SourceFile(path: "paper.yaml", text: text),
    ]
    let rulebook = try Rulebook(files, digest: "")
    var diagnostics: [Diagnostic] = []
    _ = DraftTemplate.read(files, of: rulebook, noting: &diagnostics)
    for diagnostic in diagnostics { #expect(diagnostic.file == "paper.yaml") }
    return diagnostics.map(\.code)
  }

  @Test(arguments: [
    ("{fact: system.onn}", "unknown-fact"), ("{fact: item.good}", "not-drafted"),
    ("{list: thing}", "unknown-list"), ("{rule: x/y}", "unknown-rule"),
    ("{class: x}", "unknown-scheme"), ("{evidence: x}", "unknown-evidence"),
    ("{head: x}", "unknown-choice"), ("{record: x}", "unknown-choice"), ("{}", "nothing-shown"),
    ("{fact: system.on, ask: more}", "unknown-key"),
    ("{text: t, where: {system.on: maybe}}", "wrong-value"),
  ])
  func `that names something unknown is refused with its place`(show: String, code: String) throws {
    #expect(try codes(show) == [code])
  }

  @Test func `that is public names nothing that is withheld`() throws {
    #expect(try codes("{fact: system.secret}") == [])
    #expect(try codes("{fact: system.secret}", isPublic: true) == ["operational-in-public"])
    #expect(try codes("{list: things}", isPublic: true) == ["operational-in-public"])
    #expect(try codes("{fact: system.on}", isPublic: true) == [])
  }
}
