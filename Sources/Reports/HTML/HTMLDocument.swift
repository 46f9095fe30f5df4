import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// A run as one page for people: the verdict, what must happen next, pictures, what is unknown,
/// every finding, and where all of it comes from.
///
/// It needs no script and asks for nothing from elsewhere. With many use cases each stands in a
/// part of its own, which is closed.
struct HTMLDocument {
  let writer: DocumentWriter
  let wording: Wording

  /// Up to so many use cases are told with proofs and with the questions to ask.
  static let mostWhole = 24

  init?(writer: DocumentWriter) {
    self.writer = writer
    guard let first = writer.cases.first else { return nil }
    wording = first.words.wording
  }

  var language: Language { writer.options.language }
  var cases: [CaseEntries] { writer.cases }
  var isOne: Bool { cases.count == 1 }
  /// With few use cases there is room for proofs.
  var isWhole: Bool { cases.count <= HTMLDocument.mostWhole }

  func say(_ words: Words, _ arguments: String...) -> String {
    Phrase.fill(words.in(language), arguments)
  }

  var text: String {
    Markup.page(title: title, in: language, styled: .ofPages) { page in
      page.put(.a, .style("skip"), .inPage("content"), words: say(PageWords.skip))
      putHead(on: &page)
      page.put(.main, .id("content")) { main in
        putProblems(on: &main)
        putNext(on: &main)
        if !isOne { putOverview(on: &main) }
        Timeline(page: self).put(on: &main)
        ClassMap(page: self).put(on: &main)
        putProofs(on: &main)
        Matrix(page: self).put(on: &main)
        putUnknown(on: &main)
        putFindings(on: &main)
        putWaivers(on: &main)
        putActs(on: &main)
      }
      putProvenance(on: &page)
    }
  }

  /// A title for windows and files.
  private var title: String {
    [name, verdict.word].joined(separator: " – ")
  }

  /// The system, or how many.
  var name: String {
    if isOne { return cases[0].useCase.title ?? cases[0].useCase.name }
    return PageWords.systems.said(in: language, count: cases.count, String(cases.count))
  }

  /// The rule with whom it binds, and the use where the system has several.
  func name(of entry: DocumentEntry) -> String {
    let finding = entry.report.finding
    let use = entry.useCase.uses.count > 1 ? finding.use : nil
    return ([entry.report.rule.name] + [use, finding.bearer.map(wording.party)].compactMap(\.self))
      .joined(separator: " · ")
  }

  func title(of part: CaseEntries) -> String { part.useCase.title ?? part.useCase.name }

  func id(of part: Int) -> String { "case-\(part + 1)" }

  /// The id of a finding, in the page.
  func id(of entry: DocumentEntry) -> String { "f-" + entry.fingerprint.prefix(12) }
}
