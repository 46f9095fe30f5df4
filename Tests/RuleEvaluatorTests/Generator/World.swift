import Foundation
import LocatedYAML
import Synchronization

@testable import RuleCompiler
@testable import RuleEvaluator

/// A made-up rulebook, with cases that its reader accepts.
struct World: Sendable {
  let seed: Int
  let files: [SourceFile]
  let vocabulary: VocabularyDraft
  let rulebook: Rulebook
  /// Full names of what may be judged.
  let judged: [String]
  /// Full names of contested rules, with the names of their readings.
  let contested: [String: [String]]
  let cases: [Case]

  struct Case: Sendable {
    let draft: CaseDraft
    let useCase: UseCase
    let day: Day
  }

  static let casesEach = 20

  init(seed: Int) throws {
    var numbers = SeededNumbers(seed: UInt64(seed))
    let draft = RulebookDraft(&numbers)
    let rulebook = try Rulebook(draft.files)
    self.seed = seed
    self.rulebook = rulebook
    files = draft.files
    vocabulary = draft.vocabulary
    (judged, contested) = World.open(rulebook.rules)
    var cases: [Case] = []
    while cases.count < World.casesEach {
      var words = CaseDraft(
        vocabulary, judged: judged, contested: contested, &numbers)
      var made = World.read(words, rulebook)
      if made == nil {
        words.dropGuarded(vocabulary)
        made = World.read(words, rulebook)
      }
      if let made { cases.append(made) }
    }
    self.cases = cases
  }

  /// The case, or nil where the reader refuses it.
  static func read(_ draft: CaseDraft, _ rulebook: Rulebook) -> Case? {
    guard let useCase = try? UseCase(draft.file, answering: rulebook), let day = Day(draft.day)
    else { return nil }
    return Case(draft: draft, useCase: useCase, day: day)
  }

  private static func open(_ rules: CheckedRules) -> ([String], [String: [String]]) {
    var judged: [String] = []
    var contested: [String: [String]] = [:]
    for rule in rules.rules {
      let name = rules.fullName(rule.id)
      if rule.isJudged { judged.append(name) }
      if !rule.readingNames.isEmpty { contested[name] = rule.readingNames }
      for version in rule.versions {
        version.unless.visit { derogation, path in
          guard case .untranslatable = derogation.body else { return }
          let name = rules.fullName(rule.id, path)
          // A name that another version gives to another derogation is not used.
          if let target = rules.target(named: name, within: nil), case .reached(_, path) = target,
            !judged.contains(name)
          {
            judged.append(name)
          }
        }
      }
    }
    return (judged, contested)
  }

  func extended(_ one: Case, _ numbers: inout SeededNumbers, times: Int) -> Case? {
    var draft = one.draft
    for _ in 0..<times {
      draft.sayMore(vocabulary, judged: judged, contested: contested, &numbers)
    }
    return World.read(draft, rulebook)
  }
}

extension World: CustomStringConvertible {
  var description: String {
    "world \(seed)\n"
      + files.map { "--- \($0.path)\n" + String(decoding: $0.bytes, as: UTF8.self) }
      .joined()
  }
}

/// Worlds by the block: a block is one argument of a property, and 500 pairs of rulebook and case.
enum Worlds {
  static let perBlock = 25

  /// 20 blocks, and as many times more as `CLEARANCE_SOAK` says.
  static let blocks: Range<Int> =
    0..<(20
    * (ProcessInfo.processInfo.environment["CLEARANCE_SOAK"].flatMap { Int($0) } ?? 1))

  private static let known = Mutex<[Int: World]>([:])

  static func block(_ block: Int) throws -> [World] {
    try (block * perBlock..<(block + 1) * perBlock).map(world)
  }

  private static func world(_ seed: Int) throws -> World {
    if let world = known.withLock({ $0[seed] }) { return world }
    let world = try World(seed: seed)
    known.withLock { if $0.count < 1_000 { $0[seed] = world } }
    return world
  }
}
