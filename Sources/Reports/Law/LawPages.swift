import LocatedYAML
public import RuleCompiler
import RuleEvaluator

/// A page of the law as the rules have it, in Markdown.
public struct LawPage: Sendable {
  /// From the folder of all pages, such as `eu-ai-act.md`.
  public let path: String
  public let text: String
}

extension Rulebook {
  /// Pages on the law as these rules have it: a page an act with every rule, an index, which
  /// provision has which rule, and what is disputed or was not verified.
  ///
  /// The rulebook must be read with its examples; a stored one has none.
  ///
  /// - Parameter up: from the folder of the pages to where the paths of rule files begin, such as
  ///   `../..`; nil writes places without links.
  public func lawPages(in language: Language, up: String? = nil) -> [LawPage] {
    let scribe = LawScribe(rulebook: self, language: language, up: up)
    let pages = rules.acts.map { act in
      LawPage(path: "\(act.name).md", text: ActPage(act: act, scribe: scribe).text)
    }
    return [
      LawPage(path: "README.md", text: LawIndex(scribe: scribe).text),
      LawPage(path: "coverage.md", text: CoveragePage(scribe: scribe).text),
      LawPage(path: "limits.md", text: LimitsPage(scribe: scribe).text),
    ] + pages
  }
}

/// What all pages need: words, links, and which examples try a rule.
struct LawScribe {
  let rulebook: Rulebook
  let wording: Wording
  let up: String?
  /// Of each rule, the sentences that examples prove of it.
  let proofs: [RuleID: [Proven]]

  /// A sentence of an example, and how a rule comes out in it.
  struct Proven {
    let sentence: String
    /// The rule, or the derogation or reading of it, as the example names it.
    let of: String
    let outcome: String
    let place: Place
  }

  init(rulebook: Rulebook, language: Language, up: String?) {
    self.rulebook = rulebook
    self.up = up
    wording = Wording(language: language, rules: rulebook.rules, useCase: nil)
    var proofs: [RuleID: [Proven]] = [:]
    for example in rulebook.examples {
      var diagnostics: [Diagnostic] = []
      let reader = CaseReader(rulebook: rulebook, file: example.file)
      guard let useCase = reader.read(example, noting: &diagnostics) else { continue }
      for expectation in useCase.expectations {
        guard let rule = expectation.rule else { continue }
        proofs[rule, default: []].append(
          Proven(
            sentence: useCase.name, of: expectation.name.text,
            outcome: expectation.outcome.text,
            place: Place(file: example.file, span: expectation.name.span)))
      }
    }
    self.proofs = proofs
  }

  var rules: CheckedRules { rulebook.rules }

  func words(of act: ActID) -> ReasonWording { ReasonWording(wording: wording, home: act) }

  func say(_ phrase: LawPhrase, _ arguments: String...) -> String {
    phrase.said(in: wording.language, arguments)
  }

  /// A place as a link into the repository, where it is known how to get there.
  func link(_ place: Place) -> String {
    let words = Markdown.code(place.words)
    guard let up else { return words }
    return "[\(words)](\(up)/\(place.file)#L\(place.span.start.line))"
  }

  /// A rule as a link to its page.
  func link(_ id: RuleID) -> String {
    let name = rules.fullName(id)
    return "[\(Markdown.code(name))](\(rules[rules[id].act].name).md#\(anchor(rules[id].name)))"
  }

  /// The anchor that a heading gets: letters, digits, `_` and `-` stay.
  func anchor(_ name: String) -> String { name.lowercased() }

  func period(_ period: Period) -> String {
    switch (period.from?.description, period.until?.description) {
    case (nil, nil): wording.say(.always)
    case (let from?, nil): wording.say(.lawFrom, from)
    case (nil, let until?): wording.say(.lawUntil, until)
    case (let from?, let until?): wording.say(.lawFromUntil, from, until)
    }
  }
}

extension Expectation {
  /// The rule of which it speaks; nil for a scheme or a score.
  fileprivate var rule: RuleID? {
    switch target {
    case .rule(let id, _), .reached(let id, _), .reading(let id, _): id
    case .scheme, .score: nil
    }
  }
}

/// What keeps text from being read as Markdown.
enum Markdown {
  static func code(_ text: String) -> String { "`\(text.replacing("`", with: "'"))`" }

  /// Text on one line, in which nothing has a meaning of its own.
  static func plain(_ text: String) -> String {
    var result = ""
    for character in text.onOneLine {
      if "\\`*_[]<>|#".contains(character) { result.append("\\") }
      result.append(character)
    }
    return result
  }
}
