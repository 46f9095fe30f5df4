import LocatedYAML
import RuleCompiler

/// Writes what may be told of a use case, part by part.
struct SharedCaseWriter {
  private let useCase: UseCase
  private let rules: CheckedRules
  private let operational: Set<FactID>
  private let secrets: Secrets
  private(set) var text = ""
  private(set) var withheld: [SharedCase.Withheld] = []
  private(set) var omitted: [SharedCase.Omitted: Int] = [.name: 1]

  init(_ useCase: UseCase, _ rules: CheckedRules, withholding operational: Set<FactID>) {
    self.useCase = useCase
    self.rules = rules
    self.operational = operational
    secrets = Secrets(useCase, rules.vocabulary, operational)
  }

  private var vocabulary: Vocabulary { rules.vocabulary }

  mutating func write() {
    head()
    let common = body(useCase.answers, at: 2, about: nil)
    if !common.isEmpty { text += "facts:\n" + common }
    uses()
    lists()
    names()
    judgements()
    evidence()
    if !useCase.waivers.isEmpty { omitted[.waivers] = useCase.waivers.count }
    let expected = useCase.expectations.count + useCase.asks.count
    if expected > 0 { omitted[.expectations] = expected }
  }

  // MARK: The head

  private mutating func head() {
    if let title = told(useCase.title) { line("title", .text(title)) }
    if let name = told(useCase.operatorName) { line("operator", .text(name)) }
    if !useCase.jurisdictions.isEmpty {
      line("jurisdictions", .list(useCase.jurisdictions.map(NewValue.word)))
    }
    if !useCase.asIf.isEmpty { line("as_if", .list(useCase.asIf.map(NewValue.word))) }
    if let day = useCase.day { line("on", .word(day.description)) }
  }

  /// A title, unless it tells what is withheld.
  private mutating func told(_ words: String?) -> String? {
    guard let words else { return nil }
    guard !secrets.areIn(words) else {
      omitted[.titles, default: 0] += 1
      return nil
    }
    return words
  }

  private mutating func line(_ key: String, _ value: NewValue, at indent: Int = 0) {
    text += SharedCaseWriter.line(key, value, at: indent)
  }

  private static func line(_ key: String, _ value: NewValue, at indent: Int) -> String {
    String(repeating: " ", count: indent) + NewValue.writtenKey(key, quoted: false) + ": "
      + value.written(inJSON: false) + "\n"
  }

  // MARK: Facts

  /// Answers group by group, in the order of the vocabulary.
  private mutating func body(_ answers: Answers, at indent: Int, about: String?) -> String {
    // A group's facts may be declared in several files, and stand apart in the vocabulary.
    var groups: [(name: String, lines: String)] = []
    for (id, answer) in answers.sorted(by: { $0.key < $1.key }) {
      let parts = vocabulary[id].name.split(separator: ".", maxSplits: 1).map(String.init)
      guard parts.count == 2, let value = value(answer, of: id, about: about) else { continue }
      let line = SharedCaseWriter.line(parts[1], value, at: indent + 2)
      if let place = groups.firstIndex(where: { $0.name == parts[0] }) {
        groups[place].lines += line
      } else {
        groups.append((parts[0], line))
      }
    }
    let margin = String(repeating: " ", count: indent)
    return groups.map { margin + $0.name + ":\n" + $0.lines }.joined()
  }

  /// Nil where nothing is said.
  private mutating func value(
    _ answer: Answer, of id: FactID, about: String?
  ) -> NewValue? {
    if answer.said == .unknown { return nil }
    let fact = vocabulary[id]
    if operational.contains(id) || fact.isTelling(answer.said, of: secrets) {
      withheld.append(SharedCase.Withheld(fact: id, about: about))
      return .mapping([.init("unknown", .word(SharedCase.word))])
    }
    if case .unsayable = answer.said {
      omitted[.reasons, default: 0] += 1
      return fact.written(.unsayable(SharedCase.reason))
    }
    return fact.written(answer.said)
  }

  private mutating func uses() {
    guard !useCase.uses.isEmpty else { return }
    text += "uses:\n"
    for (place, use) in useCase.uses.enumerated() {
      let name = told(use.name) ?? "use_\(place + 1)"
      let own = use.answers.filter { id, answer in
        guard let common = useCase.answers[id]?.said else { return true }
        return common == .unknown && answer.said != .unknown
      }
      text += "  " + NewValue.writtenKey(name, quoted: false) + ":\n"
      if let title = told(use.title) { line("title", .text(title), at: 4) }
      let body = body(own, at: 6, about: name)
      text += body.isEmpty ? "    facts: {}\n" : "    facts:\n" + body
    }
  }

  private mutating func lists() {
    guard !useCase.lists.isEmpty else { return }
    text += "lists:\n"
    for (id, list) in useCase.lists.sorted(by: { $0.key.index < $1.key.index }) {
      let known = vocabulary[id]
      text += "  \(known.name):\n    complete: \(list.isComplete ? "yes" : "no")\n"
      if list.items.isEmpty {
        text += "    items: {}\n"
        continue
      }
      text += "    items:\n"
      for (place, item) in list.items.enumerated() {
        let name = "\(known.item)_\(place + 1)"
        if item.name != name { omitted[.itemNames, default: 0] += 1 }
        var lines = ""
        for (fact, answer) in item.answers.sorted(by: { $0.key < $1.key }) {
          guard let value = value(answer, of: fact, about: name) else { continue }
          let short = vocabulary[fact].name.drop { $0 != "." }.dropFirst()
          lines += SharedCaseWriter.line(String(short), value, at: 8)
        }
        text += "      \(name):" + (lines.isEmpty ? " {}\n" : "\n" + lines)
      }
    }
  }

  // MARK: Papers

  /// Which answers are assumed, and which reading of contested law is taken.
  private mutating func names() {
    let hidden = Set(withheld.map(\.fact))
    let all = [useCase.answers] + useCase.uses.map(\.answers)
    let assumed = Set(all.flatMap { $0.filter { $0.value.isAssumed }.map(\.key) })
      .filter { !hidden.contains($0) }.sorted()
    if !assumed.isEmpty {
      line("assumed", .list(assumed.map { .word(vocabulary[$0].name) }))
    }
    let readings = useCase.readings.sorted { $0.key < $1.key }
    if !readings.isEmpty { text += "readings:\n" }
    for (rule, reading) in readings {
      line(
        rules.fullName(rule), .word(rules[rule].readingNames[reading.index]), at: 2)
    }
  }

  /// The verdict and its day; by whom and why is not told.
  private mutating func judgements() {
    var lines = ""
    for (name, judgement) in useCase.judgements.sorted(by: { $0.key < $1.key }) {
      if let fact = vocabulary.fact(named: name), operational.contains(fact) {
        omitted[.judgements, default: 0] += 1
        continue
      }
      omitted[.judges, default: 0] += 1
      let value = NewValue.mapping([
        .init("verdict", .flag(judgement.verdict)), .init("by", .word(SharedCase.word)),
        .init("on", .word(judgement.on.description)),
        .init("reason", .text(SharedCase.reason)),
      ])
      lines += SharedCaseWriter.line(name, value, at: 2)
    }
    if !lines.isEmpty { text += "judgements:\n" + lines }
  }

  /// That a document is at hand which some rule asks for, and until when; not which.
  private mutating func evidence() {
    let asked = Set(rules.rules.flatMap { $0.versions.flatMap(\.evidence) })
    var lines = ""
    for document in useCase.evidence {
      guard asked.contains(document.name) else {
        omitted[.otherDocuments, default: 0] += 1
        continue
      }
      omitted[.documents, default: 0] += 1
      var members: [NewValue.Pair] = [.init("file", .word(SharedCase.word))]
      if let day = document.validUntil {
        members.append(.init("valid_until", .word(day.description)))
      }
      if !document.supports.isEmpty {
        members.append(.init("supports", .list(document.supports.map(NewValue.word))))
      }
      lines += SharedCaseWriter.line(document.name, .mapping(members), at: 2)
    }
    if !lines.isEmpty { text += "evidence:\n" + lines }
  }
}

extension Fact {
  /// Whether a text that is no secret by itself holds one.
  fileprivate func isTelling(_ said: Answer.Said, of secrets: Secrets) -> Bool {
    guard type == .text, case .value(.word(let words)) = said else { return false }
    return secrets.areIn(words)
  }
}

/// Words that must not come along, wherever they stand: withheld texts, names of items, paths.
private struct Secrets {
  private var words: [String] = []

  init(_ useCase: UseCase, _ vocabulary: Vocabulary, _ operational: Set<FactID>) {
    for answers in [useCase.answers] + useCase.uses.map(\.answers) {
      add(answers, vocabulary, operational)
    }
    for (id, list) in useCase.lists {
      let isOperational = vocabulary.facts.contains {
        $0.list == id && operational.contains($0.id)
      }
      for item in list.items {
        add(item.answers, vocabulary, operational)
        guard isOperational else { continue }
        add(item.name)
        add(String(item.name.map { $0 == "_" || $0 == "-" ? " " : $0 }))
      }
    }
    for document in useCase.evidence {
      add(document.file)
      if let digest = document.digest { add(digest) }
    }
    for waiver in useCase.waivers {
      add(waiver.reason)
      add(waiver.approvedBy)
    }
    for judgement in useCase.judgements.values {
      add(judgement.by)
      add(judgement.reason)
    }
  }

  private mutating func add(
    _ answers: Answers, _ vocabulary: Vocabulary, _ operational: Set<FactID>
  ) {
    for (id, answer) in answers {
      switch answer.said {
      case .unsayable(let why): add(why)
      case .value(.word(let word)) where operational.contains(id): add(word)
      case .value(.number(let number)) where operational.contains(id): add(number.description)
      case .value(.day(let day)) where operational.contains(id): add(day.description)
      case .value(.instant(let instant)) where operational.contains(id): add(instant.description)
      case .value, .partly, .unknown: break
      }
    }
  }

  /// One or two letters are in every text.
  private mutating func add(_ word: String) {
    guard word.unicodeScalars.count > 2 else { return }
    words.append(word.lowercased())
  }

  /// Whether one of them stands in a text, whole.
  func areIn(_ text: String) -> Bool {
    let text = Array(text.lowercased())
    return words.contains { word in
      let word = Array(word)
      guard word.count <= text.count else { return false }
      return (0...(text.count - word.count)).contains { start in
        let end = start + word.count
        guard text[start..<end].elementsEqual(word) else { return false }
        let isBound = start > 0 && text[start - 1].isWordPart && word[0].isWordPart
        let isFollowed =
          end < text.count && text[end].isWordPart && word[word.count - 1].isWordPart
        return !isBound && !isFollowed
      }
    }
  }
}

extension Character {
  fileprivate var isWordPart: Bool { isLetter || isNumber }
}
