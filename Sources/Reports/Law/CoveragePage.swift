import LocatedYAML
import RuleCompiler

/// Every provision that rules know of, with its rules, or why it has none.
struct CoveragePage {
  let scribe: LawScribe

  private var rules: CheckedRules { scribe.rules }

  var text: String {
    let carriers = carriers
    let omissions = Dictionary(
      grouping: scribe.rulebook.omissions.flatMap { omission in
        omission.provisions.map { ($0, omission) }
      }, by: \.0)
    let all = Set(carriers.keys).union(omissions.keys).sorted { $0.isBeforeProvision($1) }
    let without = all.filter { carriers[$0] == nil }
    var lines = [
      "# " + scribe.say(.coverage), "", scribe.say(.generated), "",
      scribe.say(
        .coverageCounts, String(all.count), String(all.count - without.count),
        String(without.count)), "",
    ]
    for cause in Omission.Cause.allCases {
      let count = without.count { omissions[$0]?.first?.1.because == cause }
      if count > 0 { lines.append("- \(scribe.say(LawPhrase(cause))): \(count)") }
    }
    var source = ""
    for id in all {
      let own = String(id.prefix { $0 != "/" })
      if own != source {
        source = own
        lines += ["", "## \(own)", "", scribe.say(.coverageHead), "|---|---|"]
      }
      var cells = (carriers[id] ?? []).map { scribe.link($0) }
      cells += (omissions[id] ?? []).map { words(for: $0.1) }
      lines.append("| \(Markdown.code(id)) | \(cells.joined(separator: "; ")) |")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func words(for omission: Omission) -> String {
    "\(scribe.say(LawPhrase(omission.because))): "
      + Markdown.plain(scribe.wording.sentence(omission.says))
      + (omission.by.map { " → " + scribe.link($0) } ?? "")
  }

  /// The rules that name a provision, themselves or in a derogation, in the order of the rulebook.
  private var carriers: [String: [RuleID]] {
    var found: [String: [RuleID]] = [:]
    func add(_ provisions: [String], _ rule: RuleID) {
      for provision in provisions where found[provision]?.last != rule {
        found[provision, default: []].append(rule)
      }
    }
    func add(_ derogations: [Derogation<Atom>], _ rule: RuleID) {
      for derogation in derogations {
        add(derogation.citation.provisions, rule)
        add(derogation.unless, rule)
      }
    }
    for rule in rules.rules {
      for version in rule.versions {
        add(version.citation?.provisions ?? [], rule.id)
        add(version.unless, rule.id)
      }
    }
    return found.mapValues { $0.uniqued() }
  }
}

extension String {
  /// By source, then as numbers count: 9 before 10.
  fileprivate func isBeforeProvision(_ other: String) -> Bool {
    let (left, right) = (pieces, other.pieces)
    for (one, two) in zip(left, right) where one != two {
      if let first = Int(one), let second = Int(two) { return first < second }
      return one < two
    }
    return left.count < right.count
  }

  /// Runs of digits, and runs of anything else.
  private var pieces: [Substring] {
    var found: [Substring] = []
    var start = startIndex
    while start < endIndex {
      let isDigit = ("0"..."9").contains(self[start])
      let end = self[start...].firstIndex { ("0"..."9").contains($0) != isDigit } ?? endIndex
      found.append(self[start..<end])
      start = end
    }
    return found
  }
}
