/// How a table follows from the events.
///
/// The same query fills the table when an event is added and, over all events, tells whether the
/// table is still what the events say. It names every column, in the order of the table.
struct Projection {
  let table: String
  let query: String

  /// In an order in which references are there before they are needed.
  static let all = [
    Projection(
      table: "system",
      query: """
        SELECT e.system, e.number FROM event e
        WHERE e.kind = 'version' AND e.body ->> 'number' = 1
        """),
    Projection(
      table: "version",
      query: """
        SELECT e.number, e.system, e.body ->> 'number', e.body ->> 'file', e.body ->> 'path',
          e.body ->> 'title', e.body ->> 'operator'
        FROM event e WHERE e.kind = 'version'
        """),
    Projection(
      table: "jurisdiction",
      query: """
        SELECT e.number, j.key, j.value FROM event e, json_each(e.body, '$.jurisdictions') j
        WHERE e.kind = 'version'
        """),
    Projection(
      table: "assessment",
      query: """
        SELECT e.number, e.system, v.event, e.body ->> 'day', e.body ->> 'rulebook'
        FROM event e JOIN version v ON v.system = e.system AND v.number = e.body ->> 'version'
        WHERE e.kind = 'assessment'
        """),
    Projection(
      table: "class",
      query: """
        SELECT e.number, j.key, j.value ->> 'scheme', j.value ->> 'lowest',
          j.value ->> 'highest', j.value ->> 'contested'
        FROM event e, json_each(e.body, '$.classes') j WHERE e.kind = 'assessment'
        """),
    Projection(
      table: "finding",
      query: """
        SELECT e.number, j.key, j.value ->> 'rule', j.value ->> 'use', j.value ->> 'bearer',
          j.value ->> 'kind', j.value ->> 'severity', j.value ->> 'force',
          j.value ->> 'standing', j.value ->> 'waived'
        FROM event e, json_each(e.body, '$.findings') j WHERE e.kind = 'assessment'
        """),
    Projection(
      table: "moment",
      query: """
        SELECT e.number, j.key, j.value ->> 'day', j.value ->> 'reason', j.value ->> 'about',
          j.value ->> 'use', j.value ->> 'was', j.value ->> 'becomes'
        FROM event e, json_each(e.body, '$.moments') j WHERE e.kind = 'assessment'
        """),
    Projection(
      table: "evidence",
      query: """
        SELECT e.number, e.system, e.body ->> 'name', e.body ->> 'document',
          e.body ->> 'sha256', e.body ->> 'valid_until'
        FROM event e WHERE e.kind = 'evidence'
        """),
    Projection(
      table: "waiver",
      query: """
        SELECT e.number, e.system, e.body ->> 'rule', e.body ->> 'use', e.body ->> 'reason',
          e.body ->> 'approved_by', e.body ->> 'expires', e.body ->> 'verdict',
          e.body ->> 'rule_digest'
        FROM event e WHERE e.kind = 'waiver'
        """),
    Projection(
      table: "retirement",
      query: """
        SELECT e.number, e.system, e.body ->> 'reason' FROM event e WHERE e.kind = 'retirement'
        """),
  ]

  /// Adds the rows of one event.
  var insertion: String { "INSERT INTO \"\(table)\" \(query) AND e.number = ?" }

  /// Rows that the events say and the table has not, and the other way round.
  var differences: [String] {
    let rows = "SELECT * FROM \"\(table)\""
    return [
      "SELECT count(*) FROM (\(query) EXCEPT \(rows))",
      "SELECT count(*) FROM (\(rows) EXCEPT \(query))",
    ]
  }
}
