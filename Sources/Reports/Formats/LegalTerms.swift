import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// What a case is in the terms that the acts it was asked name, on the day of the assessment.
struct LegalTerms {
  /// Acts whose rules were asked, in the order of the rulebook.
  let acts: [Act]
  private let part: CaseEntries

  init(_ part: CaseEntries) {
    self.part = part
    let asked = Set(part.entries.map(\.report.act.name))
    acts = part.report.assessment.rulebook.rules.acts.filter { asked.contains($0.name) }
  }

  private var assessment: Assessment { part.report.assessment }

  /// Classes of the system for which rules hold, and of its settled classes.
  var types: [String] {
    acts.flatMap { act -> [String] in
      guard let terms = act.terms else { return [] }
      let classes = terms.schemes.compactMap { settled($0) }
      return (terms.rules + classes.flatMap(\.rules)).filter { holds($0.rule.text, of: act) }
        .map { terms.prefix + ":" + $0.term }
    }.uniqued()
  }

  /// Properties that lead to settled classes.
  var properties: [(name: String, value: String)] {
    acts.flatMap { act -> [(name: String, value: String)] in
      guard let terms = act.terms else { return [] }
      return terms.schemes.compactMap { scheme in
        settled(scheme).map { found in
          (terms.prefix + ":" + scheme.property, terms.prefix + ":" + found.term)
        }
      }
    }
  }

  /// How the case stands to acts: waivers change nothing of it, and only binding law counts.
  var lawfulness: [String] {
    acts.compactMap { act in
      guard let terms = act.terms else { return nil }
      let outcomes = part.entries.filter { entry in
        entry.report.act.id == act.id && entry.gates && entry.report.rule.kind.isDuty
      }.map(\.outcome)
      let term =
        outcomes.contains(.violated)
        ? terms.violated : outcomes.contains(where: \.isProblem) ? terms.open : nil
      return term.map { terms.prefix + ":" + $0 }
    }
  }

  /// The terms of the class that the system surely has.
  private func settled(_ scheme: TermsOfScheme) -> TermsOfClass? {
    let name = assessment.rulebook.rules[scheme.scheme].name
    guard let found = assessment.classes.first(where: { $0.scheme == name }), found.isSettled,
      let rank = found.classes.firstIndex(of: found.highest)
    else { return nil }
    return scheme.classes.first { $0.rank == rank }
  }

  /// Whether a rule of an act surely holds in some use.
  private func holds(_ name: String, of act: Act) -> Bool {
    let rules = assessment.rulebook.rules
    guard let rule = rules.rules.first(where: { $0.act == act.id && $0.name == name })?.id else {
      return false
    }
    let evaluation = assessment.evaluation
    let step = evaluation.program[rule].truth
    return evaluation.answers.indices.contains { evaluation.truth(step, $0) == .yes }
  }
}
