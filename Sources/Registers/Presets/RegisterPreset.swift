import LocatedYAML
package import RuleCompiler
package import RuleEvaluator

/// How a register is read as use cases, and use cases are written as its records: which of its
/// columns is which fact, and which of its values which answer. It is a file of its own among the
/// rules, so that a new register, or a new year of one, is a file and no code.
package struct RegisterPreset: Sendable {
  /// As `clearance import` names it.
  package let name: String
  package let title: Text
  /// The file that says so.
  package let file: String
  package let format: Format
  /// Columns whose texts together name a use case; where they are silent its title does.
  let naming: [Column.Name]
  /// The column with the title; the first that says anything.
  let titles: [Column.Name]
  /// The column that names who runs it.
  let operators: [Column.Name]
  package let jurisdictions: [String]
  /// What is so of every record.
  package let facts: Answers
  /// Texts that mean that nothing was published, as they compare.
  let silent: Set<String>
  /// The bytes of the longest of these.
  let longestSilent: Int
  package let columns: [Column]
  /// Columns that are known and hold nothing for people.
  let unread: Set<String>
  /// Whether other columns whose heads are names of facts hold answers as use cases write them.
  let factsByName: Bool
  /// The column that says whose law is asked, where that differs between records.
  let jurisdictionColumn: Column.Name?

  /// How a register is written.
  package enum Format: Sendable, Hashable {
    case csv(encoding: TextEncoding, separator: UInt8)
    /// Where its records stand; an empty path where the file is a list of them, or one record.
    case json(records: [Step])
    /// YAML between lines of `---`, before text.
    case frontMatter
  }

  /// A step into a JSON value: a key, and of the things there those of which this is so. Lists are
  /// walked through.
  package struct Step: Sendable, Hashable {
    let key: String
    let filter: (key: String, value: String)?

    package static func == (left: Step, right: Step) -> Bool {
      left.key == right.key && left.filter?.key == right.filter?.key
        && left.filter?.value == right.filter?.value
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(key) }
  }

  /// A column, and what its values say.
  package struct Column: Sendable {
    /// The head of a column, or the keys that lead to a value.
    package struct Name: Sendable, Hashable {
      /// As people read it.
      package let text: String
      /// Of several columns with one head which, counted from 0.
      let occurrence: Int
      let path: [Step]
    }

    package let name: Name
    /// Another column, whose text stands before that of this one with a slash.
    let companion: Name?
    package let fact: FactID?
    /// What values say, as they compare; nil where they are answers as they stand.
    let values: [(value: Pattern, effect: Effect)]?
    /// Whether other values say nothing of a fact, and that is well.
    let isOpen: Bool
    /// At what one cell is several values.
    let splits: [Split]
    /// Whether what is not named in a cell is not so.
    let isWhole: Bool
    /// How days are written.
    let days: [DayPattern]
    /// The name under which the text itself is kept.
    package let note: String?
    package let label: Label?
    /// Whether answers can be written as its values, and not only read from them: a value may say more
    /// than follows from the answers that it gives.
    let isWritten: Bool
    /// Whether the register has a list there, which a record is written with.
    let isList: Bool
    /// Whether the register takes no record without it.
    let isRequired: Bool
    /// How many characters the register takes.
    let longest: Int?
    /// What is written where nothing is known.
    let otherwise: String?
    let place: Place
  }

  enum Split: Sendable, Hashable {
    /// A list in brackets, as JSON or Python writes it.
    case list
    case text(String)
  }

  /// A value of a column: the whole of it, or how it begins.
  struct Pattern: Sendable, Hashable {
    /// As written in the preset, without the star.
    let text: String
    let comparable: String
    let isBeginning: Bool
  }

  /// What a value says.
  package struct Effect: Sendable {
    let answers: [(fact: FactID, said: Said)]

    enum Said: Sendable, Hashable {
      case value(Value)
      /// Members of a set that are in it, or not.
      case partly(has: [Int], hasNot: [Int])
      case unsayable(String)
    }
  }

  /// In which class of a scheme a register puts its systems.
  package struct Label: Sendable {
    package let scheme: String
    let classes: [(value: Pattern, name: String)]
  }
}

extension RegisterPreset.Column.Name {
  package func hash(into hasher: inout Hasher) {
    hasher.combine(text)
    hasher.combine(occurrence)
  }
}

extension RegisterPreset {
  /// Whether a text means that nothing was published.
  func isSilent(_ text: String) -> Bool {
    // Most texts are longer than any of these, and need not be made comparable.
    let bytes = text.utf8.count { $0 > 0x20 }
    return bytes <= longestSilent && silent.contains(text.comparable)
  }

  /// Whether it is read as a table, whose rows are counted with the head.
  package var isTable: Bool {
    if case .csv = format { true } else { false }
  }
}

extension RegisterPreset.Pattern {
  init(_ written: String) {
    isBeginning = written.hasSuffix("*")
    text = isBeginning ? String(written.dropLast()) : written
    comparable = text.comparable
  }

  func matches(_ comparable: String) -> Bool {
    isBeginning ? comparable.hasPrefix(self.comparable) : comparable == self.comparable
  }
}

extension Array where Element == RegisterPreset.Step {
  /// Reads `a.b[kind=model].c`; an empty text is no step.
  init(path: String) {
    self = path.split(separator: ".").map { part in
      guard part.hasSuffix("]"), let open = part.firstIndex(of: "["),
        let equals = part[open...].firstIndex(of: "=")
      else { return RegisterPreset.Step(key: String(part), filter: nil) }
      return RegisterPreset.Step(
        key: String(part[..<open]),
        filter: (
          String(part[part.index(after: open)..<equals]),
          String(part[part.index(after: equals)...].dropLast())
        ))
    }
  }
}

extension RegisterPreset.Column.Name {
  /// Reads a head; the third of several alike is `head [3]`.
  init(_ written: String) {
    var head = written
    var occurrence = 0
    if written.hasSuffix("]"), let open = written.lastIndex(of: "["),
      let number = Int(written[written.index(after: open)...].dropLast()), number > 0
    {
      head = written[..<open].description.trimmed
      occurrence = number - 1
    }
    text = head
    self.occurrence = occurrence
    path = [RegisterPreset.Step](path: head)
  }
}
