import LocatedYAML
import Reports
import RuleCompiler
import RuleEvaluator
import Synchronization

/// Assesses many systems, several at a time, and keeps of each no more than is counted.
struct PortfolioRun: Sendable {
  let loaded: LoadedRules
  let registry: IndicatorRegistry
  /// The day that the caller names.
  let day: Day?
  let today: Day
  private let texts: TextFacts
  private let memory: VerdictMemory

  init(loaded: LoadedRules, registry: IndicatorRegistry, day: Day?, today: Day) {
    self.loaded = loaded
    self.registry = registry
    self.day = day
    self.today = today
    texts = TextFacts(loaded.rulebook, registry)
    memory = VerdictMemory(of: loaded.rulebook)
  }

  /// What came of all items.
  struct Found: Sendable {
    fileprivate(set) var systems: [PortfolioSystem] = []
    fileprivate(set) var failures: [Failure] = []
    /// Items that could not be assessed.
    fileprivate(set) var failed = 0
    fileprivate(set) var skipped: [String] = []
    fileprivate(set) var usedClock = false
    /// Remarks on registers.
    fileprivate(set) var remarks = 0
    /// Why a page could not be written.
    fileprivate(set) var trouble: Problem?

    func portfolio(of run: PortfolioRun) -> Portfolio {
      Portfolio(
        systems, of: run.loaded.rulebook, counting: run.registry, on: run.day ?? run.today,
        problems: failures.flatMap(\.runProblems), failed: failed, skipped: skipped,
        hashing: sha256)
    }
  }

  /// What came of one item.
  private enum Outcome: Sendable {
    case system(PortfolioSystem, usedClock: Bool, trouble: Problem?)
    case failed(Failure)
    case skipped(String)
  }

  /// What came of one job of a stretch.
  private enum Done: Sendable {
    case read([PortfolioItems.Piece])
    case outcome(Outcome)
  }

  /// Items at a time: enough for every processor, and no more than are soon forgotten.
  private static let stretch = 256

  /// Assesses all items in their order.
  ///
  /// - Parameter pages: where the page of each system goes as soon as it is assessed.
  func assess(_ items: PortfolioItems, writing pages: SystemPages?) -> Found {
    let reader = items.reader(remembering: memory)
    let rest = Mutex(items)
    var found = Found()
    let known = KnownResults()
    var number = 0
    var pieces = rest.withLock { $0.stretch(Self.stretch) }
    while found.trouble == nil, !pieces.isEmpty {
      let numbered = pieces.enumerated().map { (number: number + $0 + 1, piece: $1) }
      number += pieces.count
      // The next are read from their registers while these are assessed.
      let done = ([nil] + numbered).mapInParallel { job -> Done in
        guard let job else { return .read(rest.withLock { $0.stretch(Self.stretch) }) }
        let item = reader.read(job.piece, loaded.rulebook)
        return .outcome(assess(item, number: job.number, known, pages))
      }
      pieces = []
      for result in done {
        switch result {
        case .read(let next): pieces = next
        case .outcome(.system(let system, let usedClock, let trouble)):
          found.systems.append(system)
          found.usedClock = found.usedClock || usedClock
          found.trouble = found.trouble ?? trouble
        case .outcome(.failed(let failure)):
          found.failures.append(failure)
          found.failed += 1
        case .outcome(.skipped(let path)): found.skipped.append(path)
        }
      }
    }
    rest.withLock { items in
      found.failures += items.failures
      found.failed += items.failed
      found.remarks = items.remarks
    }
    return found
  }

  private func assess(
    _ item: PortfolioItems.Item, number: Int, _ known: KnownResults, _ pages: SystemPages?
  ) -> Outcome {
    switch item {
    case .failed(let failure): return .failed(failure)
    case .skipped(let path): return .skipped(path)
    case .useCase(let useCase, let line, let labels):
      let day = self.day ?? useCase.day ?? today
      let missing = loaded.rulebook.notLoaded(for: useCase, on: day)
      if !missing.isEmpty {
        return .failed(
          missing.reduce(into: Failure([], in: [])) {
            $0.add(Failure(.notLoaded($1, for: useCase.file)))
          })
      }
      let key = CaseKey(useCase, on: day, labels: labels, texts: texts)
      let result =
        known[key]
        ?? {
          let assessment = loaded.rulebook.assessBriefly(
            useCase, on: day, hashing: sha256, remembering: memory)
          let result = SystemResult(assessment, labels: labels, registry)
          known.keep(result, for: key)
          return result
        }()
      if result.isEmpty { return .failed(Failure(.nothingAsked(useCase.file))) }
      let system = PortfolioSystem(
        useCase, on: day, line: line, labels: labels, number: number, result: result)
      return .system(
        system, usedClock: self.day == nil && useCase.day == nil,
        trouble: pages?.write(system, useCase))
    }
  }
}

/// Results by what they hang on, so that systems of which the same is said are assessed once.
///
/// What is found is the same with it and without, only sooner; it never grows beyond a bound.
private final class KnownResults: Sendable {
  private static let most = 8192
  private let results = Mutex<[CaseKey: SystemResult]>([:])

  subscript(_ key: CaseKey?) -> SystemResult? {
    key.flatMap { key in results.withLock { $0[key] } }
  }

  func keep(_ result: SystemResult, for key: CaseKey?) {
    guard let key else { return }
    results.withLock { if $0.count < KnownResults.most { $0[key] = result } }
  }
}

extension Failure {
  /// As documents have them.
  var runProblems: [RunProblem] {
    diagnostics.filter { $0.severity == .error }.map { RunProblem($0) }
      + problems.map { RunProblem(code: $0.code, message: $0.message, file: $0.file) }
  }
}

extension RulebookSource {
  /// The indicators among the rules, read whether an earlier run has compiled the rules or not.
  func indicators(of loaded: LoadedRules) throws(Failure) -> IndicatorRegistry {
    let sources = try filesOfData(where: \.mayHaveIndicators)
    var diagnostics: [Diagnostic] = []
    let registry = IndicatorRegistry.read(sources, of: loaded.rulebook, noting: &diagnostics)
    guard !diagnostics.containsError else {
      var failure = Failure(diagnostics, in: sources)
      failure.add(Failure(.brokenRules(loaded.folder)))
      throw failure
    }
    return registry
  }
}
