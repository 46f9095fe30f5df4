import RuleCompiler
import RuleEvaluator
import Testing

@testable import Reports

@Suite struct `Reports in French` {
  /// Words that no French sentence has.
  private static let english: Set<String> = [
    "the", "and", "of", "is", "are", "not", "with", "from", "to", "which", "by", "who", "whether",
    "law", "rule", "rules", "open", "known", "day", "days", "months", "month", "recital", "annex",
    "paragraph", "subparagraph", "sentence", "guidelines", "provider", "deployer", "controller",
  ]

  @Test(arguments: Case.ofTheExamples)
  func `nothing but the words of the file and titles of documents is English`(
    _ example: Case
  ) throws {
    let report = try example.report()
    var text = report.rendered(as: .text, in: .french, options: TextOptions(width: 120))
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for words in report.englishWords.sorted(by: { $0.count > $1.count }) where !words.isEmpty {
      let plain = words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      text = text.replacing(plain, with: "…")
    }
    for name in report.assessment.rulebook.rules.namesOfOneWord {
      text = text.replacing(" \(name) (", with: " … (")
    }
    let found = text.split { !$0.isLetter && !"_-./:".contains($0) }.map { $0.lowercased() }
      .filter { `Reports in French`.english.contains($0) }
    #expect(Set(found).isEmpty)
  }

  @Test(arguments: [
    ("Annex III, point 1(b); recital 59", "annexe III, point 1(b) ; considérant 59"),
    ("Arts 5(1)(a) and 6(1)", "art. 5(1)(a) et 6(1)"),
    ("Art. 26(6)", "art. 26(6)"),
    (
      "Art. 26(10), third subparagraph, first sentence",
      "art. 26(10), troisième alinéa, première phrase"
    ),
    ("GDPR Art. 4(4); Annex I, Section A", "RGPD art. 4(4) ; annexe I, section A"),
    (
      "draft guidelines of 2026-05-19, para 169",
      "projet de lignes directrices du 2026-05-19, point 169"
    ),
    ("Regulation (EU) 2024/1689", "règlement (UE) 2024/1689"),
    ("Art. 4 (2024 wording)", "art. 4 (2024 version)"),
    // The title of a document stays whole.
    ("Report on the adoption of AI, point 3", "Report on the adoption of AI, point 3"),
    ("Article and Artefact", "Article et Artefact"),
  ])
  func `a place in the law is cited as French law does`(_ english: String, _ french: String) {
    #expect(english.inFrenchCitation == french.inFrenchTypography)
  }

  @Test(arguments: [
    (
      "draft guidelines of 2026-05-19, paras 129 and 140",
      "projet de lignes directrices du 2026-05-19, points 129 et 140"
    ),
    ("wording of point 7(b), which names risks", "wording of point 7(b), which names risks"),
  ])
  func `an argument is in French whole or not at all`(_ english: String, _ french: String) {
    #expect(english.inFrenchSource == french)
  }

  @Test(arguments: [
    ((2026, 12, 1), "1er décembre 2026"), ((2027, 8, 2), "2 août 2027"),
  ])
  func `a day is said as it is spoken`(_ day: (Int, Int, Int), _ french: String) throws {
    let date = try #require(Day(day.0, day.1, day.2))
    let rules = try Case.madeUp.get().rules
    #expect(Wording(language: .french, rules: rules, useCase: nil).date(date) == french)
    let english = Wording(language: .english, rules: rules, useCase: nil).date(date)
    #expect(english == date.description)
  }

  @Test(arguments: [("1", "1 mois", "1 month"), ("3", "3 mois", "3 months")])
  func `a unit agrees with its number`(
    _ number: String, _ french: String, _ english: String
  ) throws {
    let rules = try Case.madeUp.get().rules
    let amount = Number(number == "1" ? 1 : 3)
    #expect(
      Wording(language: .french, rules: rules, useCase: nil).amount(amount, of: "month") == french)
    #expect(
      Wording(language: .english, rules: rules, useCase: nil).amount(amount, of: "month")
        == english)
  }

  @Test func `every bearer and holder of the rules has a name in both languages`() throws {
    let rules = try Case.real.get().rules
    for rule in rules.rules {
      for name in rule.bearers + [rule.holder].compactMap(\.self) {
        #expect(rules.vocabulary.parties[name]?.french != nil, "\(name)")
      }
    }
  }

  @Test func `every class of the rules has a name in both languages`() throws {
    let rules = try Case.real.get().rules
    for name in Set(rules.schemes.flatMap(\.classes)) {
      #expect(rules.vocabulary.classes[name]?.french != nil, "\(name)")
    }
  }
}

extension AssessmentReport {
  /// What a report repeats from a file, and has no French for.
  fileprivate var englishWords: [String] {
    let useCase = assessment.useCase
    let rules = assessment.rulebook.rules
    let answers = [useCase.answers] + useCase.uses.map(\.answers)
    let unsayable = answers.flatMap(\.values).compactMap { answer -> String? in
      if case .unsayable(let why) = answer.said { why } else { nil }
    }
    let sources = (today + upcoming).flatMap(\.readings).map(\.reading.source)
    let cites = rules.rules.flatMap(\.versions).compactMap(\.citation?.cite)
    let parts = cites.flatMap { $0.split { ",;".contains($0) }.map(String.init) }
    let titles = parts.filter { $0.inFrenchCitation == $0.inFrenchTypography }
    let papers = useCase.waivers.flatMap { [$0.reason, $0.approvedBy] }
    let judged = useCase.judgements.values.flatMap { [$0.reason, $0.by] }
    let numbers = rules.acts.compactMap(\.number)
    let words =
      [useCase.title, useCase.operatorName].compactMap(\.self)
      + useCase.uses.compactMap(\.title) + unsayable + sources + papers + judged + titles + numbers
    return words + words.map(\.inFrenchTypography)
  }
}

extension CheckedRules {
  /// Names of rules and derogations that look like a word; a report says them with their place.
  fileprivate var namesOfOneWord: [String] {
    func names(_ derogations: [Derogation<Atom>]) -> [String] {
      derogations.flatMap { [$0.name] + names($0.unless) }
    }
    let all = rules.flatMap { rule in [rule.name] + rule.versions.flatMap { names($0.unless) } }
    return Set(all).filter { !$0.contains("_") }.sorted()
  }
}
