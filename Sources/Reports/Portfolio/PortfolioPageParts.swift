import LocatedYAML
import RuleCompiler
import RuleEvaluator

extension PortfolioPage {
  // MARK: Questions

  func putQuestions(on main: inout Markup) {
    main.put(.h2, .id("questions"), words: say(PortfolioWords.questions))
    let questions = portfolio.questions.prefix(10)
    guard !questions.isEmpty else {
      main.put(.p, words: say(PortfolioWords.noQuestions))
      return
    }
    main.put(.p, .style("lead"), words: say(PortfolioWords.questionsLead))
    main.table(
      say(PortfolioWords.questions),
      [
        PortfolioWords.question, PortfolioWords.findingsWord, PortfolioWords.aloneWord,
        PortfolioWords.systemsWord,
      ].map { head(say($0)) }
    ) { body in
      for count in questions {
        body.put(.tr) { row in
          row.put(.th, .ofRow) { cell in
            cell.text(names.question(count.subject) + " ")
            cell.put(.span, .style("place"), words: names.name(of: count.subject))
          }
          for number in [count.findings, count.alone, count.systems] {
            row.put(.td, .style("number"), words: String(number))
          }
        }
      }
    }
  }

  // MARK: Duties

  func putDuties(on main: inout Markup) {
    let all = portfolio.duties
    let duties = all.filter(\.gates)
    guard !all.isEmpty else { return }
    main.put(.h2, .id("duties"), words: say(PortfolioWords.duties))
    let today = duties.filter { $0.begins == nil }.sorted { left, right in
      let one = [left.count(.violated), left.count(.undecided, .contested)]
      let two = [right.count(.violated), right.count(.undecided, .contested)]
      return two.lexicographicallyPrecedes(one)
    }
    put(today, head(say(PortfolioWords.today)), on: &main)
    let soon = duties.filter { $0.begins.map { $0 <= portfolio.horizon } ?? false }
    if soon.isEmpty {
      main.put(.p, words: say(PortfolioWords.noUpcoming))
    } else {
      put(
        soon, say(PortfolioWords.upcoming, names.wording.date(portfolio.horizon)), on: &main)
    }
    put(
      duties.filter { $0.begins.map { $0 > portfolio.horizon } ?? false },
      say(PortfolioWords.later), on: &main)
    let others = all.count - duties.count
    if others > 0 {
      main.put(
        .p, .style("faint"),
        words: PortfolioWords.notCounted.said(
          in: names.language, count: others, String(others)))
    }
  }

  private func put(_ duties: [DutyCount], _ title: String, on main: inout Markup) {
    guard !duties.isEmpty else { return }
    main.put(.h3, words: title)
    let states: [DutyState] = [.violated, .undecided, .open, .satisfied]
    let isUpcoming = duties[0].begins != nil
    main.table(
      title,
      [head(say(PortfolioWords.duty))]
        + (isUpcoming ? [head(say(PortfolioWords.from))] : [])
        + [head(say(PortfolioWords.systemsWord))] + states.map { head(names.word(for: $0)) }
    ) { body in
      for duty in duties.prefix(Self.most) {
        body.put(.tr) { row in
          row.put(.th, .ofRow) { cell in
            cell.text(names.says(duty.rule) + " ")
            let who = duty.bearer.map { names.wording.party($0) + " · " } ?? ""
            cell.put(.span, .style("faint"), words: who + names.source(duty.rule))
          }
          if let begins = duty.begins {
            row.put(.td, words: names.wording.date(begins))
          }
          let numbers = [
            duty.systems, duty.count(.violated), duty.count(.undecided, .contested),
            duty.count(.open), duty.count(.satisfied),
          ]
          for number in numbers { row.put(.td, .style("number"), words: String(number)) }
        }
      }
    }
    putMore(duties.count - Self.most, on: &main)
  }

  func putMore(_ count: Int, on main: inout Markup) {
    guard count > 0 else { return }
    main.put(
      .p, .style("faint"),
      words: PortfolioWords.more.said(in: names.language, count: count, String(count)) + ". "
        + say(PortfolioWords.wholeList))
  }

  // MARK: Groups

  func put(_ group: GroupCount, _ place: Int, on main: inout Markup) {
    let total = portfolio.systems.count
    guard total > 0, group.unknown.systems < total else { return }
    let term = names.sentence(group.term)
    let title = say(PortfolioWords.by, term)
    main.put(.h2, words: title)
    if group.repeats > 0 {
      main.put(.p, .style("lead"), words: say(PortfolioWords.isShared))
    }
    if group.name == "jurisdiction", portfolio.systems.contains(where: { !$0.asIf.isEmpty }) {
      main.put(.p, .style("lead"), words: say(PortfolioWords.asIfMark))
    }
    let shown = Array(group.rows.prefix(Self.most))
    var rest = GroupCount.Row(
      name: "others",
      words: Text(
        PortfolioWords.more.said(
          in: names.language, count: group.rows.count - shown.count,
          String(group.rows.count - shown.count))))
    for row in group.rows.dropFirst(Self.most) {
      rest.standings.merge(row.standings, uniquingKeysWith: +)
    }
    let rows =
      shown + (rest.systems > 0 ? [rest] : []) + (group.unknown.systems > 0 ? [group.unknown] : [])
    let drawn = rows.map { row in
      Bars.Row(names.sentence(row.words)) { row.standings[$0] ?? 0 }
    }
    figure(
      Bars(rows: drawn, most: rows.map(\.systems).max()), id: "group-\(place)", title: title,
      description: say(
        PortfolioWords.standsPicture, String(total), String(portfolio.count(.violated)),
        String(portfolio.count(.undecided)), String(portfolio.count(.clear))), on: &main
    ) { page in
      page.table(
        title,
        [head(say(PortfolioWords.value)), head(say(PortfolioWords.systemsWord))]
          + SystemResult.Standing.allCases.map { head(names.word(for: $0)) }
      ) { body in
        for row in rows {
          putRow(
            names.sentence(row.words), row.systems, { row.standings[$0] ?? 0 }, isTotal: false,
            on: &body)
        }
        putRow(
          head(say(PortfolioWords.total)), total, portfolio.count, isTotal: true, on: &body)
      }
    }
  }

  private func putRow(
    _ words: String, _ systems: Int, _ count: (SystemResult.Standing) -> Int, isTotal: Bool,
    on body: inout Markup
  ) {
    body.put(.tr, isTotal ? [.style("total")] : []) { row in
      row.put(.th, .ofRow, words: words)
      for number in [systems] + SystemResult.Standing.allCases.map(count) {
        row.put(.td, .style("number"), words: String(number))
      }
    }
  }

  // MARK: Labels

  func putLabels(on main: inout Markup) {
    let labels = portfolio.labels
    guard !labels.isEmpty else { return }
    main.put(.h2, .id("labels"), words: say(PortfolioWords.labels))
    for count in labels {
      let sum = count.agreements.values.reduce(0, +)
      main.put(
        .p,
        words: names.wording.say(
          .sepSays, names.label(of: count.scheme),
          say(
            PortfolioWords.labelsLead, String(sum), String(count.agreements[.agrees] ?? 0),
            String(count.agreements[.differs] ?? 0), String(count.agreements[.open] ?? 0))))
    }
    let differences = portfolio.differences
    guard !differences.isEmpty else {
      main.put(.p, words: say(PortfolioWords.noDifference))
      return
    }
    main.table(
      say(PortfolioWords.labels),
      [
        PortfolioWords.system, PortfolioWords.label, PortfolioWords.ours,
        PortfolioWords.deciding, PortfolioWords.place,
      ].map { head(say($0)) }, style: "wide"
    ) { body in
      for difference in differences.prefix(Self.most * 4) {
        let system = portfolio.systems[difference.system]
        let scheme = names.rules[difference.label.scheme]
        body.put(.tr) { row in
          row.put(.th, .ofRow) { put(system, on: &$0) }
          row.put(
            .td, words: names.className(scheme.classes[difference.label.place]))
          row.put(.td, words: names.classes(difference.own))
          row.put(
            .td,
            words: names.deciding(difference.own, against: difference.label)
              + (names.next(difference.own).map { " · " + $0 } ?? ""))
          row.put(.td) {
            $0.put(
              .span, .style("place"),
              words: difference.label.origin.in(names.language))
          }
        }
      }
    }
    putMore(differences.count - Self.most * 4, on: &main)
  }

  /// The name of a system, as a link where it has a page.
  func put(_ system: PortfolioSystem, on cell: inout Markup) {
    if isSite {
      cell.put(.a, .page(.system(system.number)), words: system.shownName)
    } else {
      cell.text(system.shownName)
    }
  }

  // MARK: Laws

  func putAcross(on main: inout Markup) {
    let across = portfolio.across
    guard !across.isEmpty else { return }
    main.put(.h2, .id("across"), words: say(PortfolioWords.across))
    main.table(
      say(PortfolioWords.across),
      [
        PortfolioWords.system, PortfolioWords.law, PortfolioWords.standsWord,
        PortfolioWords.classWord,
      ].map { head(say($0)) }, style: "wide"
    ) { body in
      for entry in across.prefix(Self.most) {
        for place in entry.systems {
          let system = portfolio.systems[place]
          body.put(.tr) { row in
            row.put(.th, .ofRow) { put(system, on: &$0) }
            row.put(.td, words: names.laws(system))
            row.put(.td) { $0.standing(system.result.standing, names) }
            row.put(
              .td,
              words: system.result.classes.map { own in
                names.wording.say(
                  .sepSays, names.label(of: names.rules[own.scheme]), names.classes(own))
              }.joined(separator: " · "))
          }
        }
      }
    }
    putMore(across.count - Self.most, on: &main)
  }
}

extension Markup {
  /// How a system stands, by glyph and word.
  mutating func standing(_ standing: SystemResult.Standing, _ names: PortfolioNames) {
    put(.span, .style("mark t-\(standing.style)"), .hidden, words: standing.glyph)
    text(" " + names.word(for: standing))
  }
}

/// The table of systems, by which each is found.
struct SystemList {
  let page: PortfolioPage
  let isSite: Bool

  func put(_ systems: ArraySlice<PortfolioSystem>, on main: inout Markup) {
    let names = page.names
    main.put(.div, .id("find"), .role("search"), .label(page.say(PortfolioWords.find)))
    main.put(.div, .id("systems")) { box in
      box.table(
        page.say(PortfolioWords.list),
        [
          PortfolioWords.system, PortfolioWords.owner, PortfolioWords.standsWord,
          PortfolioWords.classWord,
        ].map { page.head(page.say($0)) }
      ) { body in
        for system in systems {
          body.put(.tr) { row in
            row.put(.th, .ofRow) { cell in
              if isSite {
                cell.put(.a, .page(.system(system.number)), words: system.shownName)
              } else {
                cell.text(system.shownName)
              }
            }
            row.put(.td, words: system.owner ?? "–")
            row.put(.td) { $0.standing(system.result.standing, names) }
            row.put(.td, words: system.result.classes.map(names.classes).joined(separator: " · "))
          }
        }
      }
    }
  }
}

extension PortfolioPage {
  /// Systems on one page of the list.
  package static let systemsOfList = 2500

  /// How many pages the list has.
  package var lists: Int {
    max(1, (portfolio.systems.count + Self.systemsOfList - 1) / Self.systemsOfList)
  }

  /// A page of the list, counted from 1.
  func list(_ number: Int) -> String {
    let start = (number - 1) * Self.systemsOfList
    let systems = portfolio.systems[
      start..<min(start + Self.systemsOfList, portfolio.systems.count)]
    let title =
      lists > 1
      ? say(PortfolioWords.list) + " · "
        + say(PortfolioWords.page, String(number), String(lists)) : say(PortfolioWords.list)
    return Markup.page(
      title: title, in: names.language, styled: .ofPortfolios, running: .find
    ) { page in
      page.put(.a, .style("skip"), .inPage("content"), words: say(PortfolioWords.skip))
      page.put(.nav, .label(say(PortfolioWords.title))) { nav in
        nav.put(.a, .page(.index(fromSystem: false)), words: say(PortfolioWords.back))
        if number > 1 {
          nav.text(" · ")
          nav.put(.a, .page(.list(number - 1)), words: say(PortfolioWords.previous))
        }
        if number < lists {
          nav.text(" · ")
          nav.put(.a, .page(.list(number + 1)), words: say(PortfolioWords.next))
        }
      }
      page.put(.header) { $0.put(.h1, words: title) }
      page.put(.main, .id("content")) { main in
        SystemList(page: self, isSite: true).put(systems, on: &main)
      }
      putFoot(on: &page)
    }
  }
}
