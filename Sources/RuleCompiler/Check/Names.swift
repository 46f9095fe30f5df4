import LocatedYAML

/// Everything that a condition may name, found by its name.
struct Names {
  let vocabulary: Vocabulary
  let acts: [Act]
  let schemes: [Scheme]
  let rules: [Rule<Written>]
  let measures: [WrittenMeasure]
  /// Names of rules and measures that could not be read, about which enough is said already.
  let broken: Set<String>
  private let actsByName: [String: ActID]
  private let rulesByAct: [[String: RuleID]]
  private let measuresByAct: [[String: MeasureID]]

  init(
    vocabulary: Vocabulary, acts: [Act], schemes: [Scheme], rules: [Rule<Written>],
    measures: [WrittenMeasure], broken: Set<String> = []
  ) {
    self.broken = broken
    self.vocabulary = vocabulary
    self.acts = acts
    self.schemes = schemes
    self.rules = rules
    self.measures = measures
    var actsByName: [String: ActID] = [:]
    for act in acts where actsByName[act.name] == nil { actsByName[act.name] = act.id }
    self.actsByName = actsByName
    var rulesByAct = [[String: RuleID]](repeating: [:], count: acts.count)
    for rule in rules where rulesByAct[rule.act.index][rule.name] == nil {
      rulesByAct[rule.act.index][rule.name] = rule.id
    }
    self.rulesByAct = rulesByAct
    var measuresByAct = [[String: MeasureID]](repeating: [:], count: acts.count)
    for (index, measure) in measures.enumerated() {
      measuresByAct[measure.act.index][measure.name.text] = MeasureID(index: index)
    }
    self.measuresByAct = measuresByAct
  }

  func act(_ name: String) -> ActID? { actsByName[name] }
  func rule(_ name: String, in act: ActID) -> RuleID? { rulesByAct[act.index][name] }
  func measure(_ name: String, in act: ActID) -> MeasureID? { measuresByAct[act.index][name] }
  func scheme(_ name: String) -> Scheme? { schemes.first { $0.name == name } }

  /// Splits `act/rest`; without an act it is the one given. Nil when no act has the name.
  func split(_ name: String, within act: ActID) -> (act: ActID, rest: String)? {
    guard let slash = name.lastIndex(of: "/") else { return (act, name) }
    return self.act(String(name[..<slash])).map { ($0, String(name[name.index(after: slash)...])) }
  }

  /// Names that could have been meant in an act.
  func known(in act: ActID) -> [String] {
    vocabulary.facts.map(\.name) + rulesByAct[act.index].keys.sorted()
      + measuresByAct[act.index].keys.sorted() + schemes.map(\.name)
  }
}
