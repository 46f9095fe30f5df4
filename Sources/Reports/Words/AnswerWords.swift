import RuleCompiler
import RuleEvaluator

extension Wording {
  /// A question that no one case words: a fact's, an item's, a list's, or about the law itself.
  func question(_ question: Question) -> String {
    switch question {
    case .fact(let fact, _): sentence(rules.vocabulary[fact].question)
    case .itemFact(let fact, let item):
      say(.ofItem, item, sentence(rules.vocabulary[fact].question))
    case .list(let list): sentence(rules.vocabulary[list].question)
    case .membership(let code): say(.isMember, name(ofBody: code))
    case .judgement(let name, _): say(.judgeThis, judged(name))
    }
  }

  /// Under which name the answer is written.
  func name(of question: Question) -> String {
    switch question {
    case .fact(let fact, let context):
      inUse(rules.vocabulary[fact].name, context, of: rules.vocabulary[fact].level)
    case .itemFact(let fact, let item): item + "." + rules.vocabulary[fact].shortName
    case .list(let list): rules.vocabulary[list].name
    case .membership(let code): code
    case .judgement(let name, _): name
    }
  }

  /// With several uses, a fact of a use is said with the use.
  private func inUse(_ name: String, _ context: Int, of level: Level) -> String {
    guard let useCase, useCase.uses.count > 1, level == .use else { return name }
    return say(.inUse, name, useCase.uses[context].name)
  }

  private func name(ofBody code: String) -> String {
    rules.memberships.body(code).map { sentence($0.title) } ?? code
  }

  /// What is left to a person, in the law's words.
  private func judged(_ name: String) -> String {
    let target = rules.target(named: name, within: nil)
    let citation: Citation? =
      switch target {
      case .rule(let id, _)?: rules[id].versions.last?.citation
      case .reached(let id, let path)?: rules.derogation(id, path)?.citation
      case .reading?, .scheme?, .score?, nil: nil
      }
    return citation.map { sentence($0.says) } ?? name
  }

  // MARK: Answers

  /// What is said of a fact, as a sentence after its question.
  func answer(_ id: FactID, _ said: Answer.Said?, asks: Bool = true) -> String {
    let fact = rules.vocabulary[id]
    let words = answer(to: fact, said, after: asks ? sentence(fact.question) : "")
    return asks ? words : words.onOneLine
  }

  private func answer(to fact: Fact, _ said: Answer.Said?, after question: String) -> String {
    switch said {
    case nil, .unknown: say(.nobodySaid, question)
    case .unsayable(let why): say(.cannotBeSaid, question, why.onOneLine)
    case .value(let value): say(.answerIs, question, words(for: value, of: fact))
    case .partly(let has, let hasNot):
      say(.knownInPart, question, partly(has, hasNot, of: fact))
    }
  }

  /// What is said, and no more: of a set that is known in part, what is in and what is out.
  func words(for answer: Answer, of fact: Fact) -> String {
    switch answer.said {
    case .value(let value): words(for: value, of: fact)
    case .partly(let has, let hasNot): partly(has, hasNot, of: fact)
    case .unsayable(let why): why.onOneLine
    case .unknown: ""
    }
  }

  private func partly(_ has: [Int], _ hasNot: [Int], of fact: Fact) -> String {
    let parts = [(has, Phrase.membersIn), (hasNot, .membersOut)].filter { !$0.0.isEmpty }
    return clauses(
      parts.map { members, phrase in say(phrase, names(members, of: fact, by: ", ")) })
  }

  private func names(_ members: [Int], of fact: Fact, by separator: String) -> String {
    members.map { option($0, of: fact) }.joined(separator: separator)
  }

  private func option(_ place: Int, of fact: Fact) -> String {
    if fact.type == .yesNo { return say(place == 1 ? .sayYes : .sayNo) }
    return say(.quoted, sentence(fact.options[place].words))
  }

  /// A value in the words that the vocabulary offers for it.
  func words(for value: Value, of fact: Fact) -> String {
    switch value {
    case .none: say(.none)
    case .option(let place): option(place, of: fact)
    case .members(let members):
      members.isEmpty ? say(.noneOfThem) : names(members, of: fact, by: ", ")
    case .number(let number):
      if case .number(let unit?) = fact.type {
        amount(number, of: unit)
      } else {
        number.description
      }
    case .day(let day): date(day)
    case .instant(let instant): instant.description
    case .word(let word):
      fact.type == .country ? country(word) : say(.quoted, word.onOneLine)
    }
  }

  private func country(_ code: String) -> String {
    rules.vocabulary.countries[code].map { "\(sentence($0)) (\(code))" } ?? code
  }

  // MARK: Tests

  /// What a rule looks for in a fact; nil where it looks for plain yes or no.
  func sought(_ test: Test, of fact: Fact) -> String? {
    func one(_ value: Value) -> String { words(for: value, of: fact) }
    func options(_ places: [Int]) -> String { names(places, of: fact, by: ", ") }
    return switch test {
    case .among(let values): fact.type == .yesNo ? nil : someOf(values.map(one))
    case .includesAll(let places): say(.allOf, options(places))
    case .only(let places): say(.nothingBut, options(places))
    case .present: say(.something)
    case .atLeast(let value): say(.atLeast, one(value))
    case .atMost(let value): say(.atMost, one(value))
    case .before(let value): say(.before, one(value))
    case .onOrAfter(let value): say(.onOrAfter, one(value))
    case .lessThan(let other): say(.lessThan, rules.vocabulary[other].name)
    }
  }

  /// An answer that does not pass a test, with what would.
  func missing(_ test: Test, of fact: Fact, _ answer: String) -> String {
    switch test {
    case .present: return answer
    case .only(let places): return say(.notOnly, answer, names(places, of: fact, by: ", "))
    case .among, .includesAll, .atLeast, .atMost, .before, .onOrAfter, .lessThan:
      return sought(test, of: fact).map { say(.butNot, answer, $0) } ?? answer
    }
  }

  /// What a rule looks for in a number that follows from facts, or in the day.
  func sought(_ test: Test, in unit: TimeUnit?) -> String {
    func one(_ value: Value) -> String {
      switch value {
      case .number(let number): amount(number, in: unit)
      case .day(let day): date(day)
      case .none, .option, .instant, .word, .members: ""
      }
    }
    return switch test {
    case .among(let values): either(values.map(one))
    case .atLeast(let value): say(.atLeast, one(value))
    case .atMost(let value): say(.atMost, one(value))
    case .before(let value): say(.before, one(value))
    case .onOrAfter(let value): say(.onOrAfter, one(value))
    case .present, .includesAll, .only, .lessThan: say(.something)
    }
  }

  private func amount(_ number: Number, in unit: TimeUnit?) -> String {
    let count = number == Number(1) ? 1 : number == Number(0) ? 0 : 2
    return switch unit {
    case nil: number.description
    case .days?: say(.days, number.description, count: count)
    case .hours?: say(.hours, number.description, count: count)
    case .seconds?: say(.seconds, number.description, count: count)
    }
  }
}

extension Fact {
  /// Its name without the group.
  var shortName: String {
    name.firstIndex(of: ".").map { String(name[name.index(after: $0)...]) } ?? name
  }
}

extension CheckedRules {
  /// A derogation by its path, as it stands in the latest version that has it.
  func derogation(_ id: RuleID, _ path: [Int]) -> Derogation<Atom>? {
    for version in self[id].versions.reversed() {
      if let found = version.derogation(at: path) { return found }
    }
    return nil
  }
}
