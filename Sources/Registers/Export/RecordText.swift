import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// What a use case says, in the words of a register: its preset, read backwards.
struct RecordText: Sendable {
  let preset: RegisterPreset
  let rulebook: Rulebook
  let answers: Answers
  private let notes: [String: String]
  private let useCase: UseCase

  /// Of a use case with several uses what is said of all of them, and of the first.
  init(_ useCase: UseCase, _ preset: RegisterPreset, of rulebook: Rulebook) {
    self.preset = preset
    self.rulebook = rulebook
    self.useCase = useCase
    answers = useCase.uses.first?.answers ?? useCase.answers
    notes = Dictionary(useCase.notes.map { ($0.name, $0.text) }) { first, _ in first }
  }

  /// The text of a column; nil where the use case says nothing that it could hold.
  ///
  /// The words of the register itself stay, as long as they say what the answers say.
  func text(_ column: RegisterPreset.Column) -> String? {
    if let note = column.note.flatMap({ notes[$0] }), isStillSo(note, in: column) { return note }
    return mapped(column) ?? labelled(column) ?? head(column.name) ?? column.otherwise
  }

  /// What a column says that the preset names for the head of a use case alone.
  func head(_ name: RegisterPreset.Column.Name) -> String? {
    if preset.titles.first == name { return useCase.title ?? useCase.name }
    if preset.operators.first == name { return useCase.operatorName }
    if preset.jurisdictionColumn == name { return useCase.jurisdictions.joined(separator: ", ") }
    if preset.naming.count == 1, preset.naming.first == name { return useCase.name }
    return nil
  }

  // MARK: From answers

  private func mapped(_ column: RegisterPreset.Column) -> String? {
    if let values = column.values { return mapped(column, values) }
    guard let id = column.fact, let said = answers[id]?.said else { return nil }
    let fact = rulebook.rules.vocabulary[id]
    if case .value(.day(let day)) = said, let pattern = column.days.first {
      return pattern.text(day)
    }
    if case .value(.word(let word)) = said { return word }
    let members: [Int]
    switch said {
    case .unknown, .unsayable: return nil
    case .value(.members(let all)): members = all
    case .partly(let has, _): members = has
    case .value: return fact.written(said).written(inJSON: false)
    }
    return members.isEmpty ? nil : column.joined(members.map { fact.options[$0].name })
  }

  private func mapped(
    _ column: RegisterPreset.Column,
    _ values: [(value: RegisterPreset.Pattern, effect: RegisterPreset.Effect)]
  ) -> String? {
    let before = column.companion.map(companionText)
    var found: [(text: String, weight: Int)] = []
    for (pattern, effect) in values where !effect.answers.isEmpty {
      guard effect.answers.allSatisfy(isSo), let text = pattern.text(after: before) else {
        continue
      }
      found.append((text, effect.answers.count))
    }
    guard !found.isEmpty else { return nil }
    if column.splits.isEmpty, !column.isList {
      let most = found.map(\.weight).max() ?? 0
      return found.first { $0.weight == most }?.text
    }
    // Of values that say the same, one.
    var told: [[String]] = []
    var texts: [String] = []
    for (pattern, effect) in values where found.contains(where: { $0.text == pattern.text }) {
      let says = effect.answers.map { "\($0.fact.index) \($0.said)" }
      if told.contains(says) { continue }
      told.append(says)
      texts.append(pattern.text)
    }
    return column.joined(texts)
  }

  private func companionText(_ name: RegisterPreset.Column.Name) -> String {
    preset.columns.first { $0.name == name }.flatMap(text) ?? head(name) ?? ""
  }

  /// Whether an answer follows from those of the use case.
  private func isSo(_ answer: (fact: FactID, said: RegisterPreset.Effect.Said)) -> Bool {
    guard let said = answers[answer.fact]?.said else { return false }
    switch (answer.said, said) {
    case (.value(let value), .value(let given)): return value == given
    case (.partly(let has, let hasNot), .value(.members(let members))):
      return Set(has).isSubset(of: members) && Set(hasNot).isDisjoint(with: members)
    case (.partly(let has, let hasNot), .partly(let inside, let outside)):
      return Set(has).isSubset(of: inside) && Set(hasNot).isSubset(of: outside)
    case (.unsayable(let why), .unsayable(let given)): return why == given
    default: return false
    }
  }

  private func labelled(_ column: RegisterPreset.Column) -> String? {
    guard let label = column.label, let own = useCase.entry?.label, own.scheme == label.scheme
    else { return nil }
    return label.classes.first { $0.name == own.name }?.value.text
  }

  // MARK: From the words of a register

  /// Whether words that were kept say nothing else than the answers, and as much as they do.
  private func isStillSo(_ note: String, in column: RegisterPreset.Column) -> Bool {
    guard column.values != nil || column.fact != nil else { return true }
    let cell = RegisterCell(
      texts: column.isList ? note.pieces(at: "\n") : [note], span: SourceSpan(at: .start),
      isList: column.isList)
    let before = column.companion.map { companionText($0) + "/" } ?? ""
    let parts = column.parts(of: cell).filter { !preset.silent.contains($0.comparable) }
    let effects = parts.map { column.effect(of: before + $0, rulebook) }
    guard !effects.contains(where: { $0 == nil }) || column.isOpen else { return false }
    let said = effects.compactMap(\.self).flatMap(\.answers)
    guard said.allSatisfy(isSo) else { return false }
    guard let fact = column.fact, answers[fact] != nil, answers[fact]?.said != .unknown else {
      return true
    }
    return said.contains { $0.fact == fact }
  }
}

extension RegisterPreset.Pattern {
  /// The text that a register holds for it; nil where it stands for any.
  func text(after companion: String?) -> String? {
    guard let companion else { return text.isEmpty ? nil : text }
    let start = companion + "/"
    guard text.comparable.hasPrefix(start.comparable), text.count > start.count else { return nil }
    return String(text.dropFirst(start.count))
  }
}

extension RegisterPreset.Column {
  /// Several values in one cell.
  func joined(_ texts: [String]) -> String {
    if isList { return texts.joined(separator: "\n") }
    switch splits.first {
    case .list?:
      return texts.count == 1
        ? texts[0]
        : "[" + texts.map { NewValue.text($0).written(inJSON: true) }.joined(separator: ",") + "]"
    case .text(let separator)?: return texts.joined(separator: separator)
    case nil: return texts.joined(separator: "; ")
    }
  }
}
