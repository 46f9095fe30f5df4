import LocatedYAML

/// A made-up rulebook as files: vocabulary, memberships, an act, its rules, perhaps a second act.
struct RulebookDraft {
  let vocabulary: VocabularyDraft
  private(set) var files: [SourceFile]
  private var sections: [(String, [String])] = []
  private var writer: RuleWriter
  private var act: [String] = []

  static let classes = ["high", "middle", "low"]

  private static let prohibitions = [
    "", "scheme: risk, class: high", "bearer: user", "bearer: [maker, user]",
    "scheme: risk, class: high, bearer: [maker, user]",
  ]

  /// - Parameter knowsUses: no for rules that will be about decisions, which a rule about the
  ///   system cannot name.
  init(_ numbers: inout SeededNumbers, knowsUses: Bool = true) {
    vocabulary = VocabularyDraft(&numbers)
    files = [vocabulary.file, RulebookDraft.memberships]
    writer = RuleWriter(conditions: ConditionWriter(vocabulary: vocabulary))
    writer.conditions.knowsUses = knowsUses
    let jurisdiction = numbers.pick(["AA", "AA", "UN", "world"])
    act = ["language: 1", "act: one", "title: One", "jurisdiction: \(jurisdiction)"]
    act.append("schemes: {risk: [high, middle, low]}")
    writeMeasures(&numbers)
    writeRoles(&numbers)
    writeLaw(&numbers)
    writeDuties(&numbers)
    files.append(SourceFile(path: "act.yaml", text: act.joined(separator: "\n") + "\n"))
    var lines = ["language: 1", "act: one"]
    for (section, entries) in sections where !entries.isEmpty {
      lines += ["\(section):"] + entries
    }
    files.append(SourceFile(path: "rules.yaml", text: lines.joined(separator: "\n") + "\n"))
    if numbers.chance(30) { writeSecondAct(&numbers) }
  }

  private static let memberships = SourceFile(
    path: "memberships.yaml",
    text: """
      language: 1
      memberships:
        UN: {complete: no, members: [{code: AA, from: 2025-01-01}, {code: CC, until: 2025-12-31}]}

      """)

  // MARK: Measures

  private mutating func writeMeasures(_ numbers: inout SeededNumbers) {
    var scores: [String] = []
    var derived: [String] = []
    if numbers.chance(35) { writeScores(&numbers, into: &scores) }
    writeElapsed(&numbers, into: &derived)
    sections.append(("scores", scores))
    sections.append(("derived", derived))
  }

  private mutating func writeScores(_ numbers: inout SeededNumbers, into scores: inout [String]) {
    let fitting = vocabulary.facts.filter { fact in
      guard !fact.isOfItem else { return false }
      return switch fact.kind {
      case .yesNo, .oneOf, .someOf: true
      case .number, .date, .time, .country, .text: false
      }
    }
    let chosen = fitting.filter { _ in numbers.chance(60) }
    guard !chosen.isEmpty else { return }
    let points = chosen.map { fact in
      var isSet = false
      if case .someOf = fact.kind { isSet = true }
      let table = fact.values.map { "\($0): \(numbers.pick(["0", "1", "2", "3", "-1", "0.5"]))" }
      return "\(fact.name): {\(isSet ? "sum" : "one"): {\(table.joined(separator: ", "))}}"
    }
    let cite = "provision: [one/2], cite: Art. 2, says: s"
    scores.append("  points: {\(cite), points: {\(points.joined(separator: ", "))}}")
    let isWide = chosen.allSatisfy { !$0.isOfUse }
    let bounds = ["0", "1", "2", "2.5", "4"]
    let raw = NamedMeasure(name: "points", isOfUse: !isWide, isOfItem: false, bounds: bounds)
    guard numbers.chance(50) else {
      writer.conditions.measures.append(raw)
      return
    }
    var inner = writer.conditions
    inner.measures = [raw]
    let when = inner.condition(&numbers, depth: 1)
    let round = numbers.pick(["", ", round: half_up", ", round: down"])
    scores.append("  less: {\(cite), adjusted: {of: points, when: \(when), times: 0.85\(round)}}")
    writer.conditions.measures += [
      raw, NamedMeasure(name: "less", isOfUse: true, isOfItem: false, bounds: bounds),
    ]
  }

  private mutating func writeElapsed(
    _ numbers: inout SeededNumbers, into derived: inout [String]
  ) {
    func isDate(_ fact: FactDraft) -> Bool { if case .date = fact.kind { true } else { false } }
    func isTime(_ fact: FactDraft) -> Bool { if case .time = fact.kind { true } else { false } }
    for (index, fact) in vocabulary.facts.enumerated() {
      guard isDate(fact) || isTime(fact), numbers.chance(70) else { continue }
      let others = vocabulary.facts[..<index].filter { isDate(fact) ? isDate($0) : isTime($0) }
      let isToToday = isDate(fact) && (others.isEmpty || numbers.chance(40))
      guard isToToday || !others.isEmpty else { continue }
      let other = isToToday ? "assessment.day" : numbers.pick(others).name
      let unit = isDate(fact) ? "days" : numbers.pick(["hours", "seconds", "days"])
      let counting = isDate(fact) && numbers.chance(30) ? ", counting: both_ends" : ""
      let ends = numbers.chance(50) || isToToday ? (fact.name, other) : (other, fact.name)
      derived.append(
        "  span\(index): {elapsed: {from: \(ends.0), to: \(ends.1), in: \(unit)\(counting)}}")
      let isOfItem = fact.isOfItem || other.hasPrefix("part.")
      let isOfUse = fact.isOfUse || other.hasPrefix("use.")
      writer.conditions.measures.append(
        NamedMeasure(
          name: "span\(index)", isOfUse: isOfUse, isOfItem: isOfItem,
          bounds: ["0", "1", "2", "47", "60", "365"]))
    }
  }
}

extension RulebookDraft {
  // MARK: Rules

  /// Definitions that say who is bound and what is in scope: they hang on facts alone.
  private mutating func writeRoles(_ numbers: inout SeededNumbers) {
    var lines: [String] = []
    for name in ["is_maker", "is_user", "in_scope", "reaches"] {
      writer.conditions.isAboutSystem = numbers.chance(25)
      let (line, named) = writer.rule(name, &numbers, extra: "", requires: nil)
      lines.append(line)
      writer.conditions.rules.append(named)
    }
    sections.append(("definitions", lines))
    act.append("bearers: {maker: is_maker, user: is_user}")
    if numbers.chance(40) { act.append("scope: in_scope") }
    if numbers.chance(25) { act.append("territory: reaches") }
    if numbers.chance(20) { act.append("applies: {from: 2025-02-02}") }
  }

  private mutating func writeLaw(_ numbers: inout SeededNumbers) {
    var lines: [String: [String]] = [:]
    for index in 0..<(4 + numbers.below(3)) {
      let (section, extra): (String, String) =
        switch index % 3 == 0 ? 0 : numbers.below(4) {
        case 1, 2: ("classifications", "scheme: risk, class: \(numbers.pick(["high", "middle"]))")
        case 3:
          ("prohibitions", numbers.pick(RulebookDraft.prohibitions))
        default: ("definitions", "")
        }
      write("law\(index)", to: section, extra, requires: nil, &lines, &numbers)
    }
    for (section, entries) in lines.sorted(by: { $0.key < $1.key }) { add(entries, to: section) }
  }

  private mutating func writeDuties(_ numbers: inout SeededNumbers) {
    writer.conditions.scheme = RulebookDraft.classes
    var lines: [String: [String]] = [:]
    for index in 0..<(2 + numbers.below(3)) {
      let bearer = numbers.pick(["maker", "user", "[maker, user]"])
      switch numbers.below(4) {
      case 0:
        write(
          "duty\(index)", to: "rights", "bearer: \(bearer), holder: person",
          requires: "honoured_by", &lines, &numbers)
      case 1: write("duty\(index)", to: "definitions", "", requires: nil, &lines, &numbers)
      default:
        write(
          "duty\(index)", to: "obligations", "bearer: \(bearer)", requires: "requires", &lines,
          &numbers)
      }
    }
    for (section, entries) in lines.sorted(by: { $0.key < $1.key }) { add(entries, to: section) }
  }

  private mutating func write(
    _ name: String, to section: String, _ extra: String, requires: String?,
    _ lines: inout [String: [String]], _ numbers: inout SeededNumbers
  ) {
    writer.conditions.isAboutSystem = numbers.chance(25) && writer.conditions.knowsUses
    let (line, named) = writer.rule(name, &numbers, extra: extra, requires: requires)
    lines[section, default: []].append(line)
    writer.conditions.rules.append(named)
  }

  private mutating func add(_ entries: [String], to section: String) {
    if let index = sections.firstIndex(where: { $0.0 == section }) {
      sections[index].1 += entries
    } else {
      sections.append((section, entries))
    }
  }

  /// An act of another jurisdiction whose rules name those of the first.
  private mutating func writeSecondAct(_ numbers: inout SeededNumbers) {
    files.append(
      SourceFile(
        path: "second-act.yaml",
        text: "language: 1\nact: two\ntitle: Two\njurisdiction: BB\nbearers: {user: one/is_user}\n")
    )
    writer.conditions.rules = writer.conditions.rules.map { rule in
      NamedRule(
        name: "one/\(rule.name)", isAboutSystem: rule.isAboutSystem,
        parts: rule.parts.map { "one/\($0)" })
    }
    writer.conditions.measures = []
    writer.conditions.isAboutSystem = false
    let (line, _) = writer.rule("twin", &numbers, extra: "bearer: user", requires: "requires")
    files.append(
      SourceFile(
        path: "second.yaml", text: "language: 1\nact: two\nobligations:\n\(line)\n"))
  }
}
