import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// A record while it is read.
struct RecordBuilder: Sendable {
  var entry: RegisterEntry
  private(set) var notes: [Note] = []
  /// Where each note is among them.
  private var places: [String: Int] = [:]
  var diagnostics: [Diagnostic] = []
  private(set) var merged: [FactID: Merged] = [:]

  init(entry: RegisterEntry) { self.entry = entry }

  mutating func add(
    _ effect: RegisterPreset.Effect, from column: RegisterPreset.Column.Name, at place: Place
  ) {
    for (fact, said) in effect.answers {
      merged[fact, default: Merged(place: place)].add(said, from: column)
    }
  }

  mutating func note(_ name: String, _ text: String) {
    if let place = places[name] {
      guard notes[place].text != text else { return }
      notes[place] = Note(name: name, text: notes[place].text + "\n" + text)
    } else {
      places[name] = notes.count
      notes.append(Note(name: name, text: text))
    }
  }

  mutating func keep(_ column: String, _ text: String) {
    entry.kept.append(RegisterEntry.Kept(column: column, text: text))
  }

  /// What the columns say, with what is so of every record.
  mutating func answers(
    _ vocabulary: Vocabulary, _ register: String, given: Answers
  ) -> Answers {
    var answers = given
    for (id, found) in merged.sorted(by: { $0.key < $1.key }) {
      let names = found.columns.map(\.label)
      let place = Place(
        file: found.place.file, span: found.place.span, origin: entry.origin(of: names))
      guard let said = found.said(of: vocabulary[id]) else {
        diagnostics.append(.columnsDisagree(vocabulary[id], names, at: place))
        continue
      }
      if let first = given[id], first.said != said, !first.said.isWidened(by: said) {
        diagnostics.append(.columnsDisagree(vocabulary[id], names, at: place))
        continue
      }
      answers[id] = Answer(said: said.joined(with: given[id]?.said), place: place)
      entry.columns[id] = names
    }
    return answers
  }
}

extension Answer.Said {
  /// Whether another answer says more of the same set, or the same.
  fileprivate func isWidened(by other: Answer.Said) -> Bool {
    switch (self, other) {
    case (.unknown, _), (.unsayable, _): return true
    case (.partly(let has, let hasNot), .partly(let more, let less)):
      return Set(has).isDisjoint(with: less) && Set(hasNot).isDisjoint(with: more)
    case (.partly(let has, let hasNot), .value(.members(let members))):
      return Set(has).isSubset(of: members) && Set(hasNot).isDisjoint(with: members)
    default: return false
    }
  }

  fileprivate func joined(with other: Answer.Said?) -> Answer.Said {
    guard case .partly(let has, let hasNot) = self, case .partly(let more, let less)? = other
    else { return self }
    return .partly(
      has: Set(has).union(more).sorted(), hasNot: Set(hasNot).union(less).sorted())
  }
}
