import CLogReader
import RuleCompiler
import RuleEvaluator

/// Computes the truths of a plan's steps for a tile of records: of each step two planes of bits,
/// in which records it is yes, and in which it is no. 64 records a word.
final class TileEvaluator {
  typealias Plane = UnsafeMutablePointer<UInt64>

  let plan: LogPlan
  let layout: LogLayout
  static let words = LogReader.rowsOfTile / 64
  /// Of each step of the plan, the place of its two planes; of each variable, that of its cells
  /// and of whether it is known.
  var placeOfStep: [Int]
  var placeOfVariable: [Int]
  var variables: [VariableID] = []
  let storage: Plane
  let scratch: Plane
  /// Of each rule of the plan three planes: in which records it is violated, satisfied, and not
  /// applicable.
  private let outcomes: Plane
  /// Of each rule of the plan, the planes of its versions.
  private var versions: [[Version]] = []
  /// Numbers that are computed from others.
  let numbers: UnsafeMutablePointer<Int64>
  var count = 0
  var isSet: [Bool]

  init(_ plan: LogPlan, _ layout: LogLayout) {
    self.plan = plan
    self.layout = layout
    let program = plan.program
    placeOfStep = Array(repeating: -1, count: program.steps.count)
    placeOfVariable = Array(repeating: -1, count: program.variables.count)
    isSet = Array(repeating: false, count: program.variables.count)
    // What is so of all records: planes of ones, zeros, zeros and ones. Yes begins at the first,
    // unknown at the second, no at the third.
    var size = 4 * TileEvaluator.words
    for step in plan.steps {
      placeOfStep[step.index] = size
      size += 2 * TileEvaluator.words
      switch program[step] {
      case .test(let variable, _), .guarded(let variable, _, _, _):
        guard plan.varies[variable.index], placeOfVariable[variable.index] < 0 else { break }
        placeOfVariable[variable.index] = size
        size += (program[variable].cells.count + 1) * TileEvaluator.words
        variables.append(variable)
      case .constant, .all, .any, .not, .readings, .shown: break
      }
    }
    storage = .allocate(capacity: max(size, 1))
    scratch = .allocate(capacity: 4 * TileEvaluator.words)
    numbers = .allocate(capacity: 2 * LogReader.rowsOfTile)
    storage.initialize(repeating: 0, count: max(size, 1))
    scratch.initialize(repeating: 0, count: 4 * TileEvaluator.words)
    numbers.initialize(repeating: 0, count: 2 * LogReader.rowsOfTile)
    outcomes = .allocate(capacity: 3 * TileEvaluator.words * max(plan.rules.count, 1))
    outcomes.initialize(
      repeating: 0, count: 3 * TileEvaluator.words * max(plan.rules.count, 1))
    for word in 0..<TileEvaluator.words {
      storage[word] = .max
      storage[3 * TileEvaluator.words + word] = .max
    }
    versions = plan.rules.map { rule in
      program[rule.rule].versions.map { version in
        let binding = version.bindings[rule.bearer]
        return Version(holds: plane(binding.holds), required: plane(binding.required))
      }
    }
  }

  deinit {
    outcomes.deallocate()
    storage.deallocate()
    scratch.deallocate()
    numbers.deallocate()
  }

  /// A version of a rule: where it may be owed, and where what it asks for is done; yes first, and
  /// no behind it.
  private struct Version {
    let holds: Plane
    let required: Plane
  }

  /// How a rule comes out for the records of a tile: a bit each, in at most one of these planes; in
  /// none where it is open.
  struct Outcome {
    let violated: UnsafePointer<UInt64>
    let satisfied: UnsafePointer<UInt64>
    let notApplicable: UnsafePointer<UInt64>
  }

  func evaluate(_ tile: log_tile) {
    count = (tile.rows + 63) / 64
    for variable in variables { isSet[variable.index] = false }
    for step in plan.steps { compute(step, tile) }
    for place in versions.indices { setOutcome(place) }
  }

  /// How the rule at this place of the plan came out.
  func outcome(_ place: Int) -> Outcome {
    let violated = outcomes + 3 * TileEvaluator.words * place
    return Outcome(
      violated: UnsafePointer(violated),
      satisfied: UnsafePointer(violated + TileEvaluator.words),
      notApplicable: UnsafePointer(violated + 2 * TileEvaluator.words))
  }

  /// As the single-record evaluator has it: the last version that may be owed decides.
  private func setOutcome(_ place: Int) {
    let violated = outcomes + 3 * TileEvaluator.words * place
    let satisfied = violated + TileEvaluator.words
    let notApplicable = satisfied + TileEvaluator.words
    for word in 0..<count {
      (violated[word], satisfied[word], notApplicable[word]) = (0, 0, .max)
    }
    for version in versions[place] {
      let (holds, holdsNot) = (version.holds, version.holds + TileEvaluator.words)
      let (required, requiredNot) = (version.required, version.required + TileEvaluator.words)
      for word in 0..<count {
        violated[word] = (violated[word] & holdsNot[word]) | (holds[word] & requiredNot[word])
        satisfied[word] = (satisfied[word] & holdsNot[word]) | (holds[word] & required[word])
        notApplicable[word] &= holdsNot[word]
      }
    }
  }
}
