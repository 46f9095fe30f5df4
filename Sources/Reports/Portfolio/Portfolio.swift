package import RuleCompiler
package import RuleEvaluator

/// Many systems counted together: by class, by what they are, by duty, by day and by indicator.
///
/// Every system that was read is in `systems`, and every file that could not be in `problems`; all
/// counts follow from these, so that they add up.
package struct Portfolio: Sendable {
  package let rulebook: Rulebook
  package let registry: IndicatorRegistry
  /// The day of the law; where systems were assessed on several, the latest.
  package let day: Day
  /// The first and the last day of assessments.
  package let days: ClosedRange<Day>?
  /// In the order in which they were given.
  package let systems: [PortfolioSystem]
  /// Why others are not in it.
  package let problems: [RunProblem]
  /// Files, or entries of a register, that could not be assessed.
  package let failed: Int
  /// Files that plainly are something else, and were left alone.
  package let skipped: [String]
  package let definitions: [IndicatorDefinition]

  package init(
    _ systems: [PortfolioSystem], of rulebook: Rulebook, counting registry: IndicatorRegistry,
    on day: Day, problems: [RunProblem], failed: Int, skipped: [String], hashing hash: HashFunction
  ) {
    self.rulebook = rulebook
    self.registry = registry
    self.systems = systems
    self.problems = problems
    self.failed = failed
    self.skipped = skipped
    let first = systems.map(\.day).min()
    let last = systems.map(\.day).max()
    days = first.flatMap { first in last.map { first...$0 } }
    self.day = last ?? day
    definitions = registry.indicators.map { IndicatorDefinition($0, hash) }
  }

  package var rules: CheckedRules { rulebook.rules }

  /// How many there are altogether.
  package var found: Int { systems.count + failed }

  package func count(_ standing: SystemResult.Standing) -> Int {
    systems.count { $0.result.standing == standing }
  }

  /// The last day of what is soon: within twelve months.
  package var horizon: Day { day.adding(years: 1) }
}

// MARK: Classes

/// How many systems have which class in a scheme.
package struct ClassCount: Sendable {
  package let scheme: Scheme
  /// Classes and intervals of classes, the highest first; each system stands in one.
  package let intervals: [(highest: Int, lowest: Int, isContested: Bool, count: Int)]
  /// Systems of which the law of the scheme is not asked.
  package let notAsked: Int
}

extension Portfolio {
  /// Of each scheme of the laws that are asked of some system.
  package var classes: [ClassCount] {
    struct Key: Hashable {
      let highest: Int
      let lowest: Int
      let isContested: Bool
    }
    var counts: [SchemeID: [Key: Int]] = [:]
    for system in systems {
      for own in system.result.classes {
        let key = Key(highest: own.highest, lowest: own.lowest, isContested: own.isContested)
        counts[own.scheme, default: [:]][key, default: 0] += 1
      }
    }
    return rules.schemes.compactMap { scheme in
      guard let own = counts[scheme.id] else { return nil }
      let intervals = own.map { key, count in (key.highest, key.lowest, key.isContested, count) }
        .sorted { left, right in
          let (one, two) = (left.0 == left.1 && !left.2, right.0 == right.1 && !right.2)
          if one != two { return one }
          return (left.0, left.1, left.2 ? 1 : 0) < (right.0, right.1, right.2 ? 1 : 0)
        }
      return ClassCount(
        scheme: scheme, intervals: intervals,
        notAsked: systems.count - intervals.reduce(0) { $0 + $1.3 })
    }
  }
}

// MARK: Groups

/// Systems by what somebody says of them.
package struct GroupCount: Sendable {
  /// Systems of one value, by how they stand.
  package struct Row: Sendable {
    package let name: String
    package let words: Text
    package var standings: [SystemResult.Standing: Int] = [:]
    package var systems: Int { standings.values.reduce(0, +) }
  }

  package let name: String
  package let term: Text
  /// A system may stand under several values.
  package let isShared: Bool
  /// The largest first, or in the order of the vocabulary.
  package let rows: [Row]
  /// Systems of which nobody has said it.
  package let unknown: Row
  /// Systems under several values, each counted once less than it stands there.
  package let repeats: Int
}

extension Portfolio {
  /// By jurisdiction, by who has them, then by the dimensions of the rules.
  package var groups: [GroupCount] {
    [
      byText("jurisdiction", PortfolioWords.jurisdiction, isShared: true) { system in
        system.jurisdictions + system.asIf.map { $0 + "*" }
      }, byText("owner", PortfolioWords.owner, isShared: false) { $0.owner.map { [$0] } ?? [] },
    ]
      + registry.dimensions.indices.map(byDimension)
  }

  private func byText(
    _ name: String, _ term: Words, isShared: Bool, _ values: (PortfolioSystem) -> [String]
  ) -> GroupCount {
    var rows: [String: GroupCount.Row] = [:]
    var unknown = GroupCount.Row(name: "unknown", words: PortfolioWords.notSaid.text)
    var repeats = 0
    for system in systems {
      let own = values(system)
      if own.isEmpty { unknown.standings[system.result.standing, default: 0] += 1 }
      repeats += max(own.count - 1, 0)
      for value in own {
        rows[value, default: GroupCount.Row(name: value, words: Text(value))]
          .standings[system.result.standing, default: 0] += 1
      }
    }
    return GroupCount(
      name: name, term: term.text, isShared: isShared,
      rows: rows.values.sorted {
        $0.systems == $1.systems ? $0.name < $1.name : $0.systems > $1.systems
      }, unknown: unknown, repeats: repeats)
  }

  private func byDimension(_ place: Int) -> GroupCount {
    let dimension = registry.dimensions[place]
    let fact = rules.vocabulary[dimension.fact]
    let options: [(name: String, words: Text)] =
      fact.type == .yesNo
      ? [("no", Text("no", french: "non")), ("yes", Text("yes", french: "oui"))]
      : fact.options.map { ($0.name, $0.words) }
    var rows = options.map { GroupCount.Row(name: $0.name, words: $0.words) }
    var unknown = GroupCount.Row(name: "unknown", words: PortfolioWords.notSaid.text)
    var none = GroupCount.Row(name: "none", words: PortfolioWords.noneOfThem.text)
    var repeats = 0
    for system in systems {
      let standing = system.result.standing
      guard let own = system.result.groups[place] else {
        unknown.standings[standing, default: 0] += 1
        continue
      }
      if own.isEmpty { none.standings[standing, default: 0] += 1 }
      repeats += max(own.count - 1, 0)
      for option in own { rows[option].standings[standing, default: 0] += 1 }
    }
    return GroupCount(
      name: dimension.name, term: dimension.term, isShared: fact.isSet || fact.level == .use,
      rows: (rows + [none]).filter { $0.systems > 0 }, unknown: unknown, repeats: repeats)
  }
}

// MARK: Questions

/// How much of a portfolio hangs on one question.
package struct QuestionCount: Sendable {
  package let subject: SystemQuestion.Subject
  /// Systems of which some open finding hangs on it.
  package var systems = 0
  /// Open findings that hang on it.
  package var findings = 0
  /// Those that hang on nothing else, so that the answer surely settles them.
  package var alone = 0
}

extension Portfolio {
  /// Questions on which most open findings of binding law hang; ties go by systems, then by the
  /// order of the vocabulary.
  package var questions: [QuestionCount] {
    var counts: [SystemQuestion.Subject: QuestionCount] = [:]
    for system in systems {
      for question in system.result.questions {
        var count = counts[question.subject] ?? QuestionCount(subject: question.subject)
        count.systems += 1
        count.findings += question.findings
        count.alone += question.alone
        counts[question.subject] = count
      }
    }
    return counts.values.sorted { left, right in
      if left.findings != right.findings { return left.findings > right.findings }
      if left.systems != right.systems { return left.systems > right.systems }
      return left.subject.isBefore(right.subject)
    }
  }
}
