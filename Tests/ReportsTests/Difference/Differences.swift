import LocatedYAML
import RuleCompiler
import RuleEvaluator
import Testing

@testable import Reports

/// Comparisons that tests share.
enum Differences {
  /// A plain name for the meaning of a rule: its very words.
  static func words(_ bytes: [UInt8]) -> String {
    SHA256.digest(of: String(decoding: bytes, as: UTF8.self))
  }

  static func assess(
    _ example: Case, on day: Day, in rulebook: Rulebook? = nil,
    _ change: (String) -> String = { $0 }
  ) throws -> Assessment {
    let rulebook = try rulebook ?? example.rulebook
    let text = change(String(decoding: example.file.bytes, as: UTF8.self))
    let useCase = try UseCase(
      SourceFile(path: example.file.path, text: text), answering: rulebook)
    return rulebook.assess(useCase, on: day, hashing: words)
  }

  static func of(_ before: Assessment, _ after: Assessment) -> Difference {
    Difference(before, after, hashing: words)
  }

  /// Of one case on two days.
  static func ofDays(_ example: Case, _ from: Day, _ to: Day) throws -> Difference {
    of(try assess(example, on: from), try assess(example, on: to))
  }

  /// Of one case before and after its text is changed.
  static func ofTexts(
    _ example: Case, on day: Day = Lists.today, _ change: (String) -> String
  ) throws -> Difference {
    of(try assess(example, on: day), try assess(example, on: day, change))
  }

  /// The made-up law with the text of its rules changed.
  static func law(_ change: (String) -> String) throws -> Rulebook {
    let files = Folder.files(in: "Golden/Law", below: Folder.here).map { file in
      SourceFile(path: file.path, text: change(String(decoding: file.bytes, as: UTF8.self)))
    }
    return try Rulebook(files, digest: "other")
  }

  /// Edits of `rules.yaml`: a duty gone, another one new, one with other conditions, one later.
  static func newLaw() throws -> Rulebook {
    try law { text in
      text.replacing("  keep_logs:\n", with: "  retain_logs:\n")
        .replacing("{at_most: 10}", with: "{at_most: 3}")
        .replacing(
          "    requires: oversight.can_stop\n    evidence: [stop_procedure]\n    severity: high",
          with:
            "    requires: oversight.can_stop\n    evidence: [stop_procedure]\n    severity: low"
        )
        .replacing(
          "applies: {from: 2027-12-02, note: Art. 30}", with: "applies: {from: 2026-05-01}")
    }
  }
}
