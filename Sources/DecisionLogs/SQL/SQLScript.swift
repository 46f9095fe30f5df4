import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// Views of a database that say of each record how each rule of a plan comes out: `violated`,
/// `satisfied`, `open` or `not_applicable`, as columns have it.
package struct SQLScript: Sendable {
  package let dialect: SQLDialect
  /// Statements in order, without semicolons.
  package let statements: [String]
  /// How many views the rules are spread over.
  package let chunks: Int

  /// All statements, each ended.
  package var text: String { statements.map { $0 + ";\n" }.joined(separator: "\n") }
}

extension LogPlan {
  /// - Parameters:
  ///   - prefix: Stands before the name of every view.
  ///   - groups: Columns by whose values counts are told apart.
  ///   - isKept: Whether answers are kept in a table, not read again for each view.
  package func sql(
    _ dialect: SQLDialect, _ source: SQLSource, prefix: String = "clearance_",
    by groups: [String] = [], isKept: Bool = false
  ) -> SQLScript {
    var writer = SQLWriter(
      plan: self, dialect: dialect, source: source, prefix: prefix, groups: groups,
      isKept: isKept)
    return writer.write()
  }

  /// A column of the view of answers; PostgreSQL cuts long names off.
  func sqlName(_ fact: Fact) -> String {
    fact.name.utf8.count <= 50 ? fact.name : "fact \(fact.id.index)"
  }
}

struct SQLWriter {
  let plan: LogPlan
  let dialect: SQLDialect
  let source: SQLSource
  let prefix: String
  let groups: [String]
  let isKept: Bool
  private let columns: [SQLColumn]

  /// Rules and letters of a view: Spark compiles what a view computes into methods of 64 KB.
  static let mostRules = 20
  static let mostLetters = 24_000

  init(
    plan: LogPlan, dialect: SQLDialect, source: SQLSource, prefix: String, groups: [String],
    isKept: Bool
  ) {
    self.plan = plan
    self.dialect = dialect
    self.source = source
    self.prefix = prefix
    self.groups = groups
    self.isKept = isKept
    columns = plan.mapping.columns.map { column in
      let fact = plan.rulebook.rules.vocabulary[column.fact]
      var tested: [String] = []
      if let variable = plan.program.factVariables[fact.id.index].first,
        case .words(let words) = plan.program[variable].cells.form
      {
        tested = words
      }
      return SQLColumn(
        dialect: dialect, name: plan.sqlName(fact), column: column, fact: fact,
        isJSON: source.isJSON(dialect), tested: tested,
        countries: fact.type == .country
          ? plan.rulebook.rules.vocabulary.countries.keys.sorted() : [])
    }
  }

  mutating func write() -> SQLScript {
    let chunks = self.chunks()
    let statements =
      reading() + [answers()]
      + (isKept && dialect == .spark ? ["CACHE TABLE \(view("answers"))"] : [])
      + [badRecords(), given()] + chunks.enumerated().map { chunk($1, $0 + 1) }
      + [verdicts(chunks), counts(chunks), violations()]
    return SQLScript(dialect: dialect, statements: statements, chunks: chunks.count)
  }

  private func view(_ name: String) -> String { dialect.name(prefix + name) }

  private func create(_ name: String, _ remarks: [String] = [], _ body: String) -> String {
    let remarks = remarks.map { dialect.remark($0) + "\n" }.joined()
    switch (name == "answers" && isKept, dialect) {
    case (true, .duckdb), (true, .postgres):
      return remarks + "CREATE TABLE \(view(name)) AS\n" + body
    case (_, .spark):
      return remarks + "CREATE OR REPLACE TEMPORARY VIEW \(view(name)) AS\n" + body
    case (false, _): return remarks + "CREATE OR REPLACE VIEW \(view(name)) AS\n" + body
    }
  }

  // MARK: Answers

  /// Columns of the log: the id, the day, those of facts, those of groups.
  private func raws() -> [SQLRaw] {
    [SQLRaw(name: "id", key: plan.mapping.id.text)]
      + (plan.mapping.day.map { [SQLRaw(name: "day", key: $0.text)] } ?? [])
      + columns.map { SQLRaw(name: $0.name, key: $0.column.key.text) }
      + groups.enumerated().map { SQLRaw(name: "group \($0 + 1)", key: $1) }
  }

  private func reading() -> [String] {
    SQLReading(dialect: dialect, source: source, prefix: prefix, setsAside: isKept)
      .statements(raws())
  }

  /// The text of a raw value that answers no fact.
  private func text(_ name: String) -> String {
    let raw = dialect.name(name)
    guard source.isJSON(dialect) else { return "nullif(\(raw), '')" }
    switch dialect {
    case .duckdb:
      return "CASE WHEN CAST(\(raw) AS VARCHAR) NOT LIKE '[%' AND CAST(\(raw) AS VARCHAR) "
        + "NOT LIKE '{%' THEN \(raw) ->> '$' END"
    case .postgres:
      return "CASE WHEN jsonb_typeof(\(raw)) NOT IN ('array', 'object') THEN \(raw) #>> '{}' END"
    case .spark: return "CASE WHEN \(raw) NOT LIKE '[%' AND \(raw) NOT LIKE '{%' THEN \(raw) END"
    }
  }

  private func answers() -> String {
    var texts = ["\(text("id")) AS \(dialect.name("id text"))"]
    var values: [String] = []
    var finals = ["\(dialect.name("id text")) AS \(dialect.name("id"))"]
    let control = dialect == .postgres ? "[^\\u0001-\\u001f\\u007f]+" : "[^\\x00-\\x1f\\x7f]+"
    let idText = dialect.name("id text")
    var mistakes = ["WHEN line_mistake IS NOT NULL THEN line_mistake"]
    var places: [String] = ["WHEN line_mistake IS NOT NULL THEN NULL"]
    if plan.mapping.day != nil {
      let (given, value) = (dialect.name("day text"), dialect.name("day value"))
      texts.append("\(text("day")) AS \(given)")
      let day = dialect.day("nullif(\(given), '')", format: plan.mapping.dayFormat)
      values.append("\(day) AS \(value)")
      finals.append("\(value) AS \(dialect.name("day"))")
      let isWrong = "nullif(\(given), '') IS NOT NULL AND \(value) IS NULL"
      mistakes.append("WHEN \(isWrong) THEN 'bad_time'")
      places.append("WHEN \(isWrong) THEN \(dialect.text(plan.mapping.day?.text ?? ""))")
    }
    for column in columns {
      texts.append("\(column.textOfRaw) AS \(dialect.name(column.name + " text"))")
      values.append("\(column.value) AS \(dialect.name(column.name + " value"))")
      finals.append("\(column.answer) AS \(dialect.name(column.name))")
      finals.append("\(column.given) AS \(dialect.name(column.name + " given"))")
      if let none = column.none {
        finals.append("\(none) AS \(dialect.name(column.name + " none"))")
      }
      for mistake in column.mistakes {
        mistakes.append("WHEN \(mistake.condition) THEN '\(mistake.name)'")
        places.append("WHEN \(mistake.condition) THEN \(dialect.text(column.column.key.text))")
      }
    }
    for place in groups.indices {
      let name = "group \(place + 1)"
      texts.append("\(text(name)) AS \(dialect.name(name + " text"))")
      finals.append("coalesce(\(dialect.name(name + " text")), '') AS \(dialect.name(name))")
    }
    mistakes.append("WHEN \(idText) IS NULL OR \(idText) = '' THEN 'no_id'")
    mistakes.append("WHEN NOT (\(dialect.matches(idText, control))) THEN 'bad_id'")
    finals.append("CASE \(mistakes.joined(separator: "\n    ")) END AS mistake")
    finals.append("CASE \(places.joined(separator: "\n    ")) END AS mistaken")
    return create(
      "answers",
      ["What each record answers: NULL where nobody knows. Columns of the log:"]
        + raws().map { "  \($0.name): \($0.key)" },
      """
      SELECT
        \(finals.joined(separator: ",\n  "))
      FROM (
        SELECT texts.*\(values.map { ",\n    " + $0 }.joined())
        FROM (
          SELECT log.*\(texts.map { ",\n      " + $0 }.joined())
          FROM \(view("log")) AS log\(dialect.fence)
        ) AS texts\(dialect.fence)
      ) AS typed
      """)
  }

  private func badRecords() -> String {
    create(
      "bad_records", ["Lines that are no records, and what is wrong with them."],
      "SELECT \(dialect.name("id")), mistake, mistaken FROM \(view("answers")) "
        + "WHERE mistake IS NOT NULL")
  }

  private func given() -> String {
    let counts = columns.enumerated().map { place, column in
      "count(CASE WHEN \(dialect.name(column.name + " given")) THEN 1 END) AS c\(place + 1)"
    }
    return create(
      "records", ["Records, and in how many of them each column has a value."],
      "SELECT \((["count(*) AS records"] + counts).joined(separator: ",\n  "))\n"
        + "FROM \(view("answers")) WHERE mistake IS NULL")
  }

  // MARK: Rules

  /// Rules of one view, by their places in the plan, with what it computes first, level by level.
  struct Chunk {
    let rules: Range<Int>
    let levels: [[(name: String, condition: String)]]
    let verdicts: [String]

    var letters: Int {
      levels.joined().reduce(0) { $0 + $1.condition.utf8.count }
        + verdicts.reduce(0) { $0 + $1.utf8.count }
    }
  }

  private func chunks() -> [Chunk] {
    var found: [Chunk] = []
    var start = 0
    while start < plan.demands.count {
      var end = min(start + SQLWriter.mostRules, plan.demands.count)
      var chunk = self.chunk(of: start..<end)
      while chunk.letters > SQLWriter.mostLetters, end - start > 1 {
        end = start + (end - start) / 2
        chunk = self.chunk(of: start..<end)
      }
      found.append(chunk)
      start = end
    }
    return found
  }

  private func chunk(of rules: Range<Int>) -> Chunk {
    var conditions = SQLConditions(plan, dialect, columns)
    let levels = shared(by: rules)
    var written: [[(name: String, condition: String)]] = []
    for level in levels {
      written.append(
        level.map { ("step \($0.index)", conditions.condition($0).written) })
      conditions.name(Dictionary(uniqueKeysWithValues: level.map { ($0, "step \($0.index)") }))
    }
    let verdicts = rules.map { verdict(plan.demands[$0], &conditions) }
    return Chunk(rules: rules, levels: written, verdicts: verdicts)
  }

  /// Steps that several others read, in levels: a level reads earlier ones only.
  private func shared(by rules: Range<Int>) -> [[StepID]] {
    var uses: [Int: Int] = [:]
    var rest: [StepID] = []
    let marks = Dependence(
      plan.rulebook.rules, plan.program, columns: Set(plan.columns.keys),
      hasDay: plan.mapping.day != nil, asked: Set(plan.asked.keys))
    func use(_ step: StepID) {
      guard plan.hangs[step.index] else { return }
      uses[step.index, default: 0] += 1
      if uses[step.index] == 1 { rest.append(step) }
    }
    for rule in rules {
      for demand in plan.demands[rule] {
        // A verdict asks what holds more often than what is required.
        use(demand.holds)
        use(demand.holds)
        use(demand.required)
        use(demand.required)
      }
    }
    while let step = rest.popLast() { for input in marks.inputs(of: step) { use(input) } }
    var levels: [[StepID]] = []
    var height: [Int: Int] = [:]
    for index in uses.keys.sorted() {
      let step = StepID(index: index)
      let below = marks.inputs(of: step).compactMap { height[$0.index] }.max() ?? 0
      let isLeaf: Bool
      switch plan.program[step] {
      case .test, .constant: isLeaf = marks.inputs(of: step).isEmpty
      case .guarded, .all, .any, .not, .readings, .shown: isLeaf = false
      }
      height[index] = below
      guard uses[index, default: 0] > 1, !isLeaf else { continue }
      while levels.count <= below { levels.append([]) }
      levels[below].append(step)
      height[index] = below + 1
    }
    return levels
  }

  /// The last version that may be owed decides.
  private func verdict(_ demands: [LogDemand], _ conditions: inout SQLConditions) -> String {
    var cases: [String] = []
    for demand in demands.reversed() {
      let (holds, required) = (conditions.truth(demand.holds), conditions.truth(demand.required))
      if holds == .no { continue }
      let owed = SQLTruth.all([holds, !required]).written
      let kept = SQLTruth.all([holds, required]).written
      let settled =
        "CASE WHEN \(owed) THEN 'violated' WHEN \(kept) THEN 'satisfied' ELSE 'open' END"
      switch holds {
      case .yes, .unknown:
        cases.append("ELSE \(settled)")
      case .text(let text):
        cases.append("WHEN coalesce(\(text), TRUE) THEN \(settled)")
        continue
      case .no: continue
      }
      break
    }
    if cases.last?.hasPrefix("ELSE") != true { cases.append("ELSE 'not_applicable'") }
    if cases.count == 1 { return String(cases[0].dropFirst(5)) }
    return "CASE \(cases.joined(separator: " ")) END"
  }

  private func name(_ rule: Int) -> String { "r\(rule + 1)" }

  private var groupNames: [String] {
    groups.indices.map { dialect.name("group \($0 + 1)") }
  }

  private func chunk(_ chunk: Chunk, _ number: Int) -> String {
    var from = "\(view("answers"))\n  WHERE mistake IS NULL"
    for level in chunk.levels {
      let steps = level.map { "  \($0.condition) AS \(dialect.name($0.name))" }
      from =
        "(\n  SELECT a.*,\n\(steps.joined(separator: ",\n"))\n  FROM \(from.named("a"))\(dialect.fence)\n  )"
    }
    let verdicts = zip(chunk.rules, chunk.verdicts).map {
      "  \($1) AS \(dialect.name(name($0)))"
    }
    let kept = ([dialect.name("id")] + groupNames).map { "  \($0)" }
    return create(
      "rules_\(number)",
      chunk.rules.map { "\(name($0)): \(label($0))" },
      "SELECT\n\((kept + verdicts).joined(separator: ",\n"))\nFROM \(from.named("a"))")
  }

  /// A rule, or behind the rules an indicator.
  private func label(_ place: Int) -> String {
    guard place < plan.rules.count else {
      return "indicator " + plan.indicators[(place - plan.rules.count) / 2].name
    }
    let full = plan.rulebook.rules.fullName(plan.rules[place].rule)
    return plan.bearerName(plan.rules[place]).map { "\(full) (\($0))" } ?? full
  }

  // MARK: What comes of them

  private func row(_ rule: Int) -> (rule: String, bearer: String) {
    let none = "CAST(NULL AS \(dialect.textType))"
    guard rule < plan.rules.count else { return (dialect.text(label(rule)), none) }
    return (
      dialect.text(plan.rulebook.rules.fullName(plan.rules[rule].rule)),
      plan.bearerName(plan.rules[rule]).map(dialect.text) ?? none
    )
  }

  /// Turns columns of rules into rows of `place, rule, bearer` and more.
  private func turned(
    _ chunk: Chunk, from: String, keep: [String], names: [String], _ cells: (Int) -> [String]
  ) -> String {
    let rules = Array(chunk.rules)
    let head = ["place", "rule", "bearer"] + names
    let rows = rules.map { rule -> [String] in
      let labels = row(rule)
      return ["\(rule + 1)", labels.rule, labels.bearer] + cells(rule)
    }
    let kept = keep.map { "x.\($0), " }.joined()
    switch dialect {
    case .duckdb:
      let lists = head.indices.map { place in
        "unnest([\(rows.map { $0[place] }.joined(separator: ", "))]) AS \(head[place])"
      }
      return "SELECT \(kept)\(lists.joined(separator: ",\n  "))\nFROM \(from) AS x"
    case .postgres:
      let values = rows.map { "(\($0.joined(separator: ", ")))" }.joined(separator: ",\n  ")
      return """
        SELECT \(kept)v.* FROM \(from) AS x
        CROSS JOIN LATERAL (VALUES
          \(values)) AS v (\(head.joined(separator: ", ")))
        """
    case .spark:
      let values = rows.map { $0.joined(separator: ", ") }.joined(separator: ",\n  ")
      return """
        SELECT \(kept)\(head.map { "v.\($0)" }.joined(separator: ", ")) FROM \(from) AS x
        LATERAL VIEW stack(\(rules.count),
          \(values)) v AS \(head.joined(separator: ", "))
        """
    }
  }

  private func verdicts(_ chunks: [Chunk]) -> String {
    let parts = chunks.enumerated().map { number, chunk in
      turned(
        chunk, from: view("rules_\(number + 1)"), keep: [dialect.name("id")], names: ["verdict"]
      ) { ["x.\(dialect.name(name($0)))"] }
    }
    return create(
      "verdicts", ["Of each record and rule, how it came out."],
      parts.isEmpty
        ? nothing(["id", "place", "rule", "bearer", "verdict"])
        : parts.joined(separator: "\nUNION ALL\n"))
  }

  private static let verdictNames = ["violated", "satisfied", "open", "not_applicable"]

  private func counts(_ chunks: [Chunk]) -> String {
    let letters = ["v", "s", "o", "n"]
    let parts = chunks.enumerated().map { number, chunk -> String in
      let sums = chunk.rules.flatMap { rule in
        zip(letters, SQLWriter.verdictNames).map { letter, verdict in
          let isSo = "\(dialect.name(name(rule))) = '\(verdict)'"
          return "count(CASE WHEN \(isSo) THEN 1 END) AS \(letter)\(rule + 1)"
        }
      }
      let by = groupNames.isEmpty ? "" : "\nGROUP BY \(groupNames.joined(separator: ", "))"
      let from = """
        (SELECT \((groupNames + ["count(*) AS records"] + sums).joined(separator: ",\n  "))
        FROM \(view("rules_\(number + 1)"))\(by))
        """
      return turned(
        chunk, from: from, keep: groupNames + ["records"], names: SQLWriter.verdictNames
      ) { rule in letters.map { "x.\($0)\(rule + 1)" } }
    }
    return create(
      "counts", ["Of each rule, how many records it came out how in."],
      parts.isEmpty
        ? nothing(["records", "place", "rule", "bearer"] + SQLWriter.verdictNames)
        : parts.joined(separator: "\nUNION ALL\n"))
  }

  private func nothing(_ names: [String]) -> String {
    "SELECT " + names.map { "NULL AS \(dialect.name($0))" }.joined(separator: ", ")
      + " WHERE FALSE"
  }

  private func violations() -> String {
    create(
      "violations", ["Records that violate a rule."],
      "SELECT place, rule, bearer, \(dialect.name("id")) FROM \(view("verdicts")) "
        + "WHERE verdict = 'violated'"
        + (plan.indicators.isEmpty ? "" : " AND place <= \(plan.rules.count)"))
  }
}

extension String {
  /// A table or a query under a name; a filter stands behind it.
  fileprivate func named(_ name: String) -> String {
    guard let filter = firstRange(of: "\n  WHERE"), hasPrefix("(") == false else {
      return self + " AS \(name)"
    }
    return self[..<filter.lowerBound] + " AS \(name)" + self[filter.lowerBound...]
  }
}

extension LogPlan {
  /// The bearer of a rule that has one.
  package func bearerName(_ rule: LogRule) -> String? {
    program[rule.rule].versions.first?.bindings[rule.bearer].bearer
  }
}
