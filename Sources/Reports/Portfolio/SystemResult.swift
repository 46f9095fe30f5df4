package import RuleCompiler
package import RuleEvaluator

/// What an assessment comes to, reduced to what a portfolio counts.
///
/// A class of constants: systems of which the same is said share one.
package final class SystemResult: Sendable {
  /// What stands against a system as a whole: each is counted in one way.
  package enum Standing: String, Sendable, CaseIterable {
    /// Some duty of binding law whose text was read is violated, and no waiver covers it.
    case violated
    /// None is, but some may be: facts are missing, or the law is contested.
    case undecided
    /// Neither.
    case clear
  }

  package let standing: Standing
  /// In the order of the rulebook.
  package let classes: [SystemClass]
  /// Findings of binding law by how they stand.
  package let counts: [DutyState: Int]
  /// Findings of law that does not bind, or was not read.
  package let uncounted: Int
  /// Violations that are waived.
  package let waived: Int
  /// Duties that apply today or will, each bearer once, in the order of the rulebook.
  package let duties: [SystemDuty]
  /// What its open findings of binding law hang on, in the order of the vocabulary.
  package let questions: [SystemQuestion]
  /// Of each dimension, the places of options; nil where nobody has said.
  package let groups: [[Int]?]
  /// Of each indicator, whether it counts the system.
  package let indicators: [(numerator: Truth, denominator: Truth)]

  /// Whether no rule was evaluated.
  package let isEmpty: Bool

  /// - Parameter labels: classes that a register gives.
  package init(
    _ assessment: Assessment, labels: [SystemLabel], _ registry: IndicatorRegistry
  ) {
    isEmpty = assessment.findings.isEmpty
    let survey = Survey(assessment)
    classes = survey.classes
    counts = survey.counts
    uncounted = survey.uncounted
    waived = survey.waived
    duties = survey.duties
    questions = survey.questions
    standing = survey.standing
    groups = registry.dimensions.map { assessment.options(of: $0.fact) }
    let agreements = labels.compactMap { label in
      survey.classes.first { $0.scheme == label.scheme }.map { Agreement(label, $0) }
    }
    var results = survey.results
    results[.labelled] = agreements.isEmpty ? .no : .yes
    results[.labelDiffers] = Truth.any(
      agreements.map { $0 == .differs ? .yes : $0 == .open ? .unknown : .no })
    var reader = IndicatorReader(assessment, results: results)
    indicators = registry.indicators.map { reader.standing(of: $0) }
  }
}

/// The class of a system in a scheme.
package struct SystemClass: Sendable, Hashable {
  package let scheme: SchemeID
  /// The highest place that is still possible, 0 the highest class.
  package let highest: Int
  /// The lowest.
  package let lowest: Int
  package let isContested: Bool
  /// The classifications that give the highest class it may have; where it has the last, those
  /// that would have given another and do not hold.
  package let deciders: [RuleID]
  /// The first later day on which it is another.
  package var next: Later?

  /// The class from a later day on.
  package struct Later: Sendable, Hashable {
    package let day: Day
    package let highest: Int
    package let lowest: Int
    package let isContested: Bool
  }

  package var isSettled: Bool { highest == lowest && !isContested }
}

/// How a system stands to a duty: the gravest of its uses.
package struct SystemDuty: Sendable {
  package let rule: RuleID
  /// The place of the bearer among those of the rule.
  package let bearer: Int
  /// On the day of the portfolio, or of an upcoming one on the day from which it binds.
  package let state: DutyState
  /// The day from which it will bind; nil where it does today.
  package let begins: Day?
  /// Whether it is binding law that was read.
  package let gates: Bool
  package let isWaived: Bool
}

/// Something that somebody could say of a system.
package struct SystemQuestion: Sendable {
  /// What is asked, whatever the use or the item.
  package enum Subject: Hashable, Sendable {
    case fact(FactID)
    case list(ListID)
    case membership(String)
    case judgement(String)
  }

  package let subject: Subject
  /// Open findings that hang on it.
  package let findings: Int
  /// Those that hang on nothing else.
  package let alone: Int
}

extension SystemQuestion.Subject {
  package init(_ question: Question) {
    switch question {
    case .fact(let fact, _), .itemFact(let fact, _): self = .fact(fact)
    case .list(let list): self = .list(list)
    case .membership(let code): self = .membership(code)
    case .judgement(let name, _): self = .judgement(name)
    }
  }

  /// As the vocabulary has them, then by name.
  package func isBefore(_ other: Self) -> Bool { key < other.key }

  private var key: (Int, Int, String) {
    switch self {
    case .membership(let code): (0, 0, code)
    case .fact(let fact): (1, fact.index, "")
    case .list(let list): (2, list.index, "")
    case .judgement(let name): (3, 0, name)
    }
  }

  /// A question of one case, for its words.
  package var question: Question {
    switch self {
    case .fact(let fact): .fact(fact, context: 0)
    case .list(let list): .list(list)
    case .membership(let code): .membership(code)
    case .judgement(let name): .judgement(name, context: 0)
    }
  }
}

extension Assessment {
  /// The options that are said of a fact, over all uses; nil where nothing is said of any.
  fileprivate func options(of fact: FactID) -> [Int]? {
    var found: Set<Int> = []
    var isKnown = false
    for context in evaluation.answers.indices {
      if let value = evaluation.value(of: fact, context) {
        isKnown = true
        switch value {
        case .option(let place): found.insert(place)
        case .members(let members): found.formUnion(members)
        case .none, .number, .day, .instant, .word: break
        }
      } else if case .partly(let has, _)? = evaluation.answers[context][fact]?.said, !has.isEmpty {
        isKnown = true
        found.formUnion(has)
      }
    }
    return isKnown ? found.sorted() : nil
  }
}
