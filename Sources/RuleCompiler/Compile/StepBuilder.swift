/// Makes steps, each once, and knows what each is about.
struct StepBuilder {
  private(set) var steps: [Step] = []
  private(set) var levels: [Level] = []
  private var known: [Step: StepID] = [:]

  /// Invariant: a step refers to earlier steps only, for its parts had to be made first.
  mutating func add(_ step: Step, _ level: Level) -> StepID {
    if let id = known[step] { return id }
    let id = StepID(index: steps.count)
    steps.append(step)
    levels.append(level)
    known[step] = id
    return id
  }

  func level(of id: StepID) -> Level { levels[id.index] }

  func widest(_ ids: [StepID]) -> Level { ids.map(level).max() ?? .system }

  mutating func constant(_ value: Bool) -> StepID { add(.constant(value), .system) }

  mutating func all(_ parts: [StepID]) -> StepID {
    let never = constant(false)
    let rest = parts.filter { $0 != constant(true) }.uniqued()
    if rest.contains(never) { return never }
    if rest.count == 1 { return rest[0] }
    return rest.isEmpty ? constant(true) : add(.all(rest), widest(rest))
  }

  mutating func any(_ parts: [StepID]) -> StepID {
    let always = constant(true)
    let rest = parts.filter { $0 != constant(false) }.uniqued()
    if rest.contains(always) { return always }
    if rest.count == 1 { return rest[0] }
    return rest.isEmpty ? constant(false) : add(.any(rest), widest(rest))
  }

  mutating func not(_ part: StepID) -> StepID {
    switch steps[part.index] {
    case .constant(let value): constant(!value)
    case .not(let inner): inner
    default: add(.not(part), level(of: part))
    }
  }
}
