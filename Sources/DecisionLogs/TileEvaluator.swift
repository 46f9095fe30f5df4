import CLogReader
import RuleCompiler
import RuleEvaluator

/// How the rules of a plan come out for a tile of records.
///
/// Each step of the plan has two planes: in which records it is yes, and in which it is no. Which
/// planes follow from which is found out once; a tile only passes through them.
final class TileEvaluator {
  let plan: LogPlan
  let layout: LogLayout
  let planes = TilePlanes()
  /// Of each step and variable that was met, its planes.
  var steps: [StepID: TileTruth] = [:]
  var variables: [VariableID: TileVariable] = [:]
  private var outcomes: [Outcome] = []

  init(_ plan: LogPlan, _ layout: LogLayout) {
    self.plan = plan
    self.layout = layout
    outcomes = plan.demands.map(outcome)
  }

  /// How a rule comes out for the records of a tile: a bit each, in at most one of these planes; in
  /// none where it is open. Bits behind the last record say nothing.
  struct Outcome {
    let violated: Plane
    let satisfied: Plane
    let notApplicable: Plane
  }

  func evaluate(_ tile: log_tile) { planes.compute(tile) }

  /// How what is asked at this place of the plan came out.
  func outcome(_ place: Int) -> Outcome { outcomes[place] }

  /// As the single-record evaluator has it: the last version that may be owed decides.
  private func outcome(of versions: [LogDemand]) -> Outcome {
    var (violated, satisfied, notApplicable) = (planes.zeros, planes.zeros, planes.ones)
    for version in versions {
      let holds = truth(version.holds)
      let required = truth(version.required)
      violated = planes.any([
        planes.all([violated, holds.no]), planes.all([holds.yes, required.no]),
      ])
      satisfied = planes.any([
        planes.all([satisfied, holds.no]), planes.all([holds.yes, required.yes]),
      ])
      notApplicable = planes.all([notApplicable, holds.no])
    }
    return Outcome(violated: violated, satisfied: satisfied, notApplicable: notApplicable)
  }
}

/// Where something is yes, and where it is no; elsewhere it is unknown.
struct TileTruth {
  var yes: Plane
  var no: Plane
}
