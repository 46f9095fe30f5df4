import RuleCompiler
import RuleEvaluator

/// Says what rules, facts and answers mean, in one language.
struct Wording {
  let language: Language
  let rules: CheckedRules
  let useCase: UseCase?

  func say(_ phrase: Phrase, _ arguments: String..., count: Int? = nil) -> String {
    phrase.said(in: language, arguments, count: count)
  }

  /// A sentence of the law's or the vocabulary's; English where there is no other.
  func sentence(_ text: Text) -> String {
    switch language {
    case .english: text.english.onOneLine
    case .french: (text.french?.inFrenchTypography ?? text.english).onOneLine
    }
  }

  /// `one`, `one or two`, `one, two or three`.
  func either(_ words: [String]) -> String {
    guard words.count > 1, let last = words.last else { return words.first ?? "" }
    return say(.or, words.dropLast().joined(separator: ", "), last)
  }

  /// As `either`, of many the first three and how many more.
  func someOf(_ words: [String]) -> String {
    guard words.count > 4 else { return either(words) }
    return say(.orMore, words.prefix(3).joined(separator: ", "), String(words.count - 3))
  }

  /// Sentences in one.
  func clauses(_ words: [String]) -> String {
    words.dropFirst().reduce(words.first ?? "") { say(.clauses, $0, $1) }
  }

  /// A statement, with what the law says of it where that is known.
  func with(_ says: Text?, _ statement: String) -> String {
    says.map { say(.sepSays, statement, sentence($0)) } ?? statement
  }

  // MARK: Verdicts

  /// One outcome in a sentence.
  func outcome(_ finals: Finals, of kind: RuleKind) -> String {
    let words: [(Finals, Phrase)] =
      kind.isDuty
      ? [
        (.notApplicable, .sayNotApplicable), (.satisfied, .saySatisfied),
        (.violated, .sayViolated),
      ] : [(.yes, .sayYes), (.no, .sayNo)]
    return either(words.filter { finals.contains($0.0) }.map { say($0.1) })
  }

  func outcome(_ verdict: Verdict, of kind: RuleKind) -> String {
    if let presumed = verdict.presumed { return say(.sayPresumed, outcome(presumed, of: kind)) }
    if verdict.isContested { return say(.sayContested) }
    return outcome(verdict.possible, of: kind)
  }

  // MARK: Names of the field

  func word(for severity: Severity) -> String {
    switch severity {
    case .low: say(.low)
    case .medium: say(.medium)
    case .high: say(.high)
    case .critical: say(.critical)
    }
  }

  func word(for kind: RuleKind) -> String {
    switch kind {
    case .obligation: say(.obligation)
    case .prohibition: say(.prohibition)
    case .right: say(.right)
    case .classification: say(.classification)
    case .definition: say(.definition)
    }
  }

  func word(for status: Status) -> String {
    switch status {
    case .binding: say(.binding)
    case .endeavour: say(.endeavour)
    case .guidance: say(.guidance)
    case .draft: say(.draft)
    case .proposed: say(.proposed)
    case .voluntary: say(.voluntary)
    }
  }

  func word(for verification: Verification) -> String {
    switch verification {
    case .text: say(.text)
    case .paraphrase: say(.paraphrase)
    case .secondary: say(.secondary)
    case .memory: say(.memory)
    }
  }

  /// What a rule is to whom: its bearer, or its kind, or both.
  func binding(_ rule: Rule<Atom>, bearer: String?) -> String {
    let kind = rule.kind == .right ? rule.holder.map { say(.rightOf, party($0)) } : nil
    let words = kind ?? word(for: rule.kind)
    if rule.kind == .obligation { return bearer.map(party) ?? words }
    return [words, bearer.map(party)].compactMap(\.self).joined(separator: " · ")
  }

  /// The act and the place in it.
  func source(_ act: Act, _ citation: Citation?) -> String {
    guard let citation else { return sentence(act.title) }
    return say(.cited, sentence(act.title), cite(citation.cite))
  }
}
