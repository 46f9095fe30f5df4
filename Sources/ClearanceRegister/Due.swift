import ArgumentParser
import ClearanceCLI
import LocatedYAML
import Register
import Reports
import RuleCompiler

/// `due`: what must be looked at again, and why.
struct Due: Verb {
  static let configuration = CommandConfiguration(
    abstract: "Lists what must be looked at again on a day, and why.",
    discussion: """
      Reasons are: rulebook, the rules are others than those of the assessment; evidence, a \
      document's last day has passed; waiver, a waiver's last day has passed; duty and class, \
      something is otherwise from a day on that has come; undecided, it may be a violation and \
      nobody has said, which is told where it is asked for. Nothing is recorded.

      \(ExitStatus.help)
      """)

  @OptionGroup var argument: RegisterArgument
  @Argument(help: "Systems; without any, all that are in use.")
  var systems: [String] = []

  @OptionGroup var day: DayOption

  @Option(
    help: ArgumentHelp("Tell what comes within so many days too.", valueName: "days"))
  var within = 0

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "Only this reason; may be repeated: \(DueReason.Cause.words).", valueName: "reason"))
  var reason: [String] = []

  @OptionGroup var rules: RulesOption
  @OptionGroup var output: ResultOptions

  var wantsJSON: Bool { output.wantsJSON }
  var language: Language { output.language }

  mutating func validate() throws {
    guard (0...36_600).contains(within) else {
      throw ValidationError("--within takes a number of days, at most 36,600")
    }
    for word in reason where DueReason.Cause(rawValue: word) == nil {
      throw ValidationError("--reason takes one of: \(DueReason.Cause.words)")
    }
  }

  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome {
    let day = try day.ofEvent(in: surroundings)
    let store = try argument.open(in: surroundings)
    let wanted = Set(
      reason.isEmpty
        ? DueReason.Cause.allCases.filter { $0 != .undecided }
        : reason.compactMap(DueReason.Cause.init))
    var rulebook: String?
    if wanted.contains(.rulebook) {
      let source = try rules.find(in: surroundings)
      do { rulebook = try source.digest() } catch { throw Failure(error) }
    }
    let end = day.adding(days: within).description
    var filter = SystemFilter()
    filter.systems = systems
    let states = try argument.attempt { () throws(RegisterError) in try store.systems(filter) }
    let found = states.map { state in
      (
        state,
        state.due(on: day.description, rulebook: rulebook, until: end)
          .filter { wanted.contains($0.cause) }
      )
    }.filter { !$0.1.isEmpty }
    let undecided = states.count { state in
      state.due(on: day.description, rulebook: nil).contains { $0.cause == .undecided }
    }
    let text = DueText(day: day, language: language)
    var outcome = Outcome(
      .due, argument, output,
      [
        ("day", .text(day.description)), ("until", .text(end)),
        ("rulebook", .optional(rulebook)), ("undecided_systems", .integer(undecided)),
        (
          "due",
          .list(
            found.map { state, reasons in
              .members([
                ("system", .text(state.name)), ("version", .integer(state.version.number)),
                ("assessed", .text(state.assessment.day)),
                ("reasons", .list(reasons.map(\.json))),
              ])
            })
        ),
      ], text: found.map { text.of($0, $1) }.joined(separator: "\n"))
    if !output.wantsJSON {
      let count = (found.count, states.count)
      outcome.remark(
        Text(
          "\(count.0) of \(count.1) systems to be looked at again on \(day)",
          french: "\(count.0) système\(count.0 < 2 ? "" : "s") sur \(count.1) à revoir le \(day)"
        ).in(language))
      if undecided > 0, !wanted.contains(.undecided) {
        outcome.remark(
          (counted(
            undecided, "system has", "systems have", french: "système a", "systèmes ont")
            + Text(
              " findings that nobody has decided: --reason undecided",
              french: " des constats que personne n'a tranchés : --reason undecided")).in(language))
      }
    }
    return outcome
  }
}

/// Reasons as text for people.
struct DueText {
  let day: Day
  let language: Language

  /// How many rules of one kind are named, before they are only counted.
  private static let most = 8

  func of(_ state: SystemState, _ reasons: [DueReason]) -> String {
    let title = state.version.title.map { " · " + $0 } ?? ""
    var table = TextTable()
    for cause in DueReason.Cause.allCases {
      let own = reasons.filter { $0.cause == cause }
        .sorted {
          ($0.gravity, $0.day ?? "", $0.about ?? "") < ($1.gravity, $1.day ?? "", $1.about ?? "")
        }
      for reason in own.prefix(DueText.most) {
        table.add(["  " + cause.label.in(language), when(reason), what(reason)])
      }
      if own.count > DueText.most {
        let rest = own.count - DueText.most
        table.add([
          "  " + cause.label.in(language), "",
          Text("and \(rest) more", french: "et \(rest) autres").in(language),
        ])
      }
    }
    return "\(state.name)\(title)".printable + "\n" + table.text
  }

  private func when(_ reason: DueReason) -> String {
    guard let day = reason.day else { return "" }
    let isPast = day <= self.day.description
    return
      (isPast
      ? Text("since \(day)", french: "depuis le \(day)")
      : Text("from \(day)", french: "à partir du \(day)")).in(language)
  }

  private func what(_ reason: DueReason) -> String {
    let about = reason.about ?? ""
    let use = reason.use.map { " · \($0)" } ?? ""
    switch reason.cause {
    case .rulebook:
      let (was, now) = (reason.was?.prefix(12) ?? "", reason.becomes?.prefix(12) ?? "")
      return Text(
        "assessed by \(was), the rules are now \(now)",
        french: "évalué selon \(was), les règles sont maintenant \(now)"
      ).in(language)
    case .evidence:
      return about
    case .waiver, .undecided:
      return about + use
    case .duty:
      let words = [reason.was, reason.becomes].map { standingWords($0 ?? "", in: language) }
      return about + use + ": " + words.joined(separator: " → ")
    case .class:
      return about + ": "
        + [reason.was, reason.becomes].compactMap(\.self)
        .joined(separator: " → ")
    }
  }
}

extension DueReason {
  /// What becomes a violation comes first.
  fileprivate var gravity: Int {
    let order = Standing.allCases.map(\.rawValue)
    return becomes.flatMap(order.firstIndex) ?? 0
  }
}

extension DueReason.Cause {
  static var words: String { allCases.map(\.rawValue).joined(separator: ", ") }

  fileprivate var label: Text {
    switch self {
    case .rulebook: Text("other rules", french: "autres règles")
    case .evidence: Text("document lapsed", french: "document périmé")
    case .waiver: Text("waiver ended", french: "tolérance échue")
    case .duty: Text("finding changes", french: "constat qui change")
    case .class: Text("class changes", french: "classe qui change")
    case .undecided: Text("undecided", french: "indécis")
    }
  }
}
