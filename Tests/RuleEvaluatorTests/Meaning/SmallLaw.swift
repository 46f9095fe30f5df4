import LocatedYAML

@testable import RuleCompiler
@testable import RuleEvaluator

/// A small law, and cases of it in as few words as they need.
struct SmallLaw {
  let rulebook: Rulebook

  /// `facts` are the entries of a vocabulary with the groups `s` (system), `u` (use) and `i` (an
  /// item of the list `items`); `rules` are the sections of a rule file; `act` adds to its act.
  init(facts: String, rules: String, act: String = "") throws {
    rulebook = try Rulebook(SmallLaw.files(facts: facts, rules: rules, act: act))
  }

  static func files(facts: String, rules: String, act: String = "") -> [SourceFile] {
    let vocabulary = """
      language: 1
      vocabulary: small
      lists: {items: {item: i, ask: {en: q, fr: q}}}
      groups: {s: s, u: u, i: i}
      facts:

      """
    let short = facts.split(separator: "\n").map { line -> String in
      guard let open = line.firstIndex(of: "{") else { return String(line) }
      let group = line.drop { $0 == " " }.first
      let level = group == "s" ? "system" : group == "u" ? "use" : "item"
      return line[...open] + "of: \(level), ask: {en: q, fr: q}, "
        + line[line.index(after: open)...]
    }.map { "  " + $0 }.joined(separator: "\n")
    let head = "language: 1\nact: small\ntitle: Small\njurisdiction: world\n"
    // Every entry cites the same place, which is not what these laws are about.
    let cited = rules.replacing("{art, ", with: "{provision: [small/1], cite: Art. 1, says: s, ")
    return [
      SourceFile(path: "vocabulary.yaml", text: vocabulary + short + "\n"),
      SourceFile(path: "act.yaml", text: head + act + "\n"),
      SourceFile(path: "rules.yaml", text: "language: 1\nact: small\n" + cited + "\n"),
    ]
  }

  /// A case with these lines; `facts` and what else it says.
  func useCase(_ lines: String) throws -> UseCase {
    try UseCase(
      SourceFile(
        path: "case.yaml", text: "language: 1\nuse_case: c\njurisdictions: [NL]\n" + lines + "\n"),
      answering: rulebook)
  }

  func evaluation(_ lines: String, on day: String = "2026-06-01") throws -> Evaluation {
    let useCase = try useCase(lines)
    let day = Day(day) ?? Day(number: 0)
    return Evaluation(useCase, Setting(of: useCase, on: day, rulebook.rules), rulebook)
  }

  /// How a rule, a derogation or a scheme comes out in the first use, in the words of `expect`.
  func outcome(
    of name: String, _ lines: String = "", on day: String = "2026-06-01"
  ) throws -> String {
    var evaluation = try evaluation(lines, on: day)
    switch rulebook.rules.target(named: name, within: ActID(index: 0)) {
    case .rule(let id, _)?:
      return evaluation.verdict(on: id, bearer: 0, 0).word(of: rulebook.rules[id].kind)
    case .reached(let id, let path)?:
      let steps = evaluation.program[id].versions.compactMap { $0.derogation(at: path)?.reached }
      return Truth.any(steps.map { evaluation.truth($0, 0) }).word
    case .scheme(let id)?:
      let found = evaluation.classOfSystem(in: id)
      let classes = rulebook.rules[id].classes
      if found.isContested { return "contested" }
      return found.places.places.map { classes[$0] }.joined(separator: " or ")
    case .reading, .score, nil: return "no rule is named \(name)"
    }
  }

  /// The truth that one pass over the steps gives a rule.
  func truth(of name: String, _ lines: String = "") throws -> Truth {
    let evaluation = try evaluation(lines)
    guard case .rule(let id, _)? = rulebook.rules.target(named: name, within: ActID(index: 0))
    else { return .unknown }
    return evaluation.truth(rulebook.program[id].truth, 0)
  }

  /// The codes of what is wrong with a case; empty where it is read.
  func codes(_ lines: String) -> [String] {
    do {
      _ = try useCase(lines)
      return []
    } catch let error as UseCaseError { return error.diagnostics.map(\.code) } catch {
      return ["?"]
    }
  }
}

extension Truth {
  /// As `expect` writes it.
  var word: String { self == .yes ? "yes" : self == .no ? "no" : "open" }
}
