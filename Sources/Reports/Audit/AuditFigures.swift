import LocatedYAML
package import RuleCompiler

/// What an audit counts by indicators about decisions.
extension AuditReport {
  /// An indicator, and how many records it counts among how many.
  package struct Figure: Sendable {
    package let definition: IndicatorDefinition
    package let figure: IndicatorFigure

    package init(definition: IndicatorDefinition, figure: IndicatorFigure) {
      self.definition = definition
      self.figure = figure
    }
  }

  /// An indicator that the log cannot answer, and why, in a word and in a sentence.
  package struct Uncounted: Sendable {
    package let indicator: Indicator
    package let code: String
    package let why: Text

    package init(indicator: Indicator, code: String, why: Text) {
      self.indicator = indicator
      self.code = code
      self.why = why
    }
  }
}

extension AuditReport.Figure {
  var json: JSONValue { .object(definition.members + figure.members) }
}

extension AuditReport.Uncounted {
  var json: JSONValue {
    .object([
      .init("id", .text(indicator.name)), .init("term", JSONValue(indicator.term)),
      .init("code", .text(code)), .init("why", JSONValue(why)),
    ])
  }
}

extension AuditPhrases {
  private var words: FigureWords { FigureWords(language: language, about: .decision) }

  /// `12 of 40 to 17 of 40 decisions`, in the unit of the indicator.
  func figure(_ counted: AuditReport.Figure) -> String {
    counted.figure.denominator == 0
      ? words.figure(counted.figure)
      : words.figure(counted.figure) + " "
        + wording.sentence(counted.definition.indicator.unit)
  }

  func unknown(_ counted: AuditReport.Figure) -> String { words.unknown(counted.figure) }

  /// What names the very definition.
  func name(_ definition: IndicatorDefinition) -> String {
    "\(definition.indicator.name) \(definition.indicator.version) · \(definition.digest.prefix(12))"
  }
}

extension AuditText {
  mutating func putFigures() {
    guard !report.figures.isEmpty || !report.uncounted.isEmpty else { return }
    page.heading(phrases.say(PortfolioWords.indicators))
    page.put(phrases.say(AuditWords.figuresLead), at: 2, .faint)
    for counted in report.figures {
      let indicator = counted.definition.indicator
      page.put(phrases.wording.sentence(indicator.term), at: 2, .strong)
      page.put(phrases.figure(counted) + " · " + phrases.unknown(counted), at: 4)
      page.put(
        phrases.name(counted.definition) + " · "
          + phrases.wording.sentence(indicator.definition), at: 4, .faint)
    }
    for uncounted in report.uncounted {
      page.put(phrases.wording.sentence(uncounted.indicator.term), at: 2, .strong)
      page.put(uncounted.why.in(phrases.language) + " [\(uncounted.code)]", at: 4)
    }
  }
}

extension AuditMarkdown {
  /// Nothing where nothing is counted by an indicator.
  var figures: [String] {
    var blocks: [String] = []
    if !report.figures.isEmpty || !report.uncounted.isEmpty {
      blocks.append("### " + say(PortfolioWords.indicators).markdown)
      blocks.append(say(AuditWords.figuresLead).markdown)
    }
    if !report.figures.isEmpty {
      blocks.append(
        table(
          AuditWords.figureHead.map { say($0) },
          report.figures.map { counted in
            let indicator = counted.definition.indicator
            return [
              phrases.wording.sentence(indicator.term).markdown + "<br>"
                + phrases.name(counted.definition).markdownCode,
              phrases.figure(counted).markdown, phrases.unknown(counted).markdown,
              phrases.wording.sentence(indicator.definition).markdown,
              phrases.wording.sentence(indicator.source).markdown,
            ]
          }))
    }
    if !report.uncounted.isEmpty {
      blocks.append(
        table(
          [say(PortfolioWords.indicator), say(AuditWords.why)],
          report.uncounted.map {
            [$0.indicator.name.markdownCode, ($0.why.in(language) + " [\($0.code)]").markdown]
          }))
    }
    return blocks
  }
}

extension AuditPage {
  func putFigures(on main: inout Markup) {
    guard !report.figures.isEmpty || !report.uncounted.isEmpty else { return }
    main.put(.h2, .id("indicators"), words: say(PortfolioWords.indicators))
    main.put(.p, .style("lead"), words: say(AuditWords.figuresLead))
    if !report.figures.isEmpty {
      main.table(
        say(PortfolioWords.indicators), AuditWords.figureHead.map { say($0) }, style: "wide"
      ) { body in
        for counted in report.figures {
          let indicator = counted.definition.indicator
          body.put(.tr) { row in
            row.put(.th, .ofRow) { cell in
              cell.text(phrases.wording.sentence(indicator.term) + " ")
              cell.put(.span, .style("place"), words: phrases.name(counted.definition))
            }
            row.put(.td, words: phrases.figure(counted))
            row.put(.td, words: phrases.unknown(counted))
            row.put(.td, words: phrases.wording.sentence(indicator.definition))
            row.put(.td, words: phrases.wording.sentence(indicator.source))
          }
        }
      }
    }
    if !report.uncounted.isEmpty {
      let title = say(AuditWords.notCounted)
      main.put(.h3, words: title)
      main.table(title, [say(PortfolioWords.indicator), say(AuditWords.why)]) { body in
        for uncounted in report.uncounted {
          body.row(
            phrases.wording.sentence(uncounted.indicator.term), uncounted.why.in(language))
        }
      }
    }
  }
}

extension AuditCSV {
  /// Names of the columns that rows of indicators fill, behind those of rules.
  static let figureHead = [
    "indicator_version", "definition_digest", "unit", "denominator", "at_least", "at_most",
    "unknown", "denominator_unknown", "outside",
  ]

  /// A row for each indicator: of the whole log or of a group.
  func rows(
    _ groups: [String], _ figures: [IndicatorFigure], _ records: Int
  ) -> [[String]] {
    zip(report.figures, figures).map { counted, figure in
      let definition = counted.definition
      let counts = [
        figure.denominator, figure.counted, figure.most, figure.unknown, figure.perhaps,
        figure.outside,
      ]
      return groups + [
        definition.indicator.name, "", phrases.wording.sentence(definition.indicator.source),
        phrases.wording.sentence(definition.indicator.definition), "", "", String(records), "", "",
        "", "", "", "", "indicator", definition.indicator.version, definition.digest,
        phrases.wording.sentence(definition.indicator.unit),
      ] + counts.map { String($0) }
    }
  }
}
