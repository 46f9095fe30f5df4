import LocatedYAML

/// The words a rule file uses for the types of facts.
private enum TypeName: String, CaseIterable {
  case yesNo = "yes_no"
  case oneOf = "one_of"
  case someOf = "some_of"
  case number, date, time, country, text
}

/// Words that mean something in every type, and so name no option.
package let reservedWords = ["unknown", "none", "present"]

extension FactType {
  /// Reads `type`, and the keys that go with it.
  static func read(
    _ fields: inout Fields, of name: Key, noting diagnostics: inout [Diagnostic]
  ) -> FactType? {
    let type: TypeName? = fields.choice("type", noting: &diagnostics)
    let unit = fields.text("unit", noting: &diagnostics)
    let ordered = fields.flag("ordered", noting: &diagnostics)
    let options = fields.take("options").map {
      readOptions($0, in: fields.file, noting: &diagnostics)
    }
    guard let type else { return nil }
    let takesOptions = type == .oneOf || type == .someOf
    if takesOptions, (options ?? []).isEmpty {
      diagnostics.append(
        .missingKey("options", of: "`\(name.text)`", in: fields.file, at: name.span))
      return nil
    }
    if !takesOptions && options != nil {
      diagnostics.append(.keyOfOtherType("options", type.rawValue, of: name, in: fields.file))
    }
    if unit != nil && type != .number {
      diagnostics.append(.keyOfOtherType("unit", type.rawValue, of: name, in: fields.file))
    }
    if ordered != nil && type != .oneOf {
      diagnostics.append(.keyOfOtherType("ordered", type.rawValue, of: name, in: fields.file))
    }
    return switch type {
    case .yesNo: .yesNo
    case .oneOf: .oneOf(options ?? [], ordered: ordered ?? false)
    case .someOf: .someOf(options ?? [])
    case .number: .number(unit: unit?.text)
    case .date: .date
    case .time: .time
    case .country: .country
    case .text: .text
    }
  }

  /// Options are a mapping from name to words, or a list of names.
  private static func readOptions(
    _ entry: Entry, in file: String, noting diagnostics: inout [Diagnostic]
  ) -> [Option] {
    var options: [Option] = []
    var seen: Set<String> = []
    func add(_ key: Key, _ words: Text) {
      if reservedWords.contains(key.text) {
        diagnostics.append(.reservedOption(key, in: file))
      } else if seen.insert(key.text).inserted {
        options.append(Option(name: key.text, words: words))
      } else {
        diagnostics.append(.repeatedName(key, first: nil, in: file))
      }
    }
    switch entry.value.shape {
    case .mapping(let entries):
      for option in entries {
        let words = Text.read(option.value, of: option.key.text, in: file, noting: &diagnostics)
        add(option.key, words ?? Text(option.key.text))
      }
    case .sequence(let items):
      for item in items {
        if let word = Fields.text(item, of: "options", in: file, noting: &diagnostics) {
          add(word, Text(word.text))
        }
      }
    case .scalar:
      diagnostics.append(.mappingExpected("options", in: file, at: entry.value.span))
    }
    return options
  }

  /// The type in the words of a rule file.
  package var name: String {
    switch self {
    case .yesNo: TypeName.yesNo.rawValue
    case .oneOf: TypeName.oneOf.rawValue
    case .someOf: TypeName.someOf.rawValue
    case .number: TypeName.number.rawValue
    case .date: TypeName.date.rawValue
    case .time: TypeName.time.rawValue
    case .country: TypeName.country.rawValue
    case .text: TypeName.text.rawValue
    }
  }
}

extension Diagnostic {
  static func keyOfOtherType(
    _ key: String, _ type: String, of name: Key, in file: String
  ) -> Diagnostic {
    Diagnostic(
      code: "key-of-other-type", severity: .error,
      message: "a `\(type)` fact takes no `\(key)`", file: file, span: name.span)
  }

  static func reservedOption(_ key: Key, in file: String) -> Diagnostic {
    Diagnostic(
      code: "reserved-option", severity: .error,
      message: "`\(key.text)` means the same in every type, and names no option", file: file,
      span: key.span)
  }
}
