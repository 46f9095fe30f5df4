import LocatedYAML
import RuleCompiler

/// What is disputed, what is no law yet, what was not verified, what is not known.
struct LimitsPage {
  let scribe: LawScribe

  private var rules: CheckedRules { scribe.rules }

  var text: String {
    ([
      "# " + scribe.say(.limits), "", scribe.say(.generated), "",
      "## " + scribe.say(.contestedPoints), "",
    ] + contested
      + ["", "## " + scribe.say(.onlyPersons), ""] + judged
      + ["", "## " + scribe.say(.notBindingRules), ""] + force
      + ["", "## " + scribe.say(.unverifiedRules), ""] + unverified
      + ["", "## " + scribe.say(.entangledRules), ""] + entangled
      + ["", "## " + scribe.say(.membershipTables), ""] + tables)
      .joined(separator: "\n") + "\n"
  }

  private var contested: [String] {
    orNone(
      rules.rules.flatMap { rule -> [String] in
        rule.versions.flatMap { version -> [String] in
          guard case .readings(let readings) = version.body else { return [] }
          return [
            "- \(scribe.link(rule.id)), \(Markdown.plain(version.citation?.cite ?? ""))"
          ]
            + readings.map {
              "  - \(Markdown.code($0.name)): \(Markdown.plain(scribe.wording.sentence($0.says))) "
                + "(\(Markdown.plain($0.source)))"
            }
        }
      })
  }

  private var judged: [String] {
    orNone(
      rules.rules.flatMap { rule in
        rule.versions.flatMap { version -> [String] in
          reasons(version.body, version.unless).map { "- \(scribe.link(rule.id)): \($0)" }
        }
      }.uniqued())
  }

  private func reasons(_ body: Body<Atom>, _ unless: [Derogation<Atom>]) -> [String] {
    var found: [String] = []
    if case .untranslatable(let why, _) = body { found.append(Markdown.plain(why)) }
    return found + unless.flatMap { reasons($0.body, $0.unless) }
  }

  private var force: [String] {
    orNone(
      count { $0.status == .binding ? nil : scribe.wording.word(for: $0.status) })
  }

  private var unverified: [String] {
    orNone(
      count { $0.verified.isVerified ? nil : scribe.wording.word(for: $0.verified) })
  }

  /// An act a line: how many of its rules have which word.
  private func count(_ word: (Version<Atom>) -> String?) -> [String] {
    rules.acts.compactMap { act in
      var counts: [String: Int] = [:]
      for rule in rules.rules where rule.act == act.id && !rule.isHelper {
        rule.versions.last.flatMap(word).map { counts[$0, default: 0] += 1 }
      }
      guard !counts.isEmpty else { return nil }
      let words = counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      return "- [\(Markdown.plain(scribe.wording.sentence(act.title)))](\(act.name).md): "
        + words.joined(separator: ", ")
    }
  }

  private var entangled: [String] {
    orNone(
      rules.rules.filter { scribe.rulebook.program[$0.id].verdicts.contains(nil) }
        .map { "- " + scribe.link($0.id) })
  }

  private var tables: [String] {
    orNone(
      rules.memberships.bodies.map { body in
        "- \(body.code): "
          + scribe.say(
            body.isComplete ? .tableComplete : .tableIncomplete,
            String(Set(body.members.map(\.code)).count))
      })
  }

  private func orNone(_ lines: [String]) -> [String] {
    lines.isEmpty ? [scribe.say(.noneHere)] : lines
  }
}

/// All acts, by the jurisdiction whose law they are.
struct LawIndex {
  let scribe: LawScribe

  var text: String {
    let rules = scribe.rules
    var lines = [
      "# " + scribe.say(.index), "", scribe.say(.generated), "",
      "[coverage.md](coverage.md) · [limits.md](limits.md)", "", scribe.say(.indexHead),
      "|---|---|---|---|---|---|",
    ]
    for act in rules.acts.sorted(by: { ($0.jurisdiction, $0.name) < ($1.jurisdiction, $1.name) }) {
      let own = rules.rules.filter { $0.act == act.id }
      let cells = [
        act.jurisdiction,
        "[\(Markdown.plain(scribe.wording.sentence(act.title)))](\(act.name).md)",
        scribe.wording.word(for: act.status), scribe.wording.word(for: act.verified),
        scribe.period(act.period), String(own.count),
      ]
      lines.append("| \(cells.joined(separator: " | ")) |")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
