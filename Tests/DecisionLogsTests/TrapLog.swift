import LocatedYAML

@testable import DecisionLogs
@testable import RuleCompiler
@testable import RuleEvaluator

/// A log in which every value is one that some engine reads otherwise than another.
struct TrapLog {
  let rulebook: Rulebook
  let mapping: LogMapping
  /// Rule files, and the mapping.
  let files: [SourceFile]

  private static let facts = [
    "d.amount: {of: decision, type: number, unit: euro, none: no",
    "d.limit: {of: decision, type: number, unit: euro, none: yes",
    "d.flag: {of: decision, type: yes_no, none: yes",
    "d.filled: {of: decision, type: yes_no, none: no",
    "d.lane: {of: decision, type: one_of, ordered: yes, options: [green, orange, red], none: no",
    "d.tags: {of: decision, type: some_of, options: [a, b, c], none: no",
    "d.day: {of: decision, type: date, none: no",
    "d.paid: {of: decision, type: date, none: yes",
    "d.start: {of: decision, type: time, none: no",
    "d.end: {of: decision, type: time, none: no",
    "d.origin: {of: decision, type: country, none: no",
    "d.note: {of: decision, type: text, none: yes",
    "d.epoch: {of: decision, type: time, none: no",
    "d.guarded: {of: decision, type: yes_no, none: no, only_if: {d.lane: red}, else: no",
  ]

  private static let conditions = [
    "{d.amount: {at_least: 0.56}}", "{d.amount: {at_most: 0.56}}", "{d.amount: 0.56}",
    "{not: {d.amount: [1000, 0.1]}}", "{d.amount: {less_than: {fact: d.limit}}}",
    "{d.limit: present}", "{d.limit: none}", "{not: {d.limit: {at_most: 3000000000000}}}",
    "d.flag", "{not: d.flag}", "{d.flag: none}", "d.filled", "{d.lane: red}",
    "{d.lane: {at_most: orange}}", "{not: {d.lane: [green, red]}}", "{d.tags: a}",
    "{d.tags: {includes_all: [a, b]}}", "{d.tags: {only: [a]}}", "{d.tags: present}",
    "{d.day: {before: 2026-03-01}}", "{d.day: 2024-02-29}", "{d.paid: present}",
    "{late: {at_most: 30}}", "{not: {long: {at_most: 90}}}", "{long: {at_most: 1.5}}",
    "{age: {at_least: 100}}",
    "{d.start: {before: '2026-03-01T09:00:00Z'}}", "{d.origin: NO}", "{not: {d.origin: [NL, NO]}}",
    "{d.note: \"it's \\\"x\\\" \\\\ ${y} %s\"}", "{d.note: present}", "{not: {d.note: [Red, red]}}",
    "{d.epoch: {on_or_after: '2026-01-01T00:00:00Z'}}", "d.guarded",
    "{any: [d.flag, {d.lane: red}]}", "{all: [d.flag, {not: {d.lane: red}}]}",
  ]

  init?() {
    let rules = TrapLog.conditions.enumerated().map { place, condition in
      "  rule\(place): {about: decision, bearer: user, provision: [one/1], cite: a, says: s, "
        + "when: {any: [d.filled, {not: d.filled}]}, requires: \(condition)}"
    }
    let files = [
      SourceFile(
        path: "vocabulary.yaml",
        text: "language: 1\nvocabulary: made_up\ngroups: {d: d}\nfacts:\n"
          + TrapLog.facts.map { "  \($0), ask: {en: q, fr: q}}\n" }.joined()),
      SourceFile(
        path: "act.yaml",
        text: "language: 1\nact: one\ntitle: One\njurisdiction: AA\nbearers: {user: is_user}\n"),
      SourceFile(
        path: "rules.yaml",
        text: """
          language: 1
          act: one
          derived:
            late: {elapsed: {from: d.day, to: d.paid, in: days, counting: both_ends}}
            long: {elapsed: {from: d.start, to: d.end, in: seconds}}
            age: {elapsed: {from: d.day, to: assessment.day, in: days}}
          definitions:
            is_user: {about: decision, provision: [one/1], cite: a, says: s, when: {any: [d.filled, {not: d.filled}]}}
          obligations:

          """ + rules.joined(separator: "\n") + "\n"),
    ]
    let mappingFile = SourceFile(path: "mapping.yaml", text: TrapLog.mappingText)
    var diagnostics: [Diagnostic] = []
    do {
      rulebook = try Rulebook(files)
    } catch {
      for diagnostic in error.diagnostics {
        print(diagnostic.code, diagnostic.message, diagnostic.span)
      }
      return nil
    }
    guard let mapping = LogMapping.read(mappingFile, of: rulebook, noting: &diagnostics) else {
      for diagnostic in diagnostics { print(diagnostic.code, diagnostic.message, diagnostic.span) }
      return nil
    }
    self.mapping = mapping
    self.files = files + [mappingFile]
  }

  private static let mappingText = """
    language: 1
    use_case: log
    jurisdictions: [AA]
    id: "i'd"
    columns:
      "o'x\\"y": {fact: d.amount, missing: ['-', '']}
      "Limit": {fact: d.limit, absent: none}
      "limit": {fact: d.flag, values: {J: yes, N: no, 'n/a': none}}
      "a/b~c": {present: d.filled, missing: ['0']}
      "l": {fact: d.lane, values: {'1': green, "it's": orange, R: red}}
      "t`s": {fact: d.tags, separator: '|', values: {A: a}, missing: ['?']}
      "day": {fact: d.day}
      "paid": {fact: d.paid, format: DD.MM.YYYY, absent: none}
      "start": {fact: d.start}
      "end": {fact: d.end, offset: '+01:00'}
      "origin": {fact: d.origin, values: {Holland: NL}}
      "note": {fact: d.note, missing: [nil]}
      "epoch": {fact: d.epoch, format: unix_ms}
      "${g}": {fact: d.guarded}

    """

  /// Of each column, values as JSON writes them; the last ones are none.
  private static let values: [(key: String, values: [String])] = [
    (
      "o'x\\\"y",
      [
        "0.56", "\"0.56\"", "0.5600000001", "\"0.56000000000000001\"", "0.5599999", "1000", "1e3",
        "\"1E+3\"", "-0", "1e-7", "-0.0000001", "\"007\"", "\"-\"", "\"\"", "null", "0.1",
        "\"3999999999999.999999\"", "5000000000000", "\"NaN\"", "\"1,5\"", "true", "[1]",
        "{\"a\":1}",
        "\" 1\"", "\"+1\"", "\"5.\"",
      ]
    ),
    ("Limit", ["0.57", "1000", "null", "-1", "4000000000000", "\"x\""]),
    (
      "limit",
      ["true", "\"J\"", "\"no\"", "\"N\"", "\"n/a\"", "null", "\"j\"", "1", "\"True\"", "\"\""]
    ),
    ("a/b~c", ["1", "\"\"", "\"0\"", "0", "null", "false", "[]", "{}"]),
    (
      "l",
      ["\"green\"", "1", "\"1\"", "\"it's\"", "\"R\"", "\"red\"", "null", "\"Red\"", "\"red \""]
    ),
    (
      "t`s",
      [
        "[\"a\"]", "[]", "[\"A\",\"b\"]", "\"a|b\"", "\"A|\"", "\"\"", "\"?\"", "[\"?\",\"c\"]",
        "null", "[\"d\"]", "[1]", "5", "\"|a\"", "[\"a\",\"a\"]", "\"a||b\"",
      ]
    ),
    (
      "day",
      [
        "\"2026-02-28\"", "\"2024-02-29\"", "\"2026-03-01T23:59:59+14:00\"", "\"2026-03-01\"",
        "null", "\"2026-02-30\"", "\"2026-2-3\"", "\"0000-01-01\"", "\"0001-01-01\"",
        "\"2026-03-01 10:00\"", "20260301",
      ]
    ),
    (
      "paid",
      [
        "\"01.03.2026\"", "\"30.03.2026\"", "\"31.03.2026\"", "null", "\"2026-03-01\"",
        "\"31.04.2026\"",
      ]
    ),
    (
      "start",
      [
        "\"2026-03-01T10:00:00+01:00\"", "\"2026-03-01T09:00Z\"", "\"2026-03-01T08:59:59.999999Z\"",
        "\"2026-03-01 09:00:00.5Z\"", "null", "\"2026-03-01T09:00:00\"", "\"2026-03-01T24:00:00Z\"",
        "\"2026-03-01T09:00:00.0000001Z\"", "\"2026-03-01T09:00:00.12000000Z\"",
      ]
    ),
    (
      "end",
      [
        "\"2026-03-01T10:01:30\"", "\"2026-03-01T10:00:01.5\"", "\"2026-03-01T09:01:30.000001Z\"",
        "\"2026-03-01T09:00:00-00:30\"", "null", "\"2026-03-29T02:30:00\"",
      ]
    ),
    ("origin", ["\"NO\"", "\"NL\"", "\"Holland\"", "\"BE\"", "null", "\"no\""]),
    (
      "note",
      [
        "\"it's \\\"x\\\" \\\\ ${y} %s\"", "\"red\"", "\"Red\"", "\"RED\"", "\"\"", "\"nil\"",
        "null",
        "\"r\\u00e9d\"", "\"none\"", "12", "\"é\\n\"", "[\"red\"]",
      ]
    ),
    (
      "epoch",
      ["1767225600000", "1767225599999", "\"1767225600000\"", "0", "-1", "null", "1.5", "\"x\""]
    ),
    ("${g}", ["true", "false", "null"]),
  ]

  private static let oddLines = [
    "", "   ", "not json", "[1]", "\"text\"", "{\"i'd\":\"cut\"", "{}", "{\"i'd\":\"\"}",
    "{\"i'd\":\"x\",\"i'd\":\"y\"}", "{\"i'd\":\"twice\",\"l\":\"red\",\"l\":\"red\"}",
    "{\"i'd\":\"other twice\",\"z\":1,\"z\":2,\"l\":\"red\"}", "{\"i'd\":\"tab\\t\"}",
    "{\"i'd\":12,\"l\":\"red\"}", "{\"i'd\":[1]}", "{\"i'd\":null}",
  ]

  /// Every value once, with others that rise and fall beside it, and lines that are no records.
  var json: [UInt8] {
    var lines: [String] = []
    for (place, column) in TrapLog.values.enumerated() {
      for (number, value) in column.values.enumerated() {
        var members = ["\"i'd\":\"\(place).\(number)\""]
        for (other, against) in TrapLog.values.enumerated() {
          let good = min(against.values.count, 4)
          let chosen = other == place ? value : against.values[(number + other) % good]
          if chosen == "null", other != place { continue }
          members.append("\"\(against.key)\":\(chosen)")
        }
        lines.append("{" + members.joined(separator: ",") + "}")
      }
    }
    return Array((lines + TrapLog.oddLines).map { $0 + "\n" }.joined().utf8)
  }
}
