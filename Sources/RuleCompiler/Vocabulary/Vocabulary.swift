import LocatedYAML

/// Every fact that rules may test and cases may answer, in vocabulary order.
@usableFromInline package struct Vocabulary: Sendable {
  @usableFromInline package internal(set) var facts: [Fact] = []
  @usableFromInline package internal(set) var lists: [FactList] = []
  /// Groups of facts by name, with words for people.
  package internal(set) var groups: [String: Text] = [:]
  /// Codes of countries with their names; empty when no file lists them.
  package internal(set) var countries: [String: Text] = [:]
  /// Bearers of duties and holders of rights by name, as people call them.
  package internal(set) var parties: [String: Text] = [:]
  /// Classes of schemes by name, as people call them.
  package internal(set) var classes: [String: Text] = [:]
  /// What duties are about by name, as people call it.
  package internal(set) var topics: [String: Text] = [:]
  /// What says that a model of machine learning works in a system.
  package internal(set) var models: [ModelMark] = []
  private var factsByName: [String: FactID] = [:]
  private var listsByName: [String: ListID] = [:]

  package init() {}

  // Lent, not copied: these are read at every turn.
  @inlinable package subscript(_ id: FactID) -> Fact { _read { yield facts[id.index] } }
  @inlinable package subscript(_ id: ListID) -> FactList { _read { yield lists[id.index] } }

  package func fact(named name: String) -> FactID? { factsByName[name] }
  package func list(named name: String) -> ListID? { listsByName[name] }

  /// Names that begin with a group are facts, never rules.
  package func isFactName(_ name: String) -> Bool {
    guard let point = name.firstIndex(of: ".") else { return false }
    return groups[String(name[..<point])] != nil
  }
}

/// The day on which a case is assessed, as a fact that nobody needs to answer.
package let assessmentDayName = "assessment.day"

extension Vocabulary {
  mutating func add(_ fact: Fact) {
    factsByName[fact.name] = fact.id
    facts.append(fact)
  }

  mutating func add(_ list: FactList) {
    listsByName[list.name] = list.id
    lists.append(list)
  }

  /// Rebuilds a vocabulary from its parts, as when it was stored.
  package init(
    facts: [Fact], lists: [FactList], groups: [String: Text], countries: [String: Text],
    parties: [String: Text], classes: [String: Text], topics: [String: Text],
    models: [ModelMark]
  ) {
    self.facts = facts
    self.lists = lists
    self.groups = groups
    self.countries = countries
    self.parties = parties
    self.classes = classes
    self.topics = topics
    self.models = models
    factsByName = Dictionary(facts.map { ($0.name, $0.id) }) { first, _ in first }
    listsByName = Dictionary(lists.map { ($0.name, $0.id) }) { first, _ in first }
  }
}
