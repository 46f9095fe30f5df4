import LocatedYAML
package import RuleCompiler
package import RuleEvaluator

/// What rules about decisions say of a log: of each rule, in how many records it was violated,
/// satisfied, left open, and not applicable to; whichever engine has counted.
package struct AuditReport: Sendable {
  package let rulebook: Rulebook
  /// The mapping, as the use case that it is besides.
  package let useCase: UseCase
  /// By whose law records are judged, unless a column says their day.
  package let day: Day
  package var dayColumn: String?
  package var logs: [Log] = []
  package var mapping = Source(path: "", digest: "")
  /// What has counted: `columns`, or an engine of SQL.
  package var engine = "columns"
  package var records = 0
  package var lines = 0
  package var rules: [Rule] = []
  package var refused: [Refused] = []
  package var columns: [Column] = []
  package var by: [String] = []
  package var groups: [Group] = []
  /// Of each indicator about decisions, what it counts; and those that the log cannot answer.
  package var figures: [Figure] = []
  package var uncounted: [Uncounted] = []
  package var badCount = 0
  package var bad: [BadLine] = []
  package var mostBad = 0
  package var failOn: Severity?
  package var isStrict = true
  package var ending = Ending(code: 0, reason: Text("", french: nil))
  package var version: String?

  package init(rulebook: Rulebook, useCase: UseCase, day: Day) {
    self.rulebook = rulebook
    self.useCase = useCase
    self.day = day
  }

  package struct Source: Sendable {
    package let path: String
    package let digest: String

    package init(path: String, digest: String) {
      self.path = path
      self.digest = digest
    }
  }

  /// A log that was read.
  package struct Log: Sendable {
    package let path: String
    package let bytes: Int
    /// Of its bytes as they are stored; nil where it was not computed.
    package let digest: String?
    /// Bytes were added to it while it was read, and left for the next run.
    package let hasGrown: Bool

    package init(path: String, bytes: Int, digest: String?, hasGrown: Bool) {
      self.path = path
      self.bytes = bytes
      self.digest = digest
      self.hasGrown = hasGrown
    }
  }

  /// In how many records a rule came out how.
  package struct Counts: Sendable, Hashable {
    package var violated = 0
    package var satisfied = 0
    package var open = 0
    package var notApplicable = 0

    package init(violated: Int, satisfied: Int, open: Int, notApplicable: Int) {
      self.violated = violated
      self.satisfied = satisfied
      self.open = open
      self.notApplicable = notApplicable
    }

    /// Records to which the rule applied and which it could decide.
    package var decided: Int { violated + satisfied }

    /// Of those, the share that violates it, in hundredths of a percent, rounded half up; nil where
    /// there are none.
    package var rate: Int? {
      decided == 0 ? nil : (violated * 20_000 + decided) / (2 * decided)
    }
  }

  /// A rule for a bearer.
  package struct Rule: Sendable {
    package let rule: RuleID
    package let bearer: String?
    package let counts: Counts
    /// The first records in which it is violated.
    package let examples: [Example]

    package init(rule: RuleID, bearer: String?, counts: Counts, examples: [Example]) {
      self.rule = rule
      self.bearer = bearer
      self.counts = counts
      self.examples = examples
    }
  }

  package struct Example: Sendable, Hashable {
    package let id: String
    /// The place of its log among the logs; nil, as the line, where an engine of SQL has counted.
    package let log: Int?
    package let line: Int?

    package init(id: String, log: Int?, line: Int?) {
      self.id = id
      self.log = log
      self.line = line
    }
  }

  /// A rule that the log cannot answer, and why, in a word and in a sentence.
  package struct Refused: Sendable {
    package let rule: RuleID
    package let code: String
    package let why: Text

    package init(rule: RuleID, code: String, why: Text) {
      self.rule = rule
      self.code = code
      self.why = why
    }
  }

  /// A column of the mapping, and in how many records it has a value.
  package struct Column: Sendable {
    package let name: String
    package let fact: FactID
    package let isPresence: Bool
    package let values: Int

    package init(name: String, fact: FactID, isPresence: Bool, values: Int) {
      self.name = name
      self.fact = fact
      self.isPresence = isPresence
      self.values = values
    }
  }

  /// Records with the same values in the columns of `by`; of each rule its counts.
  package struct Group: Sendable {
    package let names: [String]
    package let records: Int
    package let counts: [Counts]
    /// Of each indicator of the report.
    package let figures: [IndicatorFigure]

    package init(
      names: [String], records: Int, counts: [Counts], figures: [IndicatorFigure] = []
    ) {
      self.names = names
      self.records = records
      self.counts = counts
      self.figures = figures
    }
  }

  /// A line that is no record.
  package struct BadLine: Sendable {
    package let log: Int?
    package let line: Int?
    package let mistake: AuditMistake
    package let column: String?
    /// How many lines are told at once, of which no place is known.
    package var count = 1

    package init(log: Int?, line: Int?, mistake: AuditMistake, column: String?) {
      self.log = log
      self.line = line
      self.mistake = mistake
      self.column = column
    }
  }
}

extension AuditReport {
  /// Records of which a rule, whatever its bearer, says the same are told once.
  func version(of rule: RuleID) -> Version<Atom>? {
    let versions = rulebook.rules[rule].versions
    return versions.first { $0.period.contains(day) } ?? versions.last
  }

  /// Whether a gate counts a rule: binding law whose text was read.
  func gates(_ rule: RuleID) -> Bool {
    version(of: rule).map { Force($0) == .binding } ?? false
  }

  /// Whether a violation of a rule counts, by its severity.
  package func counts(_ rule: RuleID) -> Bool {
    guard let failOn, let version = version(of: rule) else { return false }
    return gates(rule) && version.severity >= failOn
  }

  /// Rules that say something of some record, the gravest first, and the others.
  var sorted: [Rule] {
    rules.enumerated().sorted { left, right in
      let keys = [left, right].map { ($0.element.counts.violated, $0.element.counts.open) }
      return keys[0] == keys[1] ? left.offset < right.offset : keys[0] > keys[1]
    }.map(\.element)
  }
}
