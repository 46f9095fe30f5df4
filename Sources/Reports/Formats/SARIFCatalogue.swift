import RuleCompiler
import RuleEvaluator

/// The rules that results of a run name, and the law behind them: an act is a taxonomy, a place in
/// it a taxon.
struct SARIFCatalogue {
  let rules: [JSONValue]
  let taxonomies: [JSONValue]
  /// The taxonomies, as the tool refers to them.
  let references: [JSONValue]
  private let places: [String: Int]

  /// An act, and what is cited of it.
  fileprivate struct Taxonomy {
    let act: Act
    let title: String
    var taxa: [String: Int] = [:]
    var written: [JSONValue] = []
  }

  init(_ shown: [(words: EntryWords, entry: DocumentEntry)]) {
    var taxonomies: [Taxonomy] = []
    var acts: [String: Int] = [:]
    var places: [String: Int] = [:]
    var rules: [JSONValue] = []
    for (words, entry) in shown where places[entry.name] == nil {
      places[entry.name] = rules.count
      let act = entry.report.act
      let index = acts[act.name] ?? taxonomies.count
      if index == taxonomies.count {
        acts[act.name] = index
        taxonomies.append(Taxonomy(act: act, title: words.wording.sentence(act.title)))
      }
      let provisions = entry.report.version.citation?.provisions ?? []
      let taxa = provisions.map { provision in
        (name: provision, index: taxonomies[index].add(provision, words.source(entry), provisions))
      }
      rules.append(SARIFCatalogue.rule(entry, words, taxa, act: act.name, actIndex: index))
    }
    self.rules = rules
    self.places = places
    self.taxonomies = taxonomies.map(\.value)
    references = taxonomies.enumerated().map { index, taxonomy in
      .object([.init("name", .text(taxonomy.act.name)), .init("index", .integer(index))])
    }
  }

  /// The place of an entry's rule among the rules.
  func index(of entry: DocumentEntry) -> Int {
    guard let place = places[entry.name] else {
      preconditionFailure("a result is of a rule in the catalogue")
    }
    return place
  }

  private static func rule(
    _ entry: DocumentEntry, _ words: EntryWords, _ taxa: [(name: String, index: Int)], act: String,
    actIndex: Int
  ) -> JSONValue {
    let report = entry.report
    let says = words.says(entry)
    let source = words.source(entry)
    let remedy = words.remedy(entry)
    let text = ([says, source] + [remedy].compactMap(\.self)).joined(separator: ". ")
    let markdown = [
      says.markdown, "*\(source.markdown)*", remedy?.markdown,
      "clearance explain \(entry.name)".markdownCode,
    ]
    return .members([
      ("id", .text(entry.name)), ("name", .text(report.rule.name)),
      ("shortDescription", .object([.init("text", .text(says.sarif))])),
      ("fullDescription", .object([.init("text", .text(source.sarif + ": " + says.sarif))])),
      ("helpUri", report.act.url.flatMap { $0.isWebAddress ? .text($0) : nil }),
      (
        "help",
        .object([
          .init("text", .text(text.sarif)),
          .init("markdown", .text(markdown.compactMap(\.self).joined(separator: "\n\n"))),
        ])
      ),
      ("defaultConfiguration", .object([.init("level", .text(level(report)))])),
      (
        "relationships",
        taxa.isEmpty
          ? nil
          : .list(
            taxa.map { taxon in
              .object([
                .init(
                  "target",
                  .object([
                    .init("id", .text(taxon.name)), .init("index", .integer(taxon.index)),
                    .init(
                      "toolComponent",
                      .object([
                        .init("name", .text(act)), .init("index", .integer(actIndex)),
                      ])),
                  ])), .init("kinds", .texts(["relevant"])),
              ])
            })
      ),
      ("properties", .object([.init("tags", .texts(tags(report)))])),
    ])
  }

  private static func level(_ report: FindingReport) -> String {
    guard report.force == .binding, report.rule.kind.isDuty else { return "note" }
    return report.version.severity >= .high
      ? "error" : report.version.severity == .medium ? "warning" : "note"
  }

  private static func tags(_ report: FindingReport) -> [String] {
    [
      report.act.jurisdiction, report.act.name, report.rule.kind.rawValue,
      report.version.severity.rawValue, report.version.status.rawValue,
    ].uniqued()
  }
}

extension SARIFCatalogue.Taxonomy {
  /// The place of a provision among the taxa; a citation is told of it where it is of it alone.
  fileprivate mutating func add(
    _ provision: String, _ source: String, _ provisions: [String]
  ) -> Int {
    if let place = taxa[provision] { return place }
    taxa[provision] = written.count
    written.append(
      .members([
        ("id", .text(provision)),
        (
          "shortDescription",
          provisions.count == 1 ? .object([.init("text", .text(source.sarif))]) : nil
        ),
      ]))
    return written.count - 1
  }

  fileprivate var value: JSONValue {
    .members([
      ("name", .text(act.name)), ("fullName", .text(title.sarif)),
      ("organization", .text(act.jurisdiction)),
      ("shortDescription", .object([.init("text", .text(title.sarif))])),
      ("informationUri", act.url.flatMap { $0.isWebAddress ? .text($0) : nil }),
      ("isComprehensive", .flag(false)), ("taxa", .list(written)),
    ])
  }
}
