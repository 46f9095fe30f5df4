import RuleCompiler
import RuleEvaluator

extension FindingText {
  /// Findings that ask nothing of anybody, in a line each, act by act.
  func putBrief(_ reports: [FindingReport], on page: inout Page) {
    guard let first = reports.first else { return }
    page.put(
      label(of: first) + " · " + String(reports.count), at: 0, Page.Style(first.standing))
    for act in reports.map(\.act.id).uniqued() {
      let own = reports.filter { $0.act.id == act }
      page.put(wording.sentence(own[0].act.title), at: 2)
      for group in own.sameButForBearer { put(group, on: &page) }
    }
    page.skip()
  }

  /// One rule, for as many bearers as come out alike.
  private func put(_ group: [FindingReport], on page: inout Page) {
    guard let first = group.first else { return }
    var source = [first.version.citation.map { wording.cite($0.cite) } ?? ""]
    if first.rule.kind == .prohibition { source.append(wording.word(for: .prohibition)) }
    let bearers = group.compactMap(\.finding.bearer).map(wording.party)
    if !bearers.isEmpty { source.append(bearers.joined(separator: ", ")) }
    source += force(of: first)
    let name = wording.say(
      .namedWithCite, first.rule.name, source.filter { !$0.isEmpty }.joined(separator: " · "))
    let words = wording.with(first.version.citation?.says, name)
    page.put(([words] + remarks(on: first)).joined(separator: " · "), at: 4, hang: 2)
  }

  /// What a reader must not miss of a finding that is told in a line.
  private func remarks(on report: FindingReport) -> [String] {
    var words: [String] = []
    if let previous = report.previous {
      words.append(wording.say(.untilThen, wording.outcome(previous, of: report.rule.kind)))
    }
    guard report.standing == .satisfied else { return words }
    for document in report.evidence where document.state != .held {
      words.append(self.words(for: document))
    }
    if report.because.contains(where: \.answer.isAssumed) {
      words.append(wording.say(.restsOnAssumed))
    }
    for taken in report.takenReadings {
      words.append(wording.say(.takenReading, rules.fullName(taken.rule), taken.name))
    }
    if !report.judgements.isEmpty || report.because.contains(where: { $0.judgement != nil }) {
      words.append(wording.say(.judgedByPerson))
    }
    return words
  }
}

extension [FindingReport] {
  /// Findings of one rule that differ in nothing but whom they bind, together.
  fileprivate var sameButForBearer: [[FindingReport]] {
    var groups: [[FindingReport]] = []
    for report in self {
      if let place = groups.firstIndex(where: { $0[0].isLike(report) }) {
        groups[place].append(report)
      } else {
        groups.append([report])
      }
    }
    return groups
  }
}

extension FindingReport {
  fileprivate func isLike(_ other: FindingReport) -> Bool {
    rule.id == other.rule.id && finding.use == other.finding.use && standing == other.standing
      && previous == other.previous
  }
}
