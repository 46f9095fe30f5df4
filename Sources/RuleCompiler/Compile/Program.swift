/// A derogation as steps.
package struct CompiledDerogation: Sendable {
  /// Nil where only a person can judge it.
  package let when: Clause?
  /// Its own condition, on the days on which it is law.
  package let own: StepID
  /// It counts: its own condition, and nothing takes it back.
  package let counts: StepID
  /// The rule's `when`, the own condition of every derogation above it, and it counts.
  package let reached: StepID
  package let presumption: VariableID?
  package let unless: [CompiledDerogation]
}

/// A version of a rule as steps.
package struct CompiledVersion: Sendable {
  /// The day is one on which it is law.
  package let applies: StepID
  /// The condition, or one for each reading; empty where only a person can judge it.
  package let clauses: [Clause]
  /// The condition, the reading, or the judgement.
  package let when: StepID
  package let derogations: [CompiledDerogation]
  /// `when`, and no derogation counts.
  package let body: StepID
  /// Scope and territory of the act, and its jurisdiction; yes for a definition.
  package let scope: StepID
  package let requires: Clause?
  /// For a duty, one entry a bearer; for others a single one without.
  package let bindings: [Binding]

  /// A duty on one bearer.
  package struct Binding: Sendable {
    /// Nil where the rule names no bearer.
    package let bearer: String?
    package let hasRole: StepID
    /// The duty is owed, or the classification or definition is yes.
    package let holds: StepID
    /// What it requires is so; for a prohibition, that the forbidden thing is not.
    package let required: StepID
  }
}

/// The diagrams from which a verdict is read, kept apart: joined for all cases at once they would
/// be large, and under the answers of a case they are small.
package struct VerdictDiagram: Hashable, Sendable {
  /// The duty is owed; of a rule that is no duty, its truth.
  package let owed: NodeID
  /// What the version that is law on the day requires is so; yes of a rule that is no duty.
  package let required: NodeID

  package init(owed: NodeID, required: NodeID) {
    self.owed = owed
    self.required = required
  }

  /// The diagram of a truth, as a verdict of yes or no.
  package init(truth: NodeID) {
    self.init(owed: truth, required: .yes)
  }
}

/// A rule as steps.
@usableFromInline package struct CompiledRule: Sendable {
  /// What the name of the rule means in a condition.
  package let truth: StepID
  private let lazyVersions: Lazily<[CompiledVersion]>
  /// Of each bearer (or of none), the diagram of its verdict; nil where it is entangled.
  package internal(set) var verdicts: [VerdictDiagram?]

  package var versions: [CompiledVersion] { lazyVersions.value }

  init(truth: StepID, versions: Lazily<[CompiledVersion]>, verdicts: [VerdictDiagram?] = []) {
    self.truth = truth
    self.verdicts = verdicts
    lazyVersions = versions
  }
}

/// A rulebook as a flat list of steps, with the variables that they test.
///
/// A class of constants: it is handed around at every turn, as one reference.
@usableFromInline package final class Program: Sendable {
  @usableFromInline package let variables: [Variable]
  @usableFromInline package let steps: [Step]
  /// Of each step, what it is about.
  package let levels: [Level]
  package let items: [ItemsQuery]
  @usableFromInline package let rules: [CompiledRule]
  /// Of each measure that is adjusted, the condition.
  package let adjustments: [StepID?]
  /// Of each fact with a guard that some test needs, the step of the guard.
  package let guards: [FactID: StepID]
  /// Of each scheme, the steps that say that its class is at least that of a place.
  package let classes: [[StepID]]
  /// Variables of each fact: one, or one an option; empty for a fact that no rule tests.
  package let factVariables: [[VariableID]]
  package let diagrams: KeptDiagrams
  /// The diagrams of steps that are asked for by themselves; absent where entangled.
  package let roots: [StepID: NodeID]

  init(_ parts: ProgramParts) {
    variables = parts.variables
    steps = parts.steps
    levels = parts.levels
    items = parts.items
    rules = parts.rules
    adjustments = parts.adjustments
    guards = parts.guards
    classes = parts.classes
    factVariables = parts.factVariables
    diagrams = parts.diagrams
    roots = parts.roots
  }

  // Lent, not copied: these are read at every turn.
  @inlinable package subscript(_ id: StepID) -> Step { _read { yield steps[id.index] } }
  @inlinable package subscript(_ id: VariableID) -> Variable { _read { yield variables[id.index] } }
  @inlinable package subscript(_ id: RuleID) -> CompiledRule { _read { yield rules[id.index] } }
}

/// The parts of a program, while they are made.
struct ProgramParts {
  var variables: [Variable] = []
  var steps: [Step] = []
  var levels: [Level] = []
  var items: [ItemsQuery] = []
  var rules: [CompiledRule] = []
  var adjustments: [StepID?] = []
  var guards: [FactID: StepID] = [:]
  var classes: [[StepID]] = []
  var factVariables: [[VariableID]] = []
  var diagrams = KeptDiagrams()
  var roots: [StepID: NodeID] = [:]
}
