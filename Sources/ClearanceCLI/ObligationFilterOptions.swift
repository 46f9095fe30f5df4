import ArgumentParser
import Reports
import RuleCompiler

/// What of a list of obligations is wanted.
struct ObligationFilterOptions: ParsableArguments {
  @Option(
    name: [.customLong("role"), .customLong("bearer")],
    help: ArgumentHelp(
      "Only what binds this role or is its right, such as deployer; repeatable.",
      valueName: "role"))
  var roles: [String] = []

  @Option(
    name: .customLong("topic"),
    help: ArgumentHelp(
      "Only what is about this, such as human_oversight; repeatable.", valueName: "topic"))
  var topics: [String] = []

  @Option(
    name: .customLong("jurisdiction"),
    help: ArgumentHelp(
      "Only law of this country or body, such as EU; repeatable.", valueName: "code"))
  var jurisdictions: [String] = []

  @Option(
    name: .customLong("act"),
    help: ArgumentHelp("Only rules of this act, such as eu-ai-act; repeatable.", valueName: "act"))
  var acts: [String] = []

  @Option(
    name: .customLong("kind"),
    help: ArgumentHelp("obligation, prohibition or right; repeatable.", valueName: "kind"))
  var kinds: [RuleKind] = []

  @Option(
    name: .customLong("status"),
    help: ArgumentHelp("Only texts of this force; repeatable.", valueName: "status"))
  var statuses: [Status] = []

  @Option(
    name: .customLong("timing"),
    help: ArgumentHelp(
      "Only what is in force, upcoming or ended on the day; repeatable.", valueName: "timing"))
  var timings: [ListedDuty.Timing] = []

  @Option(
    name: .customLong("state"),
    help: ArgumentHelp(
      "Only what stands so, of a use case; all but not_applicable and others unless given; repeatable.",
      valueName: "state"))
  var states: [DutyState] = []

  @Option(
    help: ArgumentHelp("Only what is law on some day from this one on.", valueName: "date"))
  var from: String?

  @Option(help: ArgumentHelp("Only what is law on some day up to this one.", valueName: "date"))
  var to: String?

  /// The filter, its names looked up among those of the rules.
  func read(
    _ names: ObligationNames, isCatalogue: Bool
  ) throws(Failure) -> ObligationFilter {
    if isCatalogue, !states.isEmpty { throw Failure(.stateWithoutUseCase) }
    if let kind = kinds.first(where: { !$0.isDuty }) { throw Failure(.noDuty(kind)) }
    var filter = ObligationFilter()
    filter.roles = try read(roles, .role, names)
    filter.topics = try read(topics, .topic, names)
    filter.jurisdictions = try read(jurisdictions, .jurisdiction, names)
    filter.acts = try read(acts, .act, names)
    filter.kinds = Set(kinds)
    filter.statuses = Set(statuses)
    filter.timings = Set(timings)
    filter.states = isCatalogue ? [] : states.isEmpty ? DutyState.applying : Set(states)
    filter.from = try from.map { text throws(Failure) in try Day.read(text, of: "--from") }
    filter.to = try to.map { text throws(Failure) in try Day.read(text, of: "--to") }
    if let from = filter.from, let to = filter.to, to < from {
      throw Failure(.rangeEndsFirst(from, to))
    }
    return filter
  }

  private func read(
    _ texts: [String], _ kind: ObligationNames.Kind, _ names: ObligationNames
  ) throws(Failure) -> Set<String> {
    var found: Set<String> = []
    for text in texts {
      do throws(UnknownName) { found.insert(try names.name(of: kind, meant: text)) } catch {
        throw Failure(.unknownName(error))
      }
    }
    return found
  }
}

extension Status: ExpressibleByArgument {}
extension ListedDuty.Timing: ExpressibleByArgument {}
extension DutyState: ExpressibleByArgument {}

extension Day {
  /// A day that an option names.
  static func read(_ text: String, of option: String) throws(Failure) -> Day {
    guard let day = Day(text) else {
      throw Failure(
        Problem(
          code: "not-a-day", message: "\(option) names no day of the calendar: `\(text)`",
          french: "\(option) ne nomme aucun jour du calendrier : `\(text)`",
          hint: "a day is written YYYY-MM-DD, from 1900 to 2200",
          frenchHint: "un jour s'écrit AAAA-MM-JJ, de 1900 à 2200"))
    }
    return day
  }
}

extension Problem {
  fileprivate static func unknownName(_ error: UnknownName) -> Problem {
    let (english, french) =
      switch error.kind {
      case .role:
        ("nobody is bound or entitled under the name", "nul n'est obligé ni titulaire sous le nom")
      case .topic: ("no rule has the topic", "aucune règle n'a le sujet")
      case .jurisdiction: ("there are no rules of", "il n'y a pas de règles de")
      case .act: ("no act with duties is named", "aucun texte avec des obligations ne s'appelle")
      }
    let list = error.known.map { "`\($0)`" }.joined(separator: ", ")
    var hint = error.nearest.map { "did you mean `\($0)`?" } ?? "there are \(list)"
    var frenchHint = error.nearest.map { "peut-être `\($0)` ?" } ?? "il y a \(list)"
    if !error.bodies.isEmpty {
      let bodies = error.bodies.map { "`\($0)`" }.joined(separator: ", ")
      hint = "it belongs to \(bodies), which have rules: name those"
      frenchHint = "il appartient à \(bodies), qui ont des règles : les nommer"
    }
    return Problem(
      code: "unknown-\(error.kind.rawValue)", message: "\(english) `\(error.name)`",
      french: "\(french) `\(error.name)`", hint: hint, frenchHint: frenchHint)
  }

  fileprivate static let stateWithoutUseCase = Problem(
    code: "state-without-use-case",
    message: "--state asks how a use case stands, and none is named",
    french: "--state demande l'état d'un cas, et aucun n'est nommé",
    hint: "name a use-case file, or leave --state out",
    frenchHint: "nommer un fichier de cas, ou laisser --state")

  fileprivate static func noDuty(_ kind: RuleKind) -> Problem {
    Problem(
      code: "no-duty", message: "a \(kind.rawValue) binds nobody and is never listed",
      french: "une règle du genre \(kind.rawValue) ne lie personne et n'est jamais listée",
      hint: "--kind takes obligation, prohibition or right",
      frenchHint: "--kind prend obligation, prohibition ou right")
  }

  static func rangeEndsFirst(_ from: Day, _ to: Day) -> Problem {
    Problem(
      code: "range-ends-first", message: "--to \(to) lies before --from \(from)",
      french: "--to \(to) précède --from \(from)")
  }
}
