import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// What a use case says, in the words of a register: its preset, read backwards.
struct RecordText: Sendable {
  let preset: RegisterPreset
  let rulebook: Rulebook
  let answers: Answers
  /// The texts of all columns, in the order of the preset.
  private(set) var columns: [String?] = []
  private let notes: [String: String]
  private let useCase: UseCase

  /// Of a use case with several uses what is said of all of them, and of the first.
  init(_ useCase: UseCase, _ preset: RegisterPreset, of rulebook: Rulebook) {
    self.preset = preset
    self.rulebook = rulebook
    self.useCase = useCase
    answers = useCase.uses.first?.answers ?? useCase.answers
    notes = Dictionary(useCase.notes.map { ($0.name, $0.text) }) { first, _ in first }
    columns = texts()
  }

  /// The texts of all columns; nil where the use case says nothing that one could hold.
  ///
  /// The words of the register itself stay, as long as they say what the answers say. Of values that
  /// follow from the answers those are taken that say what no other column has said yet.
  private func texts() -> [String?] {
    var told: Set<Told> = []
    var texts: [String?] = []
    for (place, column) in preset.columns.enumerated() {
      let before = column.companion.map { name in
        preset.columns[..<place].firstIndex { $0.name == name }.flatMap { texts[$0] }
          ?? head(name) ?? column.companionNote(in: preset).flatMap { notes[$0] } ?? ""
      }
      texts.append(text(column, after: before, &told))
    }
    return texts
  }

  private func text(
    _ column: RegisterPreset.Column, after before: String?, _ told: inout Set<Told>
  ) -> String? {
    if let note = column.note.flatMap({ notes[$0] }),
      let said = stillSaid(note, in: column, after: before)
    {
      told.formUnion(said.flatMap(Told.parts))
      return note
    }
    if let head = head(column.name) { return head }
    let mapped = column.isWritten ? self.mapped(column, after: before, &told) : nil
    return mapped ?? labelled(column) ?? column.otherwise
  }

  /// A part of what answers say: a member of a set that is in it or not, or one answer.
  private struct Told: Hashable {
    let fact: FactID
    let member: Int?
    let isIn: Bool

    static func parts(
      of answer: (fact: FactID, said: RegisterPreset.Effect.Said)
    ) -> [Told] {
      switch answer.said {
      case .value(.members(let members)):
        [Told(fact: answer.fact, member: nil, isIn: true)]
          + members.map { Told(fact: answer.fact, member: $0, isIn: true) }
      case .partly(let has, let hasNot):
        has.map { Told(fact: answer.fact, member: $0, isIn: true) }
          + hasNot.map { Told(fact: answer.fact, member: $0, isIn: false) }
      case .value, .unsayable: [Told(fact: answer.fact, member: nil, isIn: true)]
      }
    }
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

  private func mapped(
    _ column: RegisterPreset.Column, after before: String?, _ told: inout Set<Told>
  ) -> String? {
    if let values = column.values {
      return mapped(column, values, after: before, &told)
    }
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
    _ values: [(value: RegisterPreset.Pattern, effect: RegisterPreset.Effect)],
    after before: String?, _ told: inout Set<Told>
  ) -> String? {
    var rest = values.filter { !$0.effect.answers.isEmpty && $0.effect.answers.allSatisfy(isSo) }
    var texts: [String] = []
    while true {
      // The value that says most that is new; of several the first.
      var best: (place: Int, count: Int)?
      for (place, value) in rest.enumerated() where value.value.text(after: before) != nil {
        let parts = Set(value.effect.answers.flatMap(Told.parts))
        let count = parts.subtracting(told).count
        if count > (best?.count ?? 0) { best = (place, count) }
      }
      guard let best else { break }
      let value = rest.remove(at: best.place)
      told.formUnion(value.effect.answers.flatMap(Told.parts))
      if let text = value.value.text(after: before) { texts.append(text) }
      if column.splits.isEmpty, !column.isList { break }
    }
    return texts.isEmpty ? nil : column.joined(texts)
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

  /// What words that were kept say, where that is nothing else than the answers, and as much as they
  /// do; nil where it is not.
  private func stillSaid(
    _ note: String, in column: RegisterPreset.Column, after before: String?
  ) -> [(fact: FactID, said: RegisterPreset.Effect.Said)]? {
    guard column.values != nil || column.fact != nil else { return [] }
    let cell = RegisterCell(
      texts: column.isList ? note.pieces(at: "\n") : [note], span: SourceSpan(at: .start),
      isList: column.isList)
    let start = before.map { $0 + "/" } ?? ""
    let parts = column.parts(of: cell).filter { !preset.silent.contains($0.comparable) }
    let effects = parts.map { column.effect(of: start + $0, rulebook) }
    guard !effects.contains(where: { $0 == nil }) || column.isOpen else { return nil }
    let said = effects.compactMap(\.self).flatMap(\.answers)
    guard said.allSatisfy(isSo) else { return nil }
    if let fact = column.fact, let answer = answers[fact], answer.said != .unknown,
      !said.contains(where: { $0.fact == fact })
    {
      return nil
    }
    return said
  }
}

extension RegisterPreset.Column {
  /// The note that holds the text of the column that stands before this one.
  fileprivate func companionNote(in preset: RegisterPreset) -> String? {
    preset.columns.first { $0.name == companion }?.note
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
