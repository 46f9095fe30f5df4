import RuleCompiler
import RuleEvaluator

/// Says what a portfolio counts, in one language.
struct PortfolioNames {
  let portfolio: Portfolio
  let wording: Wording

  init(_ portfolio: Portfolio, _ language: Language) {
    self.portfolio = portfolio
    wording = Wording(language: language, rules: portfolio.rules, useCase: nil)
  }

  var language: Language { wording.language }
  var rules: CheckedRules { portfolio.rules }

  func say(_ words: Words, _ arguments: String...) -> String {
    Phrase.fill(words.in(language), arguments)
  }

  func sentence(_ text: Text) -> String { wording.sentence(text) }

  /// A class in plain letters.
  func className(_ name: String) -> String {
    guard language == .english else { return wording.className(name, isQuoted: false) }
    return String(name.map { $0 == "_" ? " " : $0 })
  }

  /// A class, or the classes from the highest to the lowest that are possible.
  func classes(_ scheme: Scheme, _ highest: Int, _ lowest: Int, isContested: Bool) -> String {
    let words =
      highest == lowest
      ? className(scheme.classes[highest])
      : say(
        PortfolioWords.fromTo, className(scheme.classes[highest]),
        className(scheme.classes[lowest]))
    return isContested ? say(PortfolioWords.contested, words) : words
  }

  func classes(_ own: SystemClass) -> String {
    classes(rules[own.scheme], own.highest, own.lowest, isContested: own.isContested)
  }

  /// The act, and the scheme where the act has several.
  func label(of scheme: Scheme) -> String {
    let title = sentence(rules[scheme.act].title)
    guard rules.schemes.count(where: { $0.act == scheme.act }) > 1,
      let last = scheme.name.split(separator: "_").last
    else { return title }
    return title + " · " + (PageWords.schemes[String(last)]?.in(language) ?? String(last))
  }

  func word(for standing: SystemResult.Standing) -> String {
    switch standing {
    case .violated: say(PortfolioWords.violated)
    case .undecided: say(PortfolioWords.undecided)
    case .clear: say(PortfolioWords.clear)
    }
  }

  func word(for state: DutyState) -> String {
    switch state {
    case .violated: say(PortfolioWords.stateViolated)
    case .contested: say(PortfolioWords.stateContested)
    case .undecided: say(PortfolioWords.stateUndecided)
    case .open: say(PortfolioWords.stateOpen)
    case .satisfied: say(PortfolioWords.stateSatisfied)
    case .notApplicable, .others: state.rawValue
    }
  }

  func word(for agreement: Agreement) -> String {
    switch agreement {
    case .agrees: say(PortfolioWords.agrees)
    case .differs: say(PortfolioWords.differs)
    case .open: say(PortfolioWords.open)
    }
  }

  /// Whom a duty binds, its act and place.
  func source(_ rule: RuleID) -> String {
    let version = rules[rule].version(on: portfolio.day)
    return wording.source(rules[rules[rule].act], version.citation)
  }

  func says(_ rule: RuleID) -> String {
    rules[rule].version(on: portfolio.day).citation.map { sentence($0.says) }
      ?? rules.fullName(rule)
  }

  func cite(_ rule: RuleID) -> String {
    rules[rule].version(on: portfolio.day).citation.map { wording.cite($0.cite) }
      ?? rules[rule].name
  }

  /// The provisions by which a class is decided, at most three: those that give it; where it has
  /// the last, those that would give the class of the label and do not hold.
  func deciding(_ own: SystemClass, against label: SystemLabel? = nil) -> String {
    let title = sentence(rules[rules[own.scheme].act].title)
    let words = own.deciders(against: label, rules).map { cite($0) }.uniqued()
    guard !words.isEmpty else { return title }
    let source = title + ", " + wording.someOf(words)
    let isLast = own.highest == rules[own.scheme].classes.count - 1
    return isLast ? say(PortfolioWords.holdsNot, source) : source
  }

  /// From when on it is another class; nil where no such day is known.
  func next(_ own: SystemClass) -> String? {
    own.next.map { next in
      wording.say(
        .sepSays, say(PortfolioWords.fromDay, wording.date(next.day)),
        classes(rules[own.scheme], next.highest, next.lowest, isContested: next.isContested))
    }
  }

  func question(_ subject: SystemQuestion.Subject) -> String { wording.question(subject.question) }

  func name(of subject: SystemQuestion.Subject) -> String { wording.name(of: subject.question) }

  func figure(_ figure: IndicatorFigure) -> String {
    FigureWords(language: language).figure(figure)
  }

  func unknown(_ figure: IndicatorFigure) -> String {
    FigureWords(language: language).unknown(figure)
  }

  /// Whose law is asked; what is asked as if is marked.
  func laws(_ system: PortfolioSystem) -> String {
    (system.jurisdictions + system.asIf.map { $0 + "*" }).joined(separator: ", ")
  }

  func days() -> String {
    guard let days = portfolio.days, days.lowerBound != days.upperBound else {
      return say(PortfolioWords.asOf, wording.date(portfolio.day))
    }
    return say(
      PortfolioWords.asOfDays, wording.date(days.lowerBound), wording.date(days.upperBound))
  }
}
