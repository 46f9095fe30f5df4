import Clearance
import Foundation
import Testing

@testable import ClearanceCLI

@Suite struct `A mapping of a log` {
  private static let vocabulary = """
    language: 1
    vocabulary: logs
    groups: {r: {en: Record, fr: Enregistrement}, item: {en: Item, fr: Élément}}
    lists: {items: {item: item, ask: {en: q, fr: q}}}
    facts:
      r.harsh: {of: decision, type: yes_no, ask: {en: q, fr: q}}
      r.why: {of: decision, type: one_of, options: [chance, score], ask: {en: q, fr: q}}
      r.told: {of: decision, type: time, none: yes, ask: {en: q, fr: q}}
      r.score: {of: decision, type: number, ask: {en: q, fr: q}}
      item.kind: {of: item, type: yes_no, ask: {en: q, fr: q}}

    """
  private static let law = """
    language: 1
    act: log-act
    title: Log Act
    jurisdiction: world

    """
  private static let rules = """
    language: 1
    act: log-act
    prohibitions:
      harsh: {about: decision, provision: [log-act/1], cite: Art. 1, says: s, when: r.harsh}

    """

  /// Columns of a mapping, and the one mistake in them with its place in the line.
  @Test(arguments: [
    ("{a: r.hrash}", "unknown-fact", 14),
    ("{a: {fact: r.why, values: {x: luck}}}", "not-an-answer", 40),
    ("{a: {}}", "column-without-fact", 11), ("{a: {missing: ['-']}}", "column-without-fact", 11),
    ("{a: {present: r.score}}", "presence-of-no-yes-no", 24),
    ("{a: {fact: r.told, values: {never: none}}}", "values-of-no-words", 38),
    ("{a: {fact: r.score, others: 3}}", "values-of-no-words", 38),
    ("{a: {fact: r.why, separator: ';;'}}", "bad-separator", 39),
    ("{a: {fact: r.told, format: DD/MM}}", "bad-format", 37),
    ("{a: {fact: r.told, offset: 1}}", "bad-offset", 37),
    ("{a: {fact: r.harsh, format: unix}}", "format-of-no-day", 38),
    ("{a: item.kind}", "item-in-log", 14),
  ])
  func `says what is wrong with it and where, and ends with 2`(
    columns: String, code: String, column: Int
  ) throws {
    let place = try Workplace()
    for (text, path) in [
      (Self.vocabulary, "laws/vocabulary/a.yaml"), (Self.law, "laws/act.yaml"),
      (Self.rules, "laws/rules.yaml"), ("{\"id\":\"a\"}\n", "log.ndjson"),
      (
        "language: 1\nuse_case: log\njurisdictions: [NL]\non: 2026-06-01\nid: id\ncolumns: "
          + columns + "\n", "mapping.yaml"
      ),
    ] { try place.write(text, to: path) }
    let outcome = place.run([
      "audit", "log.ndjson", "--mapping", "mapping.yaml", "--rules", "laws",
    ])
    #expect(outcome.status.code == 2)
    #expect(outcome.output == "")
    let told = outcome.remarks.split(separator: "\n").filter { $0.contains(": error: ") }
    #expect(told.count == 1, "\(outcome.remarks)")
    #expect(told.first?.hasPrefix("mapping.yaml:6:\(column): ") == true, "\(outcome.remarks)")
    #expect(told.first?.hasSuffix("[\(code)]") == true, "\(outcome.remarks)")
  }
}
