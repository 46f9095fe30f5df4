import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// A portfolio as text for people.
struct PortfolioText {
  let portfolio: Portfolio
  private let names: PortfolioNames
  private let options: TextOptions
  private var page: Page

  /// Values of a group, differences and systems in several laws that are told; of more how many.
  private static let most = 12
  /// Duties that are told of each span.
  private static let mostDuties = 8

  init(_ portfolio: Portfolio, _ language: Language, _ options: TextOptions) {
    self.portfolio = portfolio
    self.options = options
    names = PortfolioNames(portfolio, language)
    page = Page(options)
  }

  var text: String {
    var copy = self
    copy.write()
    return copy.page.text
  }

  private mutating func write() {
    putHead()
    putClasses()
    for group in portfolio.groups { put(group) }
    putQuestions()
    putDuties()
    putLabels()
    putAcross()
    putIndicators()
    putProblems()
  }

  // MARK: Rows

  /// A line of columns: words, then numbers flush right.
  private mutating func row(
    _ words: String, _ numbers: [String], widths: [Int], _ style: Page.Style = .plain
  ) {
    let room = max(options.width - 2 - widths.reduce(0) { $0 + $1 + 2 }, 20)
    let shown = words.columns > room ? Self.cut(words, to: room) : words
    var line = "  " + shown + String(repeating: " ", count: max(room - shown.columns, 0))
    for (number, width) in zip(numbers, widths) {
      line += "  " + String(repeating: " ", count: max(width - number.columns, 0)) + number
    }
    page.put(line: line, style)
  }

  private static func cut(_ words: String, to columns: Int) -> String {
    var kept = words[...]
    while kept.columns > columns - 1 { kept.removeLast() }
    return kept + "…"
  }

  private mutating func table(
    _ head: String, _ columns: [String], _ rows: [(String, [String])]
  ) {
    let widths = columns.indices.map { column in
      max(columns[column].columns, rows.map { $0.1[column].columns }.max() ?? 0)
    }
    row(head, columns, widths: widths, .faint)
    for (words, numbers) in rows { row(words, numbers, widths: widths) }
  }

  // MARK: Parts

  private mutating func putHead() {
    let count = portfolio.systems.count
    page.put(
      PortfolioWords.systems.said(in: names.language, count: count, String(count)) + " · "
        + names.days(), at: 0, .strong)
    page.put(
      names.say(
        PortfolioWords.accounted, String(portfolio.found), String(count),
        String(portfolio.failed)), at: 0, portfolio.failed > 0 ? .bad : .plain)
    if !portfolio.skipped.isEmpty {
      page.put(
        PortfolioWords.skipped.said(
          in: names.language, count: portfolio.skipped.count, String(portfolio.skipped.count)),
        at: 0, .faint)
    }
    page.heading(names.say(PortfolioWords.stands))
    for standing in SystemResult.Standing.allCases {
      let lead =
        switch standing {
        case .violated: PortfolioWords.violatedLead
        case .undecided: PortfolioWords.undecidedLead
        case .clear: PortfolioWords.clearLead
        }
      page.put(
        names.word(for: standing) + " – " + names.say(lead), at: 10,
        label: Self.right(portfolio.count(standing), 8))
    }
  }

  private static func right(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: " ", count: max(width - digits.count, 0)) + digits
  }

  private mutating func putClasses() {
    let classes = portfolio.classes
    guard !classes.isEmpty else { return }
    page.heading(names.say(PortfolioWords.classes))
    for count in classes {
      page.put(names.label(of: count.scheme), at: 2, .strong)
      for interval in count.intervals {
        page.put(
          names.classes(
            count.scheme, interval.highest, interval.lowest, isContested: interval.isContested),
          at: 10, label: Self.right(interval.count, 8))
      }
      if count.notAsked > 0 {
        page.put(
          names.say(PortfolioWords.notAsked), at: 10, label: Self.right(count.notAsked, 8),
          .faint)
      }
    }
  }

  private mutating func put(_ group: GroupCount) {
    let total = portfolio.systems.count
    guard total > 0, group.unknown.systems < total else { return }
    page.heading(names.say(PortfolioWords.by, names.sentence(group.term)))
    let shown = group.rows.prefix(Self.most)
    let rest = group.rows.dropFirst(Self.most)
    func numbers(_ rows: [GroupCount.Row]) -> [String] {
      [String(rows.reduce(0) { $0 + $1.systems })]
        + SystemResult.Standing.allCases.map { standing in
          String(rows.reduce(0) { $0 + ($1.standings[standing] ?? 0) })
        }
    }
    var rows = shown.map { (names.sentence($0.words), numbers([$0])) }
    if !rest.isEmpty {
      rows.append(
        (
          PortfolioWords.more.said(in: names.language, count: rest.count, String(rest.count)),
          numbers(Array(rest))
        ))
    }
    if group.unknown.systems > 0 {
      rows.append((names.sentence(group.unknown.words), numbers([group.unknown])))
    }
    rows.append(
      (
        names.say(PortfolioWords.total),
        [String(total)] + SystemResult.Standing.allCases.map { String(portfolio.count($0)) }
      ))
    table(
      "",
      [names.say(PortfolioWords.systemsWord)]
        + SystemResult.Standing.allCases.map(names.word), rows)
    if group.repeats > 0 { page.put(names.say(PortfolioWords.isShared), at: 2, .faint) }
  }

  private mutating func putQuestions() {
    page.heading(names.say(PortfolioWords.questions))
    let questions = portfolio.questions.prefix(10)
    guard !questions.isEmpty else {
      page.put(names.say(PortfolioWords.noQuestions), at: 2)
      return
    }
    page.put(names.say(PortfolioWords.questionsLead), at: 2, .faint)
    for (place, count) in questions.enumerated() {
      page.put(
        names.question(count.subject), at: 6, label: Self.right(place + 1, 3) + ".", .strong)
      page.put(
        "\(names.name(of: count.subject)) · \(count.findings) \(names.say(PortfolioWords.findingsWord))"
          + " (\(count.alone) \(names.say(PortfolioWords.aloneWord))) · \(count.systems) "
          + names.say(PortfolioWords.systemsWord), at: 6, .faint)
    }
  }

  private mutating func putDuties() {
    let all = portfolio.duties
    let duties = all.filter(\.gates)
    page.heading(names.say(PortfolioWords.duties))
    put(
      duties.filter { $0.begins == nil }.sorted { left, right in
        let one = [left.count(.violated), left.count(.undecided, .contested)]
        let two = [right.count(.violated), right.count(.undecided, .contested)]
        return two.lexicographicallyPrecedes(one)
      }, names.say(PortfolioWords.today))
    let soon = duties.filter { $0.begins.map { $0 <= portfolio.horizon } ?? false }
    let head = names.say(
      PortfolioWords.upcoming, names.wording.date(portfolio.horizon))
    if soon.isEmpty {
      page.put(names.say(PortfolioWords.noUpcoming), at: 2)
    } else {
      put(soon, head)
    }
    let later = duties.filter { $0.begins.map { $0 > portfolio.horizon } ?? false }
    if !later.isEmpty { put(later, names.say(PortfolioWords.later)) }
    let others = all.count - duties.count
    if others > 0 {
      page.put(
        PortfolioWords.notCounted.said(in: names.language, count: others, String(others)), at: 2,
        .faint)
    }
  }

  private mutating func put(_ duties: [DutyCount], _ head: String) {
    guard !duties.isEmpty else { return }
    page.put(head, at: 2, .strong)
    let states: [DutyState] = [.violated, .undecided, .contested, .open, .satisfied]
    for duty in duties.prefix(Self.mostDuties) {
      let who = duty.bearer.map { " · " + names.wording.party($0) } ?? ""
      page.put(
        (duty.begins.map { $0.description + "  " } ?? "") + names.source(duty.rule) + who, at: 4,
        hang: 2)
      let counts = states.filter { duty.count($0) > 0 }.map {
        names.wording.say(.sepSays, names.word(for: $0), String(duty.count($0)))
      }
      page.put(
        "\(duty.systems) \(names.say(PortfolioWords.systemsWord)) – "
          + counts.joined(separator: ", "), at: 6, .faint)
    }
    if duties.count > Self.mostDuties {
      let rest = duties.count - Self.mostDuties
      page.put(
        PortfolioWords.more.said(in: names.language, count: rest, String(rest)), at: 4, .faint)
    }
    page.skip()
  }

  private mutating func putLabels() {
    let labels = portfolio.labels
    guard !labels.isEmpty else { return }
    page.heading(names.say(PortfolioWords.labels))
    for count in labels {
      let sum = count.agreements.values.reduce(0, +)
      page.put(names.label(of: count.scheme), at: 2, .strong)
      page.put(
        names.say(
          PortfolioWords.labelsLead, String(sum), String(count.agreements[.agrees] ?? 0),
          String(count.agreements[.differs] ?? 0), String(count.agreements[.open] ?? 0)), at: 2)
    }
    let differences = portfolio.differences
    if differences.isEmpty { page.put(names.say(PortfolioWords.noDifference), at: 2) }
    for difference in differences.prefix(Self.most) {
      let system = portfolio.systems[difference.system]
      let scheme = names.rules[difference.label.scheme]
      page.put(
        system.shownName, at: 4, label: "  ✗ ",
        right: difference.label.origin.in(names.language))
      page.put(
        names.say(PortfolioWords.label) + " "
          + names.className(scheme.classes[difference.label.place]) + " · "
          + names.say(PortfolioWords.ours) + " " + names.classes(difference.own) + " · "
          + names.deciding(difference.own, against: difference.label)
          + (names.next(difference.own).map { " · " + $0 } ?? ""), at: 4, .faint)
    }
    putMore(differences.count - Self.most)
  }

  private mutating func putMore(_ count: Int) {
    guard count > 0 else { return }
    page.put(
      PortfolioWords.more.said(in: names.language, count: count, String(count)) + ". "
        + names.say(PortfolioWords.wholeList), at: 2, .faint)
  }

  private mutating func putAcross() {
    let across = portfolio.across
    guard !across.isEmpty else { return }
    page.heading(names.say(PortfolioWords.across))
    for entry in across.prefix(Self.most) {
      page.put(entry.name, at: 2, .strong)
      for place in entry.systems {
        let system = portfolio.systems[place]
        let classes = system.result.classes.map { own in
          names.label(of: names.rules[own.scheme]) + ": " + names.classes(own)
        }
        page.put(
          names.wording.say(
            .sepSays, names.laws(system),
            ([names.word(for: system.result.standing)] + classes).joined(separator: " · ")),
          at: 4, hang: 4)
      }
    }
    putMore(across.count - Self.most)
  }

  private mutating func putIndicators() {
    guard !portfolio.definitions.isEmpty else { return }
    page.heading(names.say(PortfolioWords.indicators))
    page.put(names.say(PortfolioWords.indicatorsLead), at: 2, .faint)
    for (definition, figure) in zip(portfolio.definitions, portfolio.figures) {
      let indicator = definition.indicator
      page.put(names.sentence(indicator.term), at: 2, .strong)
      page.put(
        names.figure(figure) + " · " + names.unknown(figure), at: 4)
      page.put(
        "\(indicator.name) \(indicator.version) · \(definition.digest.prefix(12)) · "
          + names.sentence(indicator.definition), at: 4, .faint)
    }
  }

  private mutating func putProblems() {
    guard !portfolio.problems.isEmpty else { return }
    page.heading(names.say(PortfolioWords.problems))
    for problem in portfolio.problems.prefix(50) {
      let place = [problem.file, problem.span.map { "\($0.start.line):\($0.start.column)" }]
        .compactMap(\.self).joined(separator: ":")
      page.put(
        "\(problem.message.in(names.language).onOneLine) [\(problem.code)]", at: 4, label: "  ✗ ",
        right: place)
    }
    putMore(portfolio.problems.count - 50)
  }
}
