import LocatedYAML

/// A diagram larger than this is not kept: its rule stays with the linear result.
package let entangledSize = 20_000

extension ProgramParts {
  /// Builds the diagram of every verdict, once, from the diagrams of the steps.
  mutating func buildDiagrams(_ rules: CheckedRules) {
    var builder = DiagramBuilder()
    var nodes: [NodeID?] = []
    nodes.reserveCapacity(steps.count)
    for step in steps {
      let built = diagram(of: step, nodes, &builder)
      nodes.append(built.flatMap { builder.diagrams.size(of: $0) <= entangledSize ? $0 : nil })
    }
    for rule in rules.rules {
      self.rules[rule.id.index].verdicts = verdicts(of: rule, nodes, &builder)
    }
    for step in wantedSteps(rules) { roots[step] = nodes[step.index] }
    keepWhatIsUsed(of: builder.diagrams)
  }

  private func diagram(
    of step: Step, _ nodes: [NodeID?], _ builder: inout DiagramBuilder
  ) -> NodeID? {
    func built(_ ids: [StepID]) -> [NodeID]? {
      let parts = ids.compactMap { nodes[$0.index] }
      return parts.count == ids.count ? parts : nil
    }
    switch step {
    case .constant(let value): return value ? .yes : .no
    case .test(let variable, let cells):
      return builder.test(variable, cells, of: variables[variable.index].cells.count)
    case .guarded(let variable, let cells, let guarding, let closed):
      guard let guarding = nodes[guarding.index] else { return nil }
      let open = builder.test(variable, cells, of: variables[variable.index].cells.count)
      return builder.choose(guarding, open, closed ? .yes : .no)
    case .all(let parts): return built(parts).flatMap { builder.all($0) }
    case .any(let parts): return built(parts).flatMap { builder.any($0) }
    case .not(let part): return nodes[part.index].flatMap { builder.not($0) }
    case .readings(let variable, let readings, _):
      guard let readings = built(readings) else { return nil }
      let count = variables[variable.index].cells.count
      var result: NodeID = .no
      for (cell, reading) in readings.enumerated() {
        let chosen = builder.test(variable, CellSet([cell]), of: count)
        guard let next = builder.choose(chosen, reading, result) else { return nil }
        result = next
      }
      return result
    case .shown(let variable, let part):
      guard let part = nodes[part.index] else { return nil }
      let presumed = builder.test(variable, CellSet([1]), of: 2)
      return builder.choose(presumed, .no, part)
    }
  }

  private func verdicts(
    of rule: Rule<Atom>, _ nodes: [NodeID?], _ builder: inout DiagramBuilder
  ) -> [VerdictDiagram?] {
    guard rule.kind.isDuty else {
      return [nodes[rules[rule.id.index].truth.index].map { VerdictDiagram(truth: $0) }]
    }
    let versions = rules[rule.id.index].versions
    return (0..<(versions.first?.bindings.count ?? 0)).map { place in
      verdict(of: versions, place, nodes, &builder)
    }
  }

  /// One verdict over the versions of a duty, of which at most one is law on any day.
  private func verdict(
    of versions: [CompiledVersion], _ place: Int, _ nodes: [NodeID?],
    _ builder: inout DiagramBuilder
  ) -> VerdictDiagram? {
    var owed: [NodeID] = []
    var required: NodeID?
    for version in versions {
      let binding = version.bindings[place]
      guard let applies = nodes[version.applies.index], let holds = nodes[binding.holds.index],
        let own = nodes[binding.required.index],
        // Where none is law nothing is owed, whatever is required.
        let next = builder.choose(applies, own, required ?? own)
      else { return nil }
      owed.append(holds)
      required = next
    }
    guard let owed = builder.any(owed), let required,
      [owed, required].allSatisfy({ builder.diagrams.size(of: $0) <= entangledSize })
    else { return nil }
    return VerdictDiagram(owed: owed, required: required)
  }

  /// Steps whose diagrams somebody asks for by themselves: guards, what holds of some use, the
  /// rules of schemes, and derogations reached.
  private func wantedSteps(_ checked: CheckedRules) -> Set<StepID> {
    var wanted: Set<StepID> = Set(guards.values)
    for variable in variables {
      if case .someUse(let step) = variable.kind { wanted.insert(step) }
    }
    for (rule, compiled) in zip(checked.rules, rules) {
      if rule.membership != nil { wanted.insert(compiled.truth) }
      for version in compiled.versions {
        version.derogations.visit { wanted.insert($0.reached) }
      }
    }
    return wanted
  }

  /// Drops nodes that no root reaches, and numbers the rest anew, children first.
  private mutating func keepWhatIsUsed(of old: Diagrams) {
    var kept = Diagrams()
    var moved: [NodeID: NodeID] = [:]
    func move(_ node: NodeID) -> NodeID {
      if node.isLeaf { return node }
      if let known = moved[node] { return known }
      let children = old.children(of: node).map(move)
      let new = kept.node(old.variable(of: node), children)
      moved[node] = new
      return new
    }
    for index in rules.indices {
      rules[index].verdicts = rules[index].verdicts.map { verdict in
        verdict.map {
          VerdictDiagram(owed: move($0.owed), required: move($0.required))
        }
      }
    }
    for step in roots.keys.sorted() { roots[step] = roots[step].map(move) }
    diagrams = KeptDiagrams(kept)
  }
}

extension Array where Element == CompiledDerogation {
  /// Every derogation of a tree, parents first.
  package func visit(_ body: (CompiledDerogation) -> Void) {
    for derogation in self {
      body(derogation)
      derogation.unless.visit(body)
    }
  }
}
