import Clearance
import Foundation
import Testing

@testable import ClearanceCLI
@testable import ClearanceRegister
@testable import Register

/// A folder of its own with rules and use cases, and a register in it.
final class Place {
  let folder: String
  var today = Day(2026, 11, 25)!

  init(rules: String = Place.rules) throws {
    folder =
      FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appendingPathComponent("register-\(UUID().uuidString)").path
    try write(Place.vocabulary, to: "rules/vocabulary/facts.yaml")
    try write(Place.act, to: "rules/act.yaml")
    try write(rules, to: "rules/rules.yaml")
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func path(_ name: String) -> String { folder + "/" + name }

  func write(_ text: String, to name: String) throws {
    let url = URL(fileURLWithPath: path(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  /// A use case that can be stopped, or cannot, or of which nobody has said.
  func add(_ name: String, stops: String = "yes", more: String = "") throws {
    try write(
      """
      language: 1
      use_case: \(name)
      title: The system \(name)
      operator: Customs of Utopia
      jurisdictions: [NL]
      facts: {system: {can_stop: \(stops)}}
      \(more)
      """, to: "cases/\(name).yaml")
  }

  @discardableResult
  func run(_ arguments: String...) -> Outcome {
    RegisterCommand.carryOut(
      arguments, in: Surroundings(directory: folder, today: today, input: nil))
  }

  /// The register of this place, made and with these systems in it.
  func register(of names: String...) throws -> RegisterStore {
    #expect(run("init", "r").status == .clean)
    for name in names { try add(name) }
    if !names.isEmpty { #expect(run("add", "r", "cases", "--on", "2026-11-25").status == .clean) }
    return try RegisterStore(path("r"), writing: true)
  }

  static let vocabulary = """
    language: 1
    vocabulary: example
    groups: {system: The system}
    facts:
      system.can_stop:
        ask: {en: Can somebody stop it?, fr: Quelqu'un peut-il l'arrêter ?}
        type: yes_no
        of: system
    """
  static let act = """
    language: 1
    act: stop-act
    title: Act on Stopping
    jurisdiction: NL
    applies: {from: 2026-01-01}
    bearers: {keeper: keeper}
    """
  static let rules = """
    language: 1
    act: stop-act
    definitions:
      keeper: {helper: yes, when: always}
    obligations:
      stop_control:
        provision: [stop-act/3]
        cite: Art. 3
        says: {en: Somebody can stop the system, fr: Quelqu'un peut arrêter le système}
        bearer: keeper
        about: system
        when: always
        requires: system.can_stop
      later_control:
        provision: [stop-act/4]
        cite: Art. 4
        says: {en: Somebody can stop it at once, fr: Quelqu'un peut l'arrêter aussitôt}
        applies: {from: 2027-03-01}
        bearer: keeper
        about: system
        when: always
        requires: system.can_stop
    """
}

extension Outcome {
  func json() throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
    return try #require(value as? [String: Any])
  }
}
