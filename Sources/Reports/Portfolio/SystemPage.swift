import LocatedYAML
package import RuleCompiler
package import RuleEvaluator

/// The page of one system in the site of a portfolio: short, for there are thousands of them.
package struct SystemPage {
  private let system: PortfolioSystem
  private let useCase: UseCase
  private let registry: IndicatorRegistry
  private let names: PortfolioNames

  /// Duties that are told; of more how many.
  private static let most = 25

  /// - Parameter portfolio: an empty one of the same rules, for its words.
  package init(
    _ system: PortfolioSystem, _ useCase: UseCase, in portfolio: Portfolio, _ language: Language
  ) {
    self.system = system
    self.useCase = useCase
    registry = portfolio.registry
    names = PortfolioNames(portfolio, language)
  }

  private func say(_ words: Words, _ arguments: String...) -> String {
    Phrase.fill(words.in(names.language), arguments)
  }

  private func head(_ words: Words) -> String {
    let said = say(words)
    return said.prefix(1).uppercased() + said.dropFirst()
  }

  package var text: String {
    Markup.page(
      title: system.shownName, in: names.language, styled: .ofSystems
    ) { page in
      page.put(.a, .style("skip"), .inPage("content"), words: say(PortfolioWords.skip))
      page.put(.nav, .label(say(PortfolioWords.title))) {
        $0.put(.a, .page(.index(fromSystem: true)), words: say(PortfolioWords.back))
      }
      putHead(on: &page)
      page.put(.main, .id("content")) { main in
        putClasses(on: &main)
        putDuties(on: &main)
        putQuestions(on: &main)
        putFigures(on: &main)
        putAnswers(on: &main)
      }
      page.put(.footer) {
        $0.put(
          .p, .style("faint"),
          words: names.wording.date(system.day) + " · sha256 "
            + names.portfolio.rulebook.digest.prefix(12))
      }
    }
  }

  private func putHead(on page: inout Markup) {
    let result = system.result
    page.put(.header) { header in
      if let owner = system.owner { header.put(.p, .style("eyebrow"), words: owner) }
      header.put(.h1, words: system.shownName)
      header.put(.p, .style("verdict \(result.standing.style)")) {
        $0.standing(result.standing, names)
      }
      header.put(.dl, .style("facts")) { list in
        list.put(.dt, words: head(PortfolioWords.law))
        list.put(.dd, words: names.laws(system))
        list.put(.dt, words: PageWords.day.in(names.language))
        list.put(.dd, words: names.wording.date(system.day))
        list.put(.dt, words: PageWords.file.in(names.language))
        list.put(.dd) { $0.put(.span, .style("place"), words: system.place) }
      }
    }
  }

  private func putClasses(on main: inout Markup) {
    let classes = system.result.classes
    guard !classes.isEmpty else { return }
    let title = head(PortfolioWords.classWord)
    main.put(.h2, words: title)
    let isLabelled = !system.labels.isEmpty
    main.table(
      title,
      [head(PortfolioWords.scheme), title]
        + (isLabelled ? [head(PortfolioWords.label)] : []) + [head(PortfolioWords.deciding)]
    ) { body in
      for own in classes {
        let scheme = names.rules[own.scheme]
        let compared = system.comparisons.first { $0.label.scheme == own.scheme }
        body.row(
          [
            names.label(of: scheme),
            names.classes(own) + (names.next(own).map { " · " + $0 } ?? ""),
          ]
            + (isLabelled
              ? [
                compared.map {
                  names.wording.say(
                    .cited, names.className(scheme.classes[$0.label.place]),
                    names.word(for: $0.agreement))
                } ?? "–"
              ] : []) + [names.deciding(own, against: compared?.label)])
      }
    }
  }

  private func putDuties(on main: inout Markup) {
    let duties = system.result.duties.filter(\.gates)
    let told = duties.filter { $0.begins != nil || $0.state != .satisfied && $0.state != .open }
      .sorted { left, right in
        let one = (left.begins?.number ?? 0, DutyState.allCases.firstIndex(of: left.state) ?? 0)
        let two = (right.begins?.number ?? 0, DutyState.allCases.firstIndex(of: right.state) ?? 0)
        return one == two ? left.rule.index < right.rule.index : one < two
      }
    main.put(.h2, words: say(PortfolioWords.duties))
    putPicture(on: &main)
    guard !told.isEmpty else { return }
    main.table(
      say(PortfolioWords.standsAgainst),
      [PortfolioWords.duty, PortfolioWords.standsWord, PortfolioWords.from].map(head)
    ) { body in
      for duty in told.prefix(Self.most) {
        body.put(.tr) { row in
          row.put(.th, .ofRow) { cell in
            cell.text(names.says(duty.rule) + " ")
            let bearers = names.rules[duty.rule].bearers
            let who = bearers.isEmpty ? "" : names.wording.party(bearers[duty.bearer]) + " · "
            cell.put(.span, .style("faint"), words: who + names.source(duty.rule))
          }
          row.put(.td) { cell in
            let (glyph, style) = duty.state.mark
            cell.put(.span, .style("mark t-\(style)"), .hidden, words: glyph)
            let words = names.word(for: duty.state)
            cell.text(
              " "
                + (duty.isWaived
                  ? names.wording.say(.cited, words, say(PortfolioWords.isWaived)) : words))
          }
          row.put(.td, words: duty.begins.map(names.wording.date) ?? say(PortfolioWords.today))
        }
      }
    }
    if told.count > Self.most {
      let rest = told.count - Self.most
      main.put(
        .p, .style("faint"),
        words: PortfolioWords.more.said(in: names.language, count: rest, String(rest)))
    }
  }

  private func putPicture(on main: inout Markup) {
    let counts = DutyState.allCases.map { ($0, system.result.counts[$0] ?? 0) }
      .filter { $0.0.applies && $0.1 > 0 }
    guard !counts.isEmpty else { return }
    let title = head(PortfolioWords.today)
    var bars = Bars(rows: [
      Bars.Row(
        label: title,
        parts: counts.map { state, count in
          Bars.Part(
            count: count, style: "bar-\(state.mark.style)", words: "f-\(state.mark.style)",
            glyph: state.mark.glyph)
        })
    ])
    bars.width = 800
    let words = counts.map { names.wording.say(.sepSays, names.word(for: $0), String($1)) }
    main.figure(
      bars.drawing(), id: "duties", title: title, description: words.joined(separator: ", "),
      caption: "", data: say(PortfolioWords.data),
      region: say(PortfolioWords.picture, title)
    ) { page in
      page.table(title, [head(PortfolioWords.standsWord), head(PortfolioWords.duty)]) { body in
        for (state, count) in counts { body.row(names.word(for: state), String(count)) }
      }
    }
  }

  private func putQuestions(on main: inout Markup) {
    let questions = system.result.questions.sorted { left, right in
      left.findings == right.findings
        ? left.subject.isBefore(right.subject) : left.findings > right.findings
    }
    guard !questions.isEmpty else { return }
    let title = say(PortfolioWords.askedNext)
    main.put(.h2, words: title)
    main.table(
      title, [head(PortfolioWords.question), head(PortfolioWords.findingsWord)]
    ) { body in
      for question in questions.prefix(10) {
        body.put(.tr) { row in
          row.put(.th, .ofRow) { cell in
            cell.text(names.question(question.subject) + " ")
            cell.put(.span, .style("place"), words: names.name(of: question.subject))
          }
          row.put(.td, words: String(question.findings))
        }
      }
    }
    if questions.count > 10 {
      let rest = questions.count - 10
      main.put(
        .p, .style("faint"),
        words: PortfolioWords.more.said(in: names.language, count: rest, String(rest)))
    }
  }

  private func putFigures(on main: inout Markup) {
    let standings = zip(registry.indicators, system.standings).filter {
      $0.1.denominator != .no
    }
    guard !standings.isEmpty else { return }
    let title = say(PortfolioWords.indicators)
    main.put(.h2, words: title)
    main.table(
      title, [head(PortfolioWords.indicator), head(PortfolioWords.standsWord)]
    ) { body in
      for (indicator, standing) in standings {
        let words: Words =
          standing.denominator == .unknown
          ? PortfolioWords.notKnown
          : standing.numerator == .yes
            ? PortfolioWords.counted
            : standing.numerator == .no ? PortfolioWords.notCountedIn : PortfolioWords.notKnown
        body.row(names.sentence(indicator.term), say(words))
      }
    }
  }

  private func putAnswers(on main: inout Markup) {
    let title = say(PortfolioWords.whatIsSaid)
    main.put(.h2, words: title)
    main.put(.p, .style("lead"), words: say(PortfolioWords.whatIsSaidLead))
    let answers = self.answers
    guard !answers.isEmpty else {
      main.put(.p, words: say(PortfolioWords.nothingSaid))
      return
    }
    main.table(
      title,
      [
        head(PortfolioWords.question), head(PortfolioWords.value),
        head(PortfolioWords.whereWritten),
      ]
    ) { body in
      for (use, fact, answer) in answers {
        let asked = names.rules.vocabulary[fact]
        body.put(.tr) { row in
          row.put(
            .th, .ofRow,
            words: (use.map { $0 + " · " } ?? "") + names.sentence(asked.question))
          row.put(.td, words: names.wording.words(for: answer, of: asked))
          row.put(.td) {
            $0.put(
              .span, .style("place"),
              words: answer.place.origin?.words(in: names.language)
                ?? "\(answer.place.span.start.line):\(answer.place.span.start.column)")
          }
        }
      }
    }
  }

  /// What is said, in the order of the vocabulary: of all uses, then use by use what is its own.
  private var answers: [(use: String?, fact: FactID, answer: Answer)] {
    let common = useCase.answers.filter { $0.value.said != .unknown }.sorted { $0.key < $1.key }
      .map { (use: String?.none, fact: $0.key, answer: $0.value) }
    let own = useCase.uses.flatMap { use in
      use.answers.filter { useCase.answers[$0.key] == nil && $0.value.said != .unknown }
        .sorted { $0.key < $1.key }.map {
          (
            use: useCase.uses.count > 1 ? use.title ?? use.name : nil, fact: $0.key,
            answer: $0.value
          )
        }
    }
    return common + own
  }
}

extension DutyState {
  /// Its glyph and the colour's name.
  var mark: (glyph: String, style: String) {
    switch self {
    case .violated: ("✗", "bad")
    case .contested: ("⚖", "open")
    case .undecided: ("?", "open")
    case .open: ("○", "calm")
    case .satisfied: ("✓", "good")
    case .notApplicable, .others: ("·", "calm")
    }
  }
}
