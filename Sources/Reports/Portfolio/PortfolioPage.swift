import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// A portfolio as a page for people: how systems stand, pictures with the same as tables, the
/// questions that would settle most, duties by date, figures with their definitions.
///
/// It needs no script and asks for nothing from elsewhere. As the index of a site it leads to a
/// list and to the page of each system; by itself it holds the list.
struct PortfolioPage {
  let portfolio: Portfolio
  let names: PortfolioNames
  let version: String
  /// Whether there are other pages to lead to.
  let isSite: Bool

  /// Values of a group and rows of a table that are shown.
  static let most = 25
  /// Systems that stand on the page itself where it is no site.
  static let mostSystems = 2500

  init(_ portfolio: Portfolio, _ language: Language, version: String, isSite: Bool = false) {
    self.portfolio = portfolio
    self.version = version
    self.isSite = isSite
    names = PortfolioNames(portfolio, language)
  }

  func say(_ words: Words, _ arguments: String...) -> String {
    Phrase.fill(words.in(names.language), arguments)
  }

  /// Words at the head of something, with a capital.
  func head(_ words: String) -> String { words.prefix(1).uppercased() + words.dropFirst() }

  var title: String { say(PortfolioWords.title) + " – " + systemsWords }

  var systemsWords: String {
    PortfolioWords.systems.said(
      in: names.language, count: portfolio.systems.count, String(portfolio.systems.count))
  }

  var text: String {
    Markup.page(
      title: title, in: names.language, styled: .ofPortfolios,
      running: isSite || portfolio.systems.isEmpty ? nil : .find
    ) { page in
      page.put(.a, .style("skip"), .inPage("content"), words: say(PortfolioWords.skip))
      putHead(on: &page)
      page.put(.main, .id("content")) { main in
        putProblems(on: &main)
        putClasses(on: &main)
        putFigures(on: &main)
        putQuestions(on: &main)
        putDuties(on: &main)
        for (place, group) in portfolio.groups.enumerated() { put(group, place, on: &main) }
        putLabels(on: &main)
        putAcross(on: &main)
        if !isSite {
          main.put(.h2, words: say(PortfolioWords.list))
          SystemList(page: self, isSite: false).put(
            portfolio.systems.prefix(Self.mostSystems), on: &main)
        }
      }
      putFoot(on: &page)
    }
  }

  // MARK: Head and foot

  private func putHead(on page: inout Markup) {
    page.put(.header) { header in
      let owners = portfolio.systems.lazy.compactMap(\.owner).uniqued()
      let shown = owners.prefix(3).joined(separator: " · ")
      header.put(
        .p, .style("eyebrow"),
        words: owners.count > 3
          ? shown + " · "
            + PortfolioWords.more.said(
              in: names.language, count: owners.count - 3, String(owners.count - 3)) : shown)
      header.put(.h1, words: systemsWords)
      header.put(.p, .style("lead"), words: names.days() + " · " + accounted)
      header.put(.ul, .style("tiles")) { tiles in
        for standing in SystemResult.Standing.allCases {
          tiles.put(.li, .style(standing.style)) { tile in
            tile.put(.strong, words: String(portfolio.count(standing)))
            tile.put(.span) { line in
              line.put(.span, .style("mark"), .hidden, words: standing.glyph)
              line.text(names.word(for: standing))
            }
            tile.put(.small, words: say(lead(standing)))
          }
        }
      }
      guard isSite else { return }
      header.put(.p) { line in
        line.put(.a, .page(.list(1)), words: say(PortfolioWords.list))
        line.text(" · ")
        line.put(.a, .page(.csv), words: "CSV")
        line.text(" · ")
        line.put(.a, .page(.json), words: "JSON")
      }
    }
  }

  private func lead(_ standing: SystemResult.Standing) -> Words {
    switch standing {
    case .violated: PortfolioWords.violatedLead
    case .undecided: PortfolioWords.undecidedLead
    case .clear: PortfolioWords.clearLead
    }
  }

  private var accounted: String {
    let words = say(
      PortfolioWords.accounted, String(portfolio.found), String(portfolio.systems.count),
      String(portfolio.failed))
    guard !portfolio.skipped.isEmpty else { return words }
    let count = portfolio.skipped.count
    return words + " · "
      + PortfolioWords.skipped.said(in: names.language, count: count, String(count))
  }

  func putFoot(on page: inout Markup) {
    page.put(.footer) { footer in
      footer.put(
        .p, .style("faint"),
        words: say(PortfolioWords.made, String(portfolio.rulebook.digest.prefix(12)), version))
    }
  }

  private func putProblems(on main: inout Markup) {
    guard !portfolio.problems.isEmpty else { return }
    main.put(.h2, words: say(PortfolioWords.problems))
    main.table(
      say(PortfolioWords.problems),
      [head(say(PortfolioWords.place)), head(say(PortfolioWords.why))]
    ) { body in
      for problem in portfolio.problems.prefix(200) {
        let place = [problem.file, problem.span.map { "\($0.start.line):\($0.start.column)" }]
          .compactMap(\.self).joined(separator: ":")
        body.row(
          place.isEmpty ? "–" : place,
          problem.message.in(names.language).onOneLine + " [\(problem.code)]")
      }
    }
  }

  // MARK: Pictures

  func figure(
    _ bars: Bars, id: String, title: String, description: String, caption: String = "",
    on main: inout Markup, fill: (inout Markup) -> Void
  ) {
    main.figure(
      bars.drawing(), id: id, title: title, description: description, caption: caption,
      data: say(PortfolioWords.data), region: say(PortfolioWords.picture, title), fill: fill)
  }

  private func putClasses(on main: inout Markup) {
    let classes = portfolio.classes
    guard !classes.isEmpty else { return }
    main.put(.h2, words: say(PortfolioWords.classes))
    main.put(.p, .style("lead"), words: say(PortfolioWords.classesLead))
    let rows = classes.map { count in
      Bars.Row(
        label: names.label(of: count.scheme), parts: parts(count))
    }
    figure(
      Bars(rows: rows, most: portfolio.systems.count), id: "classes",
      title: say(PortfolioWords.classes), description: say(PortfolioWords.classPicture),
      caption: say(PortfolioWords.classCaption), on: &main
    ) { page in
      page.table(
        say(PortfolioWords.classes),
        [PortfolioWords.scheme, .init("class", "classe"), PortfolioWords.systemsWord].map {
          head(say($0))
        }
      ) { body in
        for count in classes {
          let label = names.label(of: count.scheme)
          for interval in count.intervals {
            body.row(
              label,
              names.classes(
                count.scheme, interval.highest, interval.lowest,
                isContested: interval.isContested), String(interval.count))
          }
          if count.notAsked > 0 {
            body.row(label, say(PortfolioWords.notAsked), String(count.notAsked))
          }
        }
      }
    }
  }

  /// The classes of a scheme as parts of a bar: the graver the darker, the unsettled dashed.
  private func parts(_ count: ClassCount) -> [Bars.Part] {
    let last = count.scheme.classes.count - 1
    var parts: [Bars.Part] = []
    var open = 0
    for interval in count.intervals {
      guard interval.highest == interval.lowest, !interval.isContested else {
        open += interval.count
        continue
      }
      let ramp = interval.highest == last ? 1 : max(4 - interval.highest, 2)
      parts.append(
        Bars.Part(
          count: interval.count, style: "r\(ramp)", words: ramp > 2 ? "on-ramp" : ""))
    }
    return parts + [Bars.Part(count: open, style: "may", words: "", glyph: "?")]
  }

  private func putFigures(on main: inout Markup) {
    let figures = Array(zip(portfolio.definitions, portfolio.figures))
    guard !figures.isEmpty else { return }
    main.put(.h2, .id("indicators"), words: say(PortfolioWords.indicators))
    main.put(.p, .style("lead"), words: say(PortfolioWords.indicatorsLead))
    let drawn = figures.filter { $0.1.denominator > 0 }
    let title = say(PortfolioWords.indicators)
    if !drawn.isEmpty {
      let rows = drawn.map { definition, figure in
        Bars.Row(
          label: names.sentence(definition.indicator.term),
          parts: [
            Bars.Part(count: figure.counted, style: "r3", words: "on-ramp", glyph: "●"),
            Bars.Part(count: figure.unknown, style: "may", words: "", glyph: "?"),
            Bars.Part(
              count: figure.denominator - figure.most, style: "r0", words: "soft", glyph: "–"),
          ])
      }
      figure(
        Bars(rows: rows, most: portfolio.systems.count), id: "figures", title: title,
        description: say(PortfolioWords.figurePicture),
        caption: "● " + say(PortfolioWords.counted) + " · ? " + say(PortfolioWords.notKnown)
          + " · – " + say(PortfolioWords.notCountedIn), on: &main
      ) { putTable(figures, on: &$0) }
    } else {
      putTable(figures, on: &main)
    }
  }

  private func putTable(
    _ figures: [(IndicatorDefinition, IndicatorFigure)], on main: inout Markup
  ) {
    main.table(
      say(PortfolioWords.indicators),
      [
        PortfolioWords.indicator, PortfolioWords.figure, PortfolioWords.unknownWord,
        PortfolioWords.definition, PortfolioWords.source,
      ].map { head(say($0)) }, style: "wide"
    ) { body in
      for (definition, figure) in figures {
        let indicator = definition.indicator
        body.put(.tr) { row in
          row.put(.th, .ofRow) { cell in
            cell.text(names.sentence(indicator.term) + " ")
            cell.put(
              .span, .style("place"),
              words: "\(indicator.name) \(indicator.version) · \(definition.digest.prefix(8))")
          }
          row.put(.td, words: names.figure(figure))
          row.put(.td, words: names.unknown(figure))
          row.put(.td, words: names.sentence(indicator.definition))
          row.put(.td, words: names.sentence(indicator.source))
        }
      }
    }
  }
}
