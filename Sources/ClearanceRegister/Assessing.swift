import ClearanceCLI
import LocatedYAML
import Register
import Reports
import RuleCompiler
import RuleEvaluator

/// Assesses files on their way into a register.
struct Assessing {
  let loaded: LoadedRules
  let day: Day?
  let today: Day
  let limits: Limits

  /// What came of files, and remarks for people.
  struct Result {
    var systems: [AssessedSystem] = []
    var head = ""
    var failures: [Failure] = []
  }

  /// Assesses files with the waivers that the register has for them.
  func assess(
    _ sources: [SourceFile], waivers: [String: [WaiverRecord]], in language: Language
  ) -> Result {
    let book = WaiverBook(entries(waivers))
    var run = AssessmentRun(loaded: loaded, day: day, today: today)
    run.assess(
      sources,
      AssessmentRun.Plan(limits: limits, waivers: book, isBrief: true))
    var result = Result()
    result.head = run.head(in: language)
    result.failures = run.failures
    let files = Dictionary(sources.map { ($0.path, $0) }) { first, _ in first }
    var seen: [String: String] = [:]
    for prepared in run.cases {
      let useCase = prepared.useCase
      guard let file = files[useCase.file] else { continue }
      if let first = seen.updateValue(file.path, forKey: useCase.name) {
        result.failures.append(Failure(.twoFiles(of: useCase.name, first, file.path)))
      }
      result.systems.append(
        AssessedSystem(
          name: useCase.name, title: useCase.title, operatorName: useCase.operatorName,
          jurisdictions: useCase.jurisdictions + useCase.asIf, path: file.path,
          bytes: file.bytes, assessment: AssessmentRecord(prepared.report)))
    }
    return result
  }

  /// The waivers of a register as a file of waivers would hold them.
  private func entries(_ waivers: [String: [WaiverRecord]]) -> [WaiverFile.Entry] {
    let list = waivers.sorted { $0.key < $1.key }.flatMap { system, records in
      records.map { JSONValue(waiver: $0, of: system) }
    }
    guard !list.isEmpty else { return [] }
    let text = JSONValue.members([("language", .integer(1)), ("waivers", .list(list))]).written
    var limits = Limits.useCase
    limits.bytes = max(limits.bytes, text.utf8.count)
    let file = try? WaiverFile(
      SourceFile(path: "register.json", text: text), answering: loaded.rulebook, limits: limits)
    return file?.entries ?? []
  }
}

extension JSONValue {
  fileprivate init(waiver: WaiverRecord, of system: String) {
    self = .members([
      ("use_case", .text(system)), ("rule", .text(waiver.rule)),
      ("use", waiver.use.map(JSONValue.text)), ("reason", .text(waiver.reason)),
      ("approved_by", .text(waiver.approvedBy)), ("expires", .text(waiver.expires)),
      ("verdict", .text(waiver.verdict)),
      ("facts", .object(waiver.facts.map { .init($0.name, .text($0.words)) })),
      ("rule_digest", waiver.ruleDigest.map(JSONValue.text)),
    ])
  }
}

extension AssessmentRecord {
  /// What a register keeps of a report.
  init(_ report: AssessmentReport) {
    let assessment = report.assessment
    let rules = assessment.rulebook.rules
    let changing = Set(report.upcoming.map(\.finding.matter))
    let kept = report.today.filter { $0.standing.isTold || changing.contains($0.finding.matter) }
    var questions: [String] = []
    for finding in report.today where finding.standing <= .open {
      for question in finding.questions {
        let name = question.name(in: rules)
        if !questions.contains(name) { questions.append(name) }
      }
    }
    let counts = report.counts
    let standings = Standing.allCases.map { ($0.rawValue, counts[$0]) }
    let others = [
      ("not_binding", counts.notBinding), ("unverified", counts.unverified),
      ("waived", counts.waived), ("total", counts.total),
    ]
    self.init(
      day: assessment.day.description, rulebook: assessment.rulebook.digest,
      program: programVersion,
      classes: assessment.classes.map {
        ClassRecord(
          scheme: $0.scheme, lowest: $0.lowest, highest: $0.highest, contested: $0.isContested)
      },
      findings: kept.map { finding in
        FindingRecord(
          rule: rules.fullName(finding.rule.id), use: finding.finding.use,
          bearer: finding.finding.bearer, kind: finding.rule.kind.rawValue,
          severity: finding.version.severity.rawValue, force: finding.force.word,
          standing: finding.standing.rawValue, waived: finding.isWaived)
      },
      counts: Dictionary(uniqueKeysWithValues: (standings + others).filter { $0.1 > 0 }),
      moments: MomentRecord.all(of: report).sorted {
        ($0.day, $0.reason.rawValue, $0.about, $0.use ?? "")
          < ($1.day, $1.reason.rawValue, $1.about, $1.use ?? "")
      },
      questions: questions.sorted())
  }
}

extension MomentRecord {
  fileprivate static func all(of report: AssessmentReport) -> [MomentRecord] {
    let assessment = report.assessment
    let useCase = assessment.useCase
    let rules = assessment.rulebook.rules
    var moments: [MomentRecord] = []
    for change in report.upcoming where change.force == .binding {
      let isOthers = change.finding.isOthers
      let was = change.previous.map {
        Standing($0, of: change.rule.kind, isOthers: isOthers).rawValue
      }
      guard was != change.standing.rawValue else { continue }
      moments.append(
        MomentRecord(
          day: change.day.description, reason: .finding, about: rules.fullName(change.rule.id),
          use: change.finding.use, was: was, becomes: change.standing.rawValue))
    }
    for scheme in assessment.classes {
      var before = ClassRecord.words(scheme.lowest, scheme.highest)
      for change in scheme.later {
        let after = ClassRecord.words(change.lowest, change.highest)
        moments.append(
          MomentRecord(
            day: change.day.description, reason: .class, about: scheme.scheme, was: before,
            becomes: after))
        before = after
      }
    }
    for evidence in useCase.evidence {
      guard let last = evidence.validUntil else { continue }
      moments.append(
        MomentRecord(
          day: last.adding(days: 1).description, reason: .evidence, about: evidence.name))
    }
    for waiver in useCase.waivers where waiver.place.file == useCase.file {
      moments.append(
        MomentRecord(
          day: waiver.expires.adding(days: 1).description, reason: .waiver, about: waiver.rule,
          use: waiver.use))
    }
    return moments
  }
}

extension ClassRecord {
  /// One class, or the two between which it is.
  static func words(_ lowest: String, _ highest: String) -> String {
    lowest == highest ? lowest : lowest + ".." + highest
  }
}

extension Question {
  /// A fact, a list, a body or a rule, by its name.
  fileprivate func name(in rules: CheckedRules) -> String {
    switch self {
    case .fact(let id, _), .itemFact(let id, _): rules.vocabulary[id].name
    case .list(let id): rules.vocabulary[id].name
    case .membership(let name), .judgement(let name, _): name
    }
  }
}

extension Force {
  fileprivate var word: String {
    switch self {
    case .binding: "binding"
    case .notBinding: "not_binding"
    case .unverified: "unverified"
    }
  }
}

extension Problem {
  static func twoFiles(of system: String, _ first: String, _ second: String) -> Problem {
    Problem(
      code: "two-files-of-a-system",
      message: "two files are of the system `\(system)`: this one and \(first)",
      french: "deux fichiers sont du système `\(system)` : celui-ci et \(first)", file: second)
  }
}
