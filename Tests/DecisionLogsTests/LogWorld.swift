import LocatedYAML

@testable import DecisionLogs
@testable import RuleCompiler
@testable import RuleEvaluator

/// A made-up rulebook whose rules about uses are rules about decisions, a mapping, and records.
struct LogWorld {
  let seed: Int
  let files: [SourceFile]
  let rulebook: Rulebook
  let mappingFile: SourceFile
  let mapping: LogMapping
  let bindings: [Binding]
  let records: [Record]
  let hasDay: Bool

  /// How a fact stands in the log.
  struct Binding {
    let fact: FactDraft
    let key: String
    let id: FactID
    /// What a record answers that says nothing.
    let absent: Value?
    let isPresence: Bool
    let missing: [String]
    /// Words of the log by words of the vocabulary.
    let renamed: [String: String]
    let separator: Character?
    let format: Bool
  }

  /// What one record says: by column, in the words of the vocabulary; nil where it says nothing.
  struct Record {
    let id: String
    let day: String?
    let values: [String?]
  }

  /// Nil where the rulebook that comes of it does not compile.
  init?(seed: Int) {
    var numbers = SeededNumbers(seed: UInt64(seed))
    var draft = RulebookDraft(&numbers, knowsUses: false)
    while draft.vocabulary.hasList { draft = RulebookDraft(&numbers, knowsUses: false) }
    self.seed = seed
    files = draft.files.map { file in
      var text = String(decoding: file.bytes, as: UTF8.self)
      text = text.replacing("about: use", with: "about: decision")
      text = text.replacing("{of: use", with: "{of: decision")
      return SourceFile(path: file.path, text: text)
    }
    guard let rulebook = try? Rulebook(files) else { return nil }
    self.rulebook = rulebook
    let vocabulary = rulebook.rules.vocabulary
    var bindings: [Binding] = []
    var base: [String] = []
    for fact in draft.vocabulary.facts {
      guard let id = vocabulary.fact(named: fact.name) else { return nil }
      guard numbers.chance(fact.isOfUse ? 85 : 35) else {
        if numbers.chance(60) { base.append("  \(fact.name): \(fact.value(&numbers))") }
        continue
      }
      bindings.append(Binding(fact, id, &numbers))
    }
    if bindings.isEmpty { return nil }
    self.bindings = bindings
    hasDay = numbers.chance(50)
    let countries = numbers.pick(["AA", "AA, BB", "CC", "DD"])
    var lines = [
      "language: 1", "use_case: log", "jurisdictions: [\(countries)]", "id: id",
    ]
    if hasDay { lines.append("day: day") }
    if !base.isEmpty {
      lines.append("facts:")
      for group in ["sys", "use"] {
        let own = base.filter { $0.hasPrefix("  \(group).") }
        if own.isEmpty { continue }
        lines.append("  \(group):")
        lines += own.map { "    " + $0.dropFirst(3 + group.count) }
      }
    }
    lines.append("columns:")
    lines += bindings.map(\.line)
    mappingFile = SourceFile(path: "mapping.yaml", text: lines.joined(separator: "\n") + "\n")
    var diagnostics: [Diagnostic] = []
    guard let mapping = LogMapping.read(mappingFile, of: rulebook, noting: &diagnostics) else {
      // Answers of the mapping that contradict each other are refused, as in any case.
      return nil
    }
    self.mapping = mapping
    let days = hasDay ? CaseDraft.days : []
    let count = 1 + numbers.below(150)
    records = (0..<count).map { place in
      Record(
        id: "r\(place)", day: days.isEmpty ? nil : numbers.pick(days),
        values: bindings.map { binding in
          numbers.chance(30) ? nil : binding.fact.value(&numbers)
        })
    }
  }
}

extension LogWorld.Binding {
  init(_ fact: FactDraft, _ id: FactID, _ numbers: inout SeededNumbers) {
    self.fact = fact
    self.id = id
    key = "c_" + fact.name.replacing(".", with: "_")
    var isSet = false
    var isYesNo = false
    var isDate = false
    switch fact.kind {
    case .someOf: isSet = true
    case .yesNo: isYesNo = true
    case .date: isDate = true
    default: break
    }
    isPresence = isYesNo && numbers.chance(20)
    missing = numbers.chance(30) ? ["-", "n/a"] : []
    separator = isSet ? "|" : nil
    format = isDate && numbers.chance(40)
    var renamed: [String: String] = [:]
    switch fact.kind {
    case .yesNo, .oneOf, .someOf:
      for word in fact.values where numbers.chance(30) { renamed[word] = "le \(word)" }
    default: break
    }
    self.renamed = isPresence ? [:] : renamed
    if isPresence {
      absent = nil
    } else if numbers.chance(25) {
      if isSet {
        absent = numbers.chance(50) ? .members([]) : .members([1])
      } else if fact.allowsNone {
        absent = Value.none
      } else if isYesNo {
        absent = .no
      } else {
        absent = nil
      }
    } else {
      absent = nil
    }
  }

  /// As a mapping has it.
  var line: String {
    if isPresence {
      let words = missing.isEmpty ? "" : ", missing: ['-', n/a]"
      return "  \(key): {present: \(fact.name)\(words)}"
    }
    var parts = ["fact: \(fact.name)"]
    if !missing.isEmpty { parts.append("missing: ['-', n/a]") }
    if !renamed.isEmpty {
      let words = renamed.sorted { $0.key < $1.key }.map { "\($1): \($0)" }
      parts.append("values: {\(words.joined(separator: ", "))}")
    }
    if fact.allowsNone, case .oneOf = fact.kind { parts[0] += "" }
    switch absent {
    case Value.none?, .members([])?: parts.append("absent: none")
    case .members?: parts.append("absent: green")
    case .some: parts.append("absent: no")
    case nil: break
    }
    if let separator { parts.append("separator: '\(separator)'") }
    if format { parts.append("format: DD/MM/YYYY") }
    return "  \(key): {\(parts.joined(separator: ", "))}"
  }

  /// Whether a value can stand in a log: `none` is said by saying nothing.
  func canSay(_ value: String) -> Bool { value != "none" }

  /// The words of the log for a value in the words of the vocabulary; several of a set.
  func words(_ value: String) -> [String] {
    if case .someOf = fact.kind {
      return value.dropFirst().dropLast().split(separator: ",").map {
        let word = $0.drop { $0 == " " }
        return renamed[String(word)] ?? String(word)
      }
    }
    let plain = value.hasPrefix("'") ? String(value.dropFirst().dropLast()) : value
    if format {
      let parts = plain.split(separator: "-")
      return ["\(parts[2])/\(parts[1])/\(parts[0])"]
    }
    return [renamed[plain] ?? plain]
  }

  /// What the vocabulary reads in a value.
  func value(_ text: String?, _ vocabulary: Vocabulary) -> Value? {
    if isPresence { return text.map { _ in .yes } ?? .no }
    guard let text, canSay(text) else { return absent }
    let plain = text.hasPrefix("'") ? String(text.dropFirst().dropLast()) : text
    let fact = vocabulary[id]
    switch fact.type {
    case .yesNo: return plain == "yes" ? .yes : .no
    case .oneOf(let options, _): return options.firstIndex { $0.name == plain }.map(Value.option)
    case .someOf(let options):
      let members = plain.dropFirst().dropLast().split(separator: ",").map {
        String($0.drop { $0 == " " })
      }
      return .members(options.indices.filter { members.contains(options[$0].name) })
    case .number: return Number(plain).map(Value.number)
    case .date: return Day(plain).map(Value.day)
    case .time: return Instant(plain).map(Value.instant)
    case .country, .text: return .word(plain)
    }
  }
}
