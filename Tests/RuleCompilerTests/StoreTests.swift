import LocatedYAML
import Testing

@testable import RuleCompiler

@Suite struct StoreTests {
  let rulebook: Rulebook
  let bytes: [UInt8]

  init() throws {
    rulebook = try Rulebook(everyForm, digest: "sha256 of the files")
    bytes = rulebook.stored()
  }

  @Test func `a stored rulebook comes back with all its parts`() throws {
    let back = try Rulebook(stored: bytes)
    #expect(parts(of: back.rules) == parts(of: rulebook.rules))
    #expect(parts(of: back.program) == parts(of: rulebook.program))
    #expect(back.digest == rulebook.digest)
    #expect(back.fileCount == everyForm.count)
    #expect(back.warnings == rulebook.warnings)
    #expect(back.stored() == bytes)
  }

  @Test func `what is left where it lies until it is asked for is the same`() throws {
    let back = try Rulebook(stored: StoredBytes(copying: bytes), isOwn: true)
    #expect(parts(of: back.rules) == parts(of: rulebook.rules))
    #expect(parts(of: back.program) == parts(of: rulebook.program))
    #expect(back.stored() == bytes)
  }

  @Test func `the fixture has every form that is stored`() {
    let forms = parts(of: rulebook.rules) + parts(of: rulebook.program)
    for form in [
      "yesNo", "oneOf", "someOf", "number", "date", "time", "country", "text", "among",
      "includesAll", "only", "present", "atLeast", "atMost", "before", "onOrAfter", "lessThan",
      "assessmentDay", "reached", "reading", "readings", "scheme", "items", "uses", "always",
      "score", "adjusted", "elapsed", "untranslatable", "presumption", "jurisdiction", "asIf",
      "member", "judgement", "fewer", "someUse", "guarded", "shown", "line", "words", "instant",
    ] {
      #expect(forms.contains(form + ":") || forms.contains(form + ";"), "\(form)")
    }
    #expect(!rulebook.warnings.isEmpty)
    #expect(!rulebook.examples.isEmpty)
  }

  @Test func `the same rules in another order of files are the same bytes`() throws {
    let again = try Rulebook(everyForm.reversed(), digest: "sha256 of the files")
    #expect(again.stored() == bytes)
  }

  @Test func `examples are not stored`() throws {
    #expect(try Rulebook(stored: bytes).examples.isEmpty)
  }

  @Test func `other bytes are no rulebook`() {
    #expect(throws: StoredRulebookError.notARulebook) { try Rulebook(stored: []) }
    #expect(throws: StoredRulebookError.notARulebook) {
      try Rulebook(stored: Array("language: 1\nact: eu-ai-act\n".utf8))
    }
  }

  @Test func `another format is named`() {
    var other = bytes
    other[8] = 0xFF
    #expect(throws: StoredRulebookError.otherFormat(StoredHeader.format & ~0xFF | 0xFF)) {
      try Rulebook(stored: other)
    }
  }

  @Test func `no byte can be changed unnoticed`() {
    for place in bytes.indices {
      var changed = bytes
      changed[place] ^= UInt8(1 << (place % 8))
      #expect(throws: StoredRulebookError.self, "byte \(place)") { try Rulebook(stored: changed) }
    }
  }

  @Test func `the diagrams can be proven by themselves, and nothing else need be`() throws {
    let header = try bytes.withUnsafeBytes { bytes throws(StoredRulebookError) in
      try StoredHeader(bytes)
    }
    for place in bytes.indices {
      var changed = bytes
      changed[place] ^= 1
      let stored = StoredBytes(copying: changed)
      let isInDiagrams = header.diagrams.contains(place)
      #expect(
        ((try? UnreadRulebook(unprovenIn: stored)) != nil && stored.hasWholeDiagrams) == false,
        "byte \(place)")
      #expect(!isInDiagrams || !stored.hasWholeDiagrams, "byte \(place)")
    }
    let whole = StoredBytes(copying: bytes)
    #expect(whole.hasWholeDiagrams)
    #expect(try UnreadRulebook(unprovenIn: whole).whole.stored() == bytes)
  }

  @Test func `no end can be missing, and nothing can follow`() {
    for count in bytes.indices {
      #expect(throws: StoredRulebookError.self, "\(count) bytes") {
        try Rulebook(stored: Array(bytes[..<count]))
      }
    }
    #expect(throws: StoredRulebookError.incomplete) { try Rulebook(stored: bytes + [0]) }
  }

  /// The checksum keeps accidents out; here it is made to fit, so that what reads the parts must
  /// find out by itself.
  @Test(arguments: 0..<40 as Range<UInt64>)
  func `whatever the parts say, they are read or refused`(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    for _ in 0..<100 {
      let forged = try forge(&random)
      guard let read = try? Rulebook(stored: forged) else { continue }
      // What was read stands by itself: it can be stored and read again.
      #expect((try? Rulebook(stored: read.stored()))?.stored() == read.stored())
    }
  }

  /// The rules or the diagrams with a few bytes changed, left out or doubled.
  private func forge(_ random: inout SplitMix) throws -> [UInt8] {
    let header = try bytes.withUnsafeBytes { bytes throws(StoredRulebookError) in
      try StoredHeader(bytes)
    }
    var parts = [Array(bytes[header.rules]), Array(bytes[header.diagrams])]
    let part = Int.random(in: 0..<5, using: &random) == 0 ? 1 : 0
    forge(&parts[part], &random)
    return StoredHeader.sealing(parts[0], parts[1])
  }

  private func forge(_ body: inout [UInt8], _ random: inout SplitMix) {
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let place = Int.random(in: 0..<body.count, using: &random)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: body.remove(at: place)
      case 1: body.insert(body[place], at: place)
      case 2: body[place] = UInt8.random(in: 0...4, using: &random)
      case 3: body[place] = 0xFF
      default: body[place] ^= UInt8(1) << UInt8.random(in: 0..<8, using: &random)
      }
    }
  }

  @Test func `the checksum tells of every word, wherever it stands`() {
    for count in [0, 1, 7, 8, 31, 32, 33, 64, 100] {
      let zeros = [UInt8](repeating: 0, count: count)
      var sums: Set<UInt64> = [sum(of: zeros)]
      for place in zeros.indices {
        var other = zeros
        other[place] = 1
        #expect(sums.insert(sum(of: other)).inserted)
      }
    }
  }

  private func sum(of bytes: [UInt8]) -> UInt64 { bytes.withUnsafeBytes { Checksum.of($0) } }
}

// MARK: Diagrams that cannot be

extension StoreTests {
  @Test(arguments: [
    ("a child that is not there", [99, 1]), ("the node itself", [16, 1]),
    ("a later node", [17, 0]), ("a negative child", [-1, 1]),
  ])
  func `a diagram cannot lead to`(what: String, children: [Int32]) {
    let forged = with(variables: [0, 1], starts: [0, 2, 4], children: children + [0, 1])
    #expect(throws: StoredRulebookError.impossible, "\(what)") { try Rulebook(stored: forged) }
  }

  @Test func `a diagram cannot ask a variable twice`() {
    let forged = with(variables: [1, 1], starts: [0, 2, 4], children: [0, 1, 16, 1])
    #expect(throws: StoredRulebookError.impossible) { try Rulebook(stored: forged) }
  }

  @Test func `a step cannot refer to itself`() {
    var parts = ProgramParts(rulebook.program)
    parts.steps[4] = .not(StepID(index: 4))
    #expect(throws: StoredRulebookError.impossible) { try Rulebook(stored: stored(parts)) }
  }

  private func with(variables: [Int32], starts: [Int32], children: [Int32]) -> [UInt8] {
    var parts = ProgramParts(rulebook.program)
    parts.variables = [
      Variable(kind: .asIf("EU"), cells: Layout.yesNo, level: .system),
      Variable(kind: .asIf("NL"), cells: Layout.yesNo, level: .system),
    ]
    parts.diagrams = KeptDiagrams(
      variables: StoredNumbers(copying: variables), starts: StoredNumbers(copying: starts),
      children: StoredNumbers(copying: children))
    return stored(parts)
  }

  private func stored(_ parts: ProgramParts) -> [UInt8] {
    Rulebook(
      rules: rulebook.rules, program: Program(parts), examples: [], digest: "", warnings: []
    ).stored()
  }
}

extension ProgramParts {
  fileprivate init(_ program: Program) {
    self.init(
      variables: program.variables, steps: program.steps, levels: program.levels,
      items: program.items, rules: program.rules, adjustments: program.adjustments,
      guards: program.guards, classes: program.classes, factVariables: program.factVariables,
      diagrams: program.diagrams, roots: program.roots)
  }
}

/// Everything in a value, names and all, with dictionaries in the order of their keys: what two
/// values have in common whatever the code that stored one of them says.
private func parts(of value: Any) -> String {
  if let diagrams = value as? KeptDiagrams {
    // They are alike wherever they lie.
    return [diagrams.variables, diagrams.starts, diagrams.children]
      .map { numbers in "\((0..<numbers.count).map { numbers[$0] })" }.joined(separator: ", ")
  }
  if let text = value as? Text { return "\(text.english) (\(text.french ?? ""))" }
  let mirror = Mirror(reflecting: value)
  switch mirror.displayStyle {
  case .dictionary:
    return "[" + mirror.children.map { parts(of: $0.value) }.sorted().joined(separator: ", ") + "]"
  case .enum where mirror.children.isEmpty: return "\(value);"
  case nil where mirror.children.isEmpty: return "\(value)"
  default:
    return "("
      + mirror.children.map { "\($0.label ?? ""): \(parts(of: $0.value))" }
      .joined(separator: ", ") + ")"
  }
}

/// What is made when it is asked for is seen as what it is.
extension Lazily: CustomReflectable {
  public var customMirror: Mirror { Mirror(reflecting: value) }
}

/// A small generator of numbers from a seed (Steele, Lea and Flood, 2014).
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}

// MARK: A rulebook with every form

private let everyForm = [
  SourceFile(
    path: "rules/vocabulary.yaml",
    text: """
      language: 1
      vocabulary: test
      models: {use.task: [select, rank]}
      lists:
        courses: {item: course, ask: {en: Each course, fr: Chaque cours}}
      groups:
        who: Who runs it
        use: {en: What it is for, fr: À quoi il sert}
        day: When
        course: One course
      countries: {NL: Netherlands, NO: {en: Norway, fr: Norvège}}
      facts:
        who.builds: {ask: Built here?, type: yes_no, of: system, is: circumstance, answered_by: vendor}
        who.builder:
          ask: Who builds it?
          type: text
          none: yes
          of: system
          is: circumstance
          answered_by: legal
          only_if: who.builds
          else: none
        who.place: {ask: Where?, type: country, of: system, is: circumstance, answered_by: programme}
        who.staff: {ask: How many?, type: number, unit: person, of: system, is: measure, answered_by: engineer, measure_of: provider}
        who.trained: {ask: How many are trained?, type: number, of: system, is: measure, answered_by: engineer}
        use.task:
          ask: {en: What for?, fr: Pourquoi ?}
          help: Several may be named.
          type: some_of
          of: use
          is: circumstance
          answered_by: programme
          options: {select: Select, rank: {en: Rank, fr: Classer}, warn: Warn}
          source: [law/1]
        use.weight:
          ask: How much does it weigh?
          type: one_of
          ordered: yes
          none: yes
          of: use
          is: circumstance
          answered_by: programme
          options: [light, middling, heavy]
        use.watched: {ask: Watched?, type: yes_no, of: use, is: measure, answered_by: programme}
        use.rebutted: {ask: Rebutted?, type: yes_no, of: use, is: measure, answered_by: legal}
        day.started: {ask: Since when?, type: date, none: yes, of: system, is: circumstance, answered_by: programme}
        day.asked: {ask: Asked at?, type: time, of: use, is: circumstance, answered_by: programme}
        day.told: {ask: Told at?, type: time, of: use, is: circumstance, answered_by: programme}
        course.hours: {ask: How long?, type: number, unit: hour, of: item, is: circumstance, answered_by: programme}
        course.for: {ask: For whom?, type: some_of, options: [officers, heads], of: item, is: circumstance, answered_by: programme}
      """),
  SourceFile(
    path: "rules/memberships.yaml",
    text: """
      language: 1
      memberships:
        EU: {title: {en: European Union, fr: Union européenne}, members: [{code: NL, from: 1958-01-01}, NO]}
        RKC: {complete: no, members: [{code: NL, from: 2000-01-01, until: 2001-01-01}]}
      """),
  SourceFile(
    path: "rules/eu/act.yaml",
    text: """
      language: 1
      act: law
      title: {en: A law, fr: Une loi}
      number: (EU) 1
      url: https://example.org/law
      jurisdiction: EU
      applies: {from: 2025-02-02}
      scope: in_scope
      territory: within
      bearers: {provider: provider, deployer: deployer}
      schemes:
        risk: [forbidden, high, low]
      terms:
        prefix: law
        namespace: https://example.org/terms#
        rules: {in_scope: Covered}
        schemes: {risk: {property: hasRisk, high: {term: High, rules: {within: NearHigh}}}}
        violated: Unlawful
      """),
  SourceFile(
    path: "rules/eu/law.yaml",
    text: """
      language: 1
      act: law
      applies: {from: 2026-08-02, note: later}
      scores:
        raw:
          provision: [law/2]
          cite: Annex
          says: Points
          points:
            use.task: {sum: {select: 1, rank: 0.5, warn: 0}}
            use.weight: {one: {light: 1, middling: 2, heavy: 3}}
        eased:
          provision: [law/2]
          cite: Annex
          says: Fewer points
          adjusted: {of: raw, when: use.watched, times: 0.85, round: half_up}
      derived:
        day.running: {elapsed: {from: day.started, to: assessment.day, in: days, counting: both_ends}}
        day.delay: {elapsed: {from: day.asked, to: day.told, in: hours}}
      definitions:
        provider: {helper: yes, about: system, when: who.builds}
        deployer: {helper: yes, about: system, when: {not: who.builds}}
        in_scope: {helper: yes, when: {any: [who.builds, {use.task: present}]}}
        within: {helper: yes, about: system, when: {who.place: [NL, NO]}}
        elsewhere: {helper: yes, about: system, when: {not: {who.place: NL}}}
        known_builder: {helper: yes, about: system, when: {any: [{who.builder: Us}, {who.builder: present}]}}
        enough_staff: {helper: yes, about: system, when: {all: [{who.staff: {at_least: 2}}, {who.staff: {at_most: 9.5}}]}}
        too_few_trained: {helper: yes, about: system, when: {who.trained: {less_than: {fact: who.staff}}}}
        all_tasks: {helper: yes, when: {use.task: {includes_all: [select, rank]}}}
        anybody: {helper: yes, when: always}
        few_tasks: {helper: yes, when: {use.task: {only: [warn]}}}
        asked_late: {helper: yes, when: {day.asked: {on_or_after: "2026-03-01T10:15:00+01:00"}}}
        begun: {helper: yes, about: system, when: {day.started: {before: 2026-01-01}}}
        new_day: {helper: yes, about: system, when: {assessment.day: {on_or_after: 2027-01-01}}}
        runs_long: {helper: yes, about: system, when: {day.running: {at_least: 365}}}
        slow: {helper: yes, when: {day.delay: {at_most: 72}}}
        trained: {helper: yes, about: system, when: {some: courses, where: {course.for: officers}, has: {course.hours: {at_least: 8}}}}
        all_watched: {helper: yes, about: system, when: {every: uses, has: use.watched}}
        argued:
          provision: [law/3]
          cite: Art. 3
          says: {en: Argued about, fr: Discuté}
          readings:
            narrow: {says: Narrowly, source: a court, when: {use.weight: heavy}}
            wide: {says: Widely, source: another, applies: {from: 2026-10-01}, when: {use.weight: {at_least: middling}}}
        judged: {provision: [law/4], cite: Art. 4, says: Weighed, untranslatable: it must be weighed}
      classifications:
        high:
          scheme: risk
          class: high
          provision: [law/5, law/6]
          cite: Art. 5
          says: {en: High risk, fr: Risque élevé}
          when: {any: [all_tasks, argued, argued.narrow, {eased: {at_least: 3.4}}]}
          unless:
            small:
              provision: [law/5]
              cite: Art. 5(2)
              says: Small
              when: {all: [few_tasks, slow, asked_late]}
              unless:
                rebutted: {must_be_shown: yes, provision: [law/5], cite: Art. 5(3), says: Rebutted, when: use.rebutted}
            weighed: {provision: [law/5], cite: Art. 5(4), says: Weighed, untranslatable: by a person}
      prohibitions:
        never:
          scheme: risk
          class: forbidden
          provision: [law/7]
          cite: Art. 7
          says: Never
          bearer: [provider, deployer]
          when: {all: [judged, high.small]}
          severity: critical
      obligations:
        watch:
          bearer: deployer
          versions:
            - {applies: {from: 2026-08-02, until: 2027-01-01}, provision: [law/8], cite: Art. 8, says: Watch, when: high, requires: use.watched, evidence: [watch_plan], remedy: Watch it}
            - {applies: {from: 2027-01-02}, provision: [law/8], cite: Art. 8 as amended, says: Watch, when: high, requires: {all: [use.watched, trained]}, severity: high}
        teach:
          about: system
          bearer: provider
          topic: people
          provision: [law/9]
          cite: Art. 9
          says: Teach
          verified: memory
          status: endeavour
          when: {all: [begun, new_day, runs_long, elsewhere, known_builder]}
          requires: {all: [all_watched, enough_staff, {not: too_few_trained}]}
      rights:
        told: {holder: traveller, bearer: deployer, provision: [law/10], cite: Art. 10, says: Told, when: {risk: {at_least: high}}, honoured_by: slow}
      examples:
        - {name: nothing is known, expect: {high: open}}
      """),
]
