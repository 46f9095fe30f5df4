import RuleCompiler
import RuleEvaluator

/// Puts conditions on a page as trees, each clause with its place.
struct ConditionText {
  let words: ReasonWording
  let file: String

  private var wording: Wording { words.wording }
  private var rules: CheckedRules { wording.rules }

  func put(_ condition: Condition<Atom>, at indent: Int, on page: inout Page) {
    switch condition.shape {
    case .always: page.put(wording.say(.byItself), at: indent)
    case .all(let parts): put(.conditionAll, parts, at: indent, on: &page)
    case .any(let parts): put(.conditionAny, parts, at: indent, on: &page)
    case .not(let part): put(.conditionNot, [part], at: indent, on: &page)
    case .atom(let atom):
      page.put(
        clause(atom), at: indent, right: Place(file: file, span: condition.span).words)
      putInside(atom, at: indent + 2, on: &page)
    }
  }

  private func put(
    _ heading: Phrase, _ parts: [Condition<Atom>], at indent: Int, on page: inout Page
  ) {
    page.put(wording.say(heading), at: indent)
    for part in parts { put(part, at: indent + 2, on: &page) }
  }

  private func putInside(_ atom: Atom, at indent: Int, on page: inout Page) {
    switch atom {
    case .items(_, _, let filter, let demand), .uses(_, let filter, let demand):
      if let filter { put(.conditionWhere, [filter], at: indent, on: &page) }
      if let demand { put(.conditionHas, [demand], at: indent, on: &page) }
    case .fact, .measure, .assessmentDay, .rule, .reached, .reading, .scheme: break
    }
  }

  /// A clause in words, without what is inside a list.
  func clause(_ atom: Atom) -> String {
    switch atom {
    case .fact(let id, let test): return fact(rules.vocabulary[id], test)
    case .measure(let id, let test):
      let unit: TimeUnit? =
        if case .elapsed(let elapsed) = rules[id].form { elapsed.unit } else { nil }
      return wording.say(.measureIsSo, rules[id].name, wording.sought(test, in: unit))
    case .assessmentDay(let test):
      return wording.say(.measureIsSo, wording.say(.theDay), wording.sought(test, in: nil))
    case .rule(let id): return named(id)
    case .reached(let id, let path):
      let name = rules.fullName(id, path)
      return rules.derogation(id, path).map {
        wording.with(
          $0.citation.says, wording.say(.namedWithCite, name, wording.cite($0.citation.cite)))
      } ?? name
    case .reading(let id, let index):
      return rules.fullName(id) + "." + rules[id].readingNames[index]
    case .scheme(let id, let among):
      return wording.say(
        .classIs, rules[id].name,
        wording.either(among.map { wording.className(rules[id].classes[$0]) }))
    case .items(.some, let list, _, _):
      return wording.say(.conditionSome, rules.vocabulary[list].name)
    case .items(.every, let list, _, _):
      return wording.say(.conditionEvery, rules.vocabulary[list].name)
    case .uses(.some, _, _): return wording.say(.conditionSomeUse)
    case .uses(.every, _, _): return wording.say(.conditionEveryUse)
    }
  }

  private func named(_ id: RuleID) -> String {
    wording.with(rules[id].versions.last?.citation?.says, words.name(of: id))
  }

  private func fact(_ fact: Fact, _ test: Test) -> String {
    let question = wording.sentence(fact.question)
    guard let sought = wording.sought(test, of: fact) else {
      let isYes = test == .among([.yes])
      return wording.say(.asks, fact.name, question, wording.say(isYes ? .sayYes : .sayNo))
    }
    return wording.say(.asks, fact.name, question, sought)
  }
}
