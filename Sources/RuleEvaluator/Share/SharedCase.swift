import LocatedYAML
package import RuleCompiler

/// A use case written anew for other administrations.
///
/// Nothing of the file is copied: only what is said to facts, so that comments, paths and whatever
/// else stands there cannot come along. What the vocabulary calls operational is
/// `{unknown: withheld}`.
package struct SharedCase: Sendable {
  /// The file, in YAML.
  package let text: String
  /// What is withheld, in the order of the vocabulary.
  package let withheld: [Withheld]
  /// What else was left out, and how often.
  package let omitted: [Omitted: Int]

  /// A fact whose answer is withheld.
  package struct Withheld: Hashable, Sendable {
    package let fact: FactID
    /// The use or the item it is said of, as the shared case names it; nil of the whole system.
    package let about: String?
  }

  /// What never comes along.
  package enum Omitted: String, CaseIterable, Sendable {
    /// The use case's own name.
    case name
    /// Why something cannot be said.
    case reasons
    /// Names of the items of lists, which are counted instead.
    case itemNames = "item_names"
    /// Paths and digests of documents.
    case documents
    /// Documents that no rule asks for.
    case otherDocuments = "other_documents"
    case waivers
    /// By whom something was judged, and why.
    case judges
    case judgements
    case expectations
    /// Titles and names that hold words of what is withheld.
    case titles
  }

  /// What a fact says that is withheld on purpose.
  static let word = "withheld"
  /// What stands for a reason that is not told.
  static let reason = "reason not shared"
}

extension SharedCase {
  /// - Parameters:
  ///   - name: what it is to be called; without one, after what is in it.
  ///   - others: facts that are withheld besides those that the vocabulary marks.
  ///   - hash: makes that name.
  package init(
    _ useCase: UseCase, of rules: CheckedRules, named name: String?,
    withholding others: Set<FactID> = [], hashing hash: HashFunction
  ) {
    var writer = SharedCaseWriter(
      useCase, rules, withholding: rules.vocabulary.operationalFacts(with: others))
    writer.write()
    let given = name ?? "shared-" + hash(Array(writer.text.utf8)).prefix(8)
    text =
      "language: 1\nuse_case: " + NewValue.word(given).written(inJSON: false) + "\n"
      + writer.text
    withheld = writer.withheld
    omitted = writer.omitted
  }
}

extension Vocabulary {
  /// Facts whose answers are withheld: those that the vocabulary marks, those that are asked only
  /// because of one, and texts about items of lists, which name sources and criteria.
  package func operationalFacts(with others: Set<FactID> = []) -> Set<FactID> {
    var found = others.union(facts.filter(\.isOperational).map(\.id))
    for fact in facts {
      if fact.type == .text, fact.list != nil { found.insert(fact.id) }
      // A guard names facts that are declared before.
      let atoms = fact.guarding?.condition.atoms ?? []
      if atoms.contains(where: { $0.reads(found) }) { found.insert(fact.id) }
    }
    return found
  }
}

extension Atom {
  fileprivate func reads(_ facts: Set<FactID>) -> Bool {
    switch self {
    case .fact(let fact, let test): !facts.isDisjoint(with: test.facts(with: fact))
    case .items(_, _, let first, let second), .uses(_, let first, let second):
      [first, second].contains { condition in
        condition?.atoms.contains { $0.reads(facts) } ?? false
      }
    case .measure, .assessmentDay, .rule, .reached, .reading, .scheme: false
    }
  }
}
