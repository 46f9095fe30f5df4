import LocatedYAML
import RuleCompiler
import RuleEvaluator
import Testing

@testable import Reports

/// A law with a duty for every way to come out, of every time, force and severity.
enum GateLaw {
  static let verdicts = [
    "violated", "presumed_violated", "contested", "undecided", "open", "satisfied",
    "presumed_satisfied", "not_applicable", "others",
  ]
  static let times = ["today", "later", "ended"]
  static let forces = ["binding", "unverified", "voluntary"]
  static let severities = Severity.allCases

  static let day = Day(2026, 11, 22)

  struct Duty {
    let verdict: String
    let time: String
    let force: String
    let severity: Severity

    var name: String { "\(verdict)_\(time)_\(force)_\(severity.rawValue)" }
  }

  static let duties = verdicts.flatMap { verdict in
    times.flatMap { time in
      forces.flatMap { force in
        severities.map { Duty(verdict: verdict, time: time, force: force, severity: $0) }
      }
    }
  }

  static let duty = Dictionary(uniqueKeysWithValues: duties.map { ("gate-act/" + $0.name, $0) })

  private static let source =
    "provision: [gate-act/1], cite: Art. 1, says: {en: A duty, fr: Un devoir}"

  private static func written(_ duty: Duty) -> String {
    let (when, requires) =
      switch duty.verdict {
      case "violated", "presumed_violated", "others": ("always", "s.no")
      case "contested": ("disputed", "s.no")
      case "undecided": ("always", "s.open")
      case "open": ("s.open", "s.yes")
      case "not_applicable": ("s.no", "s.yes")
      default: ("always", "s.yes")
      }
    let unless =
      duty.verdict.hasPrefix("presumed")
      ? ", unless: {shown: {must_be_shown: yes, \(source), when: s.open}}" : ""
    let applies =
      switch duty.time {
      case "later": "{from: 2027-01-01}"
      case "ended": "{from: 2020-01-01, until: 2025-12-31}"
      default: "{from: 2020-01-01}"
      }
    let force =
      switch duty.force {
      case "unverified": ", verified: memory"
      case "voluntary": ", status: voluntary"
      default: ""
      }
    let bearer = duty.verdict == "others" ? "other" : "keeper"
    return "  \(duty.name): {\(source), bearer: \(bearer), about: system, when: \(when),"
      + " requires: \(requires), severity: \(duty.severity.rawValue), applies: \(applies)"
      + force + unless + "}"
  }

  static let rulebook = Result {
    try Rulebook(
      [
        SourceFile(
          path: "vocabulary.yaml",
          text: """
            language: 1
            vocabulary: gate
            groups: {s: {en: The system, fr: Le système}}
            facts:
              s.yes: {ask: {en: Is it so?, fr: Est-ce ainsi ?}, type: yes_no, of: system}
              s.no: {ask: {en: Is it so?, fr: Est-ce ainsi ?}, type: yes_no, of: system}
              s.open: {ask: {en: Is it so?, fr: Est-ce ainsi ?}, type: yes_no, of: system}
            """),
        SourceFile(
          path: "memberships.yaml",
          text: """
            language: 1
            memberships:
              EU: {title: {en: Union, fr: Union}, members: [{code: NL, from: 1958-01-01}]}
            """),
        SourceFile(
          path: "act.yaml",
          text: """
            language: 1
            act: gate-act
            title: {en: Gate Act, fr: Loi}
            url: https://example.org/gate
            jurisdiction: EU
            applies: {from: 2020-01-01}
            bearers: {keeper: keeper, other: nobody}
            """),
        SourceFile(
          path: "duties.yaml",
          text: """
            language: 1
            act: gate-act
            definitions:
              keeper: {helper: yes, when: always}
              nobody: {helper: yes, when: s.no}
              disputed:
                provision: [gate-act/1]
                cite: Art. 1
                says: {en: Disputed, fr: Discuté}
                readings:
                  one: {says: So, source: A court, when: s.yes}
                  two: {says: Not so, source: Another court, when: s.no}
            obligations:

            """ + duties.map(written).joined(separator: "\n") + "\n"),
      ], digest: "test")
  }

  static func assess(waivers: String = "", selfGranted: Bool = false) throws -> Assessment {
    let rulebook = try rulebook.get()
    var useCase = try UseCase(
      SourceFile(
        path: "case.yaml",
        text: """
          language: 1
          use_case: all-ways
          jurisdictions: [NL]
          facts: {s: {yes: yes, no: no}}

          """ + waivers), answering: rulebook)
    if selfGranted {
      for place in useCase.waivers.indices { useCase.waivers[place].isSelfGranted = true }
    }
    return rulebook.assess(useCase, on: try #require(day)) { bytes in
      String(bytes.reduce(0) { ($0 &* 31 &+ Int($1)) % 1_000_003 })
    }
  }
}
