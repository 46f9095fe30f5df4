import LocatedYAML
package import RuleCompiler
package import RuleEvaluator

/// A use case that was taken from a register, as a file: its answers, the words of the register as
/// notes, and where the register has each.
package struct UseCaseFile: Sendable {
  package private(set) var text = ""
  private let useCase: UseCase
  private let vocabulary: Vocabulary

  /// Notes are cut here, in characters, so that any reader takes them.
  static let longestText = 16_000

  /// - Parameter rulebook: the one against which the use case was read.
  package init(_ useCase: UseCase, of rulebook: Rulebook) {
    self.useCase = useCase
    vocabulary = rulebook.rules.vocabulary
    putHead()
    putFacts()
    putNotes()
    putOrigin()
  }

  private mutating func line(_ line: String) { text += line + "\n" }

  private func quoted(_ text: String) -> String {
    var text = text.admissible
    if text.unicodeScalars.count > UseCaseFile.longestText {
      text = String(text.prefix(UseCaseFile.longestText - 1)) + "…"
    }
    return NewValue.text(text).written(inJSON: false)
  }

  private mutating func putHead() {
    if let entry = useCase.entry {
      let place = entry.row.map { (entry.isTable ? " row " : " record ") + String($0) } ?? ""
      line("# \(entry.file.printable)\(place), read by `clearance import \(entry.register)`.")
    }
    line("language: 1")
    line("use_case: \(NewValue.word(useCase.name).written(inJSON: false))")
    if let title = useCase.title { line("title: \(quoted(title))") }
    if let name = useCase.operatorName { line("operator: \(quoted(name))") }
    line("jurisdictions: [\(useCase.jurisdictions.joined(separator: ", "))]")
  }

  private mutating func putFacts() {
    let answers = useCase.answers.sorted { $0.key < $1.key }
    guard !answers.isEmpty else { return }
    line("")
    line("facts:")
    var groups: [String] = []
    for (id, _) in answers {
      let group = vocabulary[id].groupName
      if !groups.contains(group) { groups.append(group) }
    }
    for group in groups {
      line("  \(group):")
      for (id, answer) in answers where vocabulary[id].groupName == group {
        let name = vocabulary[id].name.dropFirst(group.count + 1)
        line("    \(name): \(vocabulary[id].written(answer.said).written(inJSON: false))")
      }
    }
  }

  private mutating func putNotes() {
    guard !useCase.notes.isEmpty else { return }
    line("")
    line("notes:")
    for note in useCase.notes {
      line("  \(NewValue.word(note.name.admissible).written(inJSON: false)): \(quoted(note.text))")
    }
  }

  private mutating func putOrigin() {
    guard let entry = useCase.entry else { return }
    line("")
    line("origin:")
    line("  register: \(NewValue.word(entry.register).written(inJSON: false))")
    line("  file: \(quoted(entry.file))")
    if let row = entry.row { line("  \(entry.isTable ? "row" : "record"): \(row)") }
    if !entry.columns.isEmpty {
      line("  columns:")
      for (id, names) in entry.columns.sorted(by: { $0.key < $1.key }) {
        let words = names.map(quoted)
        let value = words.count == 1 ? words[0] : "[" + words.joined(separator: ", ") + "]"
        line("    \(vocabulary[id].name): \(value)")
      }
    }
    if let label = entry.label {
      line("  label:")
      line("    scheme: \(label.scheme)")
      line("    class: \(label.name)")
      line("    column: \(quoted(label.column))")
      line("    text: \(quoted(label.text))")
    }
    if !entry.kept.isEmpty {
      line("  kept:")
      for kept in entry.kept {
        line("    - column: \(quoted(kept.column))")
        line("      text: \(quoted(kept.text))")
      }
    }
  }
}

extension Fact {
  /// The part of its name before the point.
  var groupName: String { String(name.prefix { $0 != "." }) }
}
