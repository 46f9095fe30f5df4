import RuleCompiler
import RuleEvaluator

/// Says reasons about the rules of an act.
struct ReasonWording {
  let wording: Wording
  /// The act at hand: its own rules are named without it.
  let home: ActID

  private var rules: CheckedRules { wording.rules }

  /// A statement as one sentence, without its place and without its parts.
  ///
  /// - Parameters:
  ///   - isShort: leaves out what the law says, where the name will do.
  ///   - asks: says the question before the answer.
  func words(for statement: Statement, isShort: Bool = false, asks: Bool = true) -> String {
    let words = plainWords(for: statement, isShort: isShort, asks: asks)
    return statement.use.map { wording.say(.ofUse, words, $0) } ?? words
  }

  private func plainWords(for statement: Statement, isShort: Bool, asks: Bool) -> String {
    let truth = statement.truth
    switch statement.subject {
    case .fact(let fact, let test, let said):
      return answer(fact, test, said, statement, asks: asks)
    case .closedFact(let fact, _):
      return wording.say(
        .doesNotArise, asks ? wording.sentence(rules.vocabulary[fact].question) : ""
      ).onOneLine
    case .measure(let id, let test, let interval):
      return measure(id, test, interval, truth)
    case .day(let test):
      return wording.say(
        one(truth, .measureIsSo, .measureIsNotSo, .measureUnknown), wording.say(.theDay),
        wording.sought(test, in: nil))
    case .rule(let id):
      return wording.with(
        isShort ? nil : rules[id].versions.last?.citation?.says,
        wording.say(one(truth, .holds, .holdsNot, .holdsUnknown), name(of: id)))
    case .derogation(let id, let path):
      return derogation(id, path, statement.derogation ?? .open, isShort)
    case .reading(let id, let index):
      return reading(id, index, truth)
    case .scheme(let id, let among):
      let classes = wording.either(among.map { wording.className(rules[id].classes[$0]) })
      return wording.say(
        one(truth, .classIs, .classIsNot, .classUnknown), rules[id].name, classes)
    case .items(let quantity, let list, let names):
      return items(quantity, list, names, truth)
    case .uses(.some): return wording.say(one(truth, .someUse, .noUse, .someUseOpen))
    case .uses(.every): return wording.say(one(truth, .everyUse, .notEveryUse, .everyUseOpen))
    case .judgement(let name): return judgement(name)
    case .jurisdiction(let code):
      return wording.say(one(truth, .lawAsked, .lawNotAsked, .lawUnknown), code)
    case .scope(let act):
      return wording.say(
        one(truth, .covers, .coversNot, .coversUnknown), wording.sentence(rules[act].title))
    case .role(let bearer):
      return wording.say(
        one(truth, .hasRole, .hasRoleNot, .hasRoleUnknown), wording.party(bearer))
    case .notYetLaw(let day): return wording.say(.notYetLaw, wording.date(day))
    case .noLongerLaw(let day): return wording.say(.noLongerLaw, wording.date(day))
    case .requirement:
      return wording.say(one(truth, .requirementMet, .requirementNotMet, .requirementUnknown))
    }
  }

  /// A statement that was told before.
  func asAbove(_ statement: String) -> String { wording.say(.asAbove, statement) }

  private func one(_ truth: Truth, _ yes: Phrase, _ no: Phrase, _ unknown: Phrase) -> Phrase {
    switch truth {
    case .yes: yes
    case .no: no
    case .unknown: unknown
    }
  }

  private func answer(
    _ id: FactID, _ test: Test, _ said: Answer.Said?, _ statement: Statement, asks: Bool
  ) -> String {
    var words = wording.answer(id, said, asks: asks)
    if statement.truth == .no, !statement.isGuard {
      words = wording.missing(test, of: rules.vocabulary[id], words)
    }
    return statement.isAssumed ? wording.say(.assumedAnswer, words) : words
  }

  // MARK: Rules

  /// The name of a rule as this act would say it, with its place in the law.
  func name(of id: RuleID) -> String {
    let rule = rules[id]
    let name = rule.act == home ? rule.name : rules.fullName(id)
    return rule.versions.last?.citation.map {
      wording.say(.namedWithCite, name, wording.cite($0.cite))
    } ?? name
  }

  private func derogation(
    _ id: RuleID, _ path: [Int], _ state: DerogationState, _ isShort: Bool
  ) -> String {
    guard let derogation = rules.derogation(id, path) else { return rules.fullName(id, path) }
    let name = wording.say(
      .namedWithCite, derogation.name, wording.cite(derogation.citation.cite))
    let phrase: Phrase =
      switch state {
      case .counts: path.count > 1 ? .takesBack : .takesOut
      case .takenBack: .wouldDerogate
      case .open, .openButTakenBack: .derogatesUnknown
      case .doesNotHold: .derogatesNot
      }
    return wording.with(isShort ? nil : derogation.citation.says, wording.say(phrase, name))
  }

  private func reading(_ id: RuleID, _ index: Int, _ truth: Truth) -> String {
    for version in rules[id].versions.reversed() {
      guard case .readings(let readings) = version.body, index < readings.count else { continue }
      return wording.with(
        readings[index].says,
        wording.say(one(truth, .readAs, .readAsNot, .readAsUnknown), readings[index].name))
    }
    return name(of: id)
  }

  // MARK: Numbers, lists, judgements

  private func measure(
    _ id: MeasureID, _ test: Test, _ interval: Interval?, _ truth: Truth
  ) -> String {
    let name = rules[id].name
    guard case .elapsed(let elapsed) = rules[id].form else {
      let sought = wording.sought(test, in: nil)
      guard let interval else { return wording.say(.measureUnknown, name, sought) }
      let value =
        interval.low == interval.high
        ? interval.low.description
        : wording.say(.fromTo, interval.low.description, interval.high.description)
      return wording.say(.measureIs, name, value, sought)
    }
    return wording.say(
      one(truth, .measureIsSo, .measureIsNotSo, .measureUnknown), name,
      wording.sought(test, in: elapsed.unit))
  }

  private func items(
    _ quantity: Quantity, _ list: ListID, _ names: [String], _ truth: Truth
  ) -> String {
    let title = rules.vocabulary[list].name
    guard let given = wording.useCase?.lists[list] else { return wording.say(.listNotGiven, title) }
    if given.items.isEmpty, given.isComplete { return wording.say(.noneListed, title) }
    let listed = names.joined(separator: ", ")
    return switch (quantity, truth) {
    case (.some, .yes): wording.say(.someItems, title, listed)
    case (.some, .no): wording.say(.noSuchItem, title)
    case (.every, .yes): wording.say(.everyItem, title)
    case (.every, .no): wording.say(.notEveryItem, title, listed)
    case (_, .unknown):
      names.isEmpty
        ? wording.say(.listNotWhole, title) : wording.say(.itemsOpen, title, listed)
    }
  }

  /// What a person has judged, or that nobody has.
  func judgement(_ name: String) -> String {
    guard let judgement = wording.useCase?.judgements[name] else {
      return wording.say(.notJudged, name)
    }
    return wording.say(
      .judged, name, judgement.by.onOneLine, wording.date(judgement.on),
      wording.say(judgement.verdict ? .sayYes : .sayNo), judgement.reason.onOneLine)
  }
}
