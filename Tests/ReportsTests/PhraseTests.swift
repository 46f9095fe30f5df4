import RuleCompiler
import Testing

@testable import Reports

@Test(arguments: Phrase.allCases)
func `a phrase has the same places in both languages`(_ phrase: Phrase) {
  func places(_ words: String) -> Set<Character> {
    Set(zip(words, words.dropFirst()).filter { $0.0 == "{" }.map(\.1))
  }
  // Words for one may leave out the number that words for several have.
  let english = phrase.words.english.split(separator: "|").map { places(String($0)) }
  let french = phrase.words.french.split(separator: "|").map { places(String($0)) }
  #expect(english.first == french.first)
  #expect(english.last == french.last)
}

@Test(arguments: Phrase.allCases)
func `a phrase is said in both languages`(_ phrase: Phrase) {
  let words = phrase.words
  #expect(!words.english.isEmpty)
  #expect(!words.french.isEmpty)
  // Words that are spelt alike in both languages, and what is all places.
  let alike: Set<Phrase> = [
    .cited, .namedWithCite, .classification, .obligation, .asks, .questionCount,
  ]
  #expect((words.english == words.french) == alike.contains(phrase))
}

/// Words that betray an English phrase in a French report.
private let englishWords: Set<String> = [
  "the", "is", "are", "not", "and", "answer", "holds", "today", "until", "whether", "known",
  "rule", "rules", "findings", "violated", "satisfied", "open", "undecided", "because", "remedy",
  "evidence", "missing", "question", "nobody", "asked", "law",
]

@Test(arguments: Phrase.allCases)
func `no French phrase holds an English word`(_ phrase: Phrase) {
  let words = phrase.words.french.lowercased().split { !$0.isLetter }.map(String.init)
  // "question" is French too, and `clearance ask` is what is typed.
  let found = Set(words).intersection(englishWords).subtracting(["question"])
  #expect(found.isEmpty, "\(phrase.words.french)")
}

@Test(arguments: Case.ofTheGoldenFolder)
func `no English phrase is left in a French report`(_ example: Case) throws {
  let text = try example.report().rendered(as: .text, in: .french)
  for phrase in Phrase.allCases {
    for form in phrase.words.english.split(separator: "|") {
      let pieces = form.split { "{}0123456789".contains($0) }.map(String.init)
      guard let longest = pieces.max(by: { $0.count < $1.count }), longest.count >= 12,
        !phrase.words.french.contains(longest)
      else { continue }
      #expect(!text.contains(longest), "\(phrase)")
    }
  }
}

@Test(arguments: [
  ("Qui décide ?", "Qui décide\u{A0}?"), ("« oui »", "«\u{A0}oui\u{A0}»"),
  ("l'agent : d'accord ; fin !", "l’agent\u{A0}: d’accord\u{A0}; fin\u{A0}!"),
  ("à 10:15", "à 10:15"), ("'cité'", "'cité'"),
])
func `French is set as French is printed`(_ plain: String, _ set: String) {
  #expect(plain.inFrenchTypography == set)
}

@Test(arguments: [
  (count: 0, english: "0 questions", french: "0 question"),
  (count: 1, english: "1 question", french: "1 question"),
  (count: 2, english: "2 questions", french: "2 questions"),
])
func `none is several in English and one in French`(count: Int, english: String, french: String) {
  #expect(Phrase.questionCount.said(in: .english, [String(count)], count: count) == english)
  #expect(Phrase.questionCount.said(in: .french, [String(count)], count: count) == french)
}

@Test func `an argument with braces is not looked at again`() {
  #expect(Phrase.fill("{1} and {2}", ["{2}", "b"]) == "{2} and b")
}
