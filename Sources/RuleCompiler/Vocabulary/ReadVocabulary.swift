package import LocatedYAML

/// A rule file whose YAML could be read.
struct RuleFile {
  let path: String
  var fields: Fields
}

/// A guard as written, waiting until every fact is known.
struct WrittenGuard {
  let fact: FactID
  let condition: Condition<Written>
  let otherwise: Node?
  let place: Place
}

extension Vocabulary {
  /// Reads lists and groups first, then facts, over all files in the order given.
  ///
  /// Guards come back as written: they may test facts, and are looked up when all are known.
  static func read(
    _ files: [RuleFile], noting diagnostics: inout [Diagnostic]
  ) -> (Vocabulary, [WrittenGuard]) {
    var files = files
    var vocabulary = Vocabulary()
    var places: [String: Place] = [:]
    for index in files.indices {
      vocabulary.readLists(&files[index].fields, places: &places, noting: &diagnostics)
    }
    var guards: [WrittenGuard] = []
    for index in files.indices {
      for entry in files[index].fields.mapping("facts", noting: &diagnostics) {
        vocabulary.readFact(
          entry, in: files[index].path, places: &places, guards: &guards, noting: &diagnostics)
      }
    }
    for index in files.indices {
      vocabulary.readModels(&files[index].fields, noting: &diagnostics)
      files[index].fields.finish(noting: &diagnostics)
    }
    return (vocabulary, guards)
  }

  private mutating func readLists(
    _ fields: inout Fields, places: inout [String: Place], noting diagnostics: inout [Diagnostic]
  ) {
    _ = fields.take("vocabulary")
    Vocabulary.readWords("groups", &fields, into: &groups, noting: &diagnostics)
    Vocabulary.readWords("parties", &fields, into: &parties, noting: &diagnostics)
    Vocabulary.readWords("classes", &fields, into: &classes, noting: &diagnostics)
    Vocabulary.readWords("topics", &fields, into: &topics, noting: &diagnostics)
    for entry in fields.mapping("countries", noting: &diagnostics) {
      countries[entry.key.text] = Text.read(
        entry.value, of: "countries", in: fields.file, noting: &diagnostics)
    }
    for entry in fields.mapping("lists", noting: &diagnostics) {
      readList(entry, in: fields.file, places: &places, noting: &diagnostics)
    }
  }

  /// Names with the words that people have for them.
  private static func readWords(
    _ section: String, _ fields: inout Fields, into known: inout [String: Text],
    noting diagnostics: inout [Diagnostic]
  ) {
    for entry in fields.mapping(section, noting: &diagnostics) {
      guard
        let words = Text.read(entry.value, of: section, in: fields.file, noting: &diagnostics)
      else { continue }
      if known.updateValue(words, forKey: entry.key.text) != nil {
        diagnostics.append(.repeatedName(entry.key, first: nil, in: fields.file))
      }
    }
  }

  private mutating func readList(
    _ entry: Entry, in file: String, places: inout [String: Place],
    noting diagnostics: inout [Diagnostic]
  ) {
    guard var fields = Fields(entry.value, of: entry.key.text, in: file, noting: &diagnostics)
    else { return }
    let item = fields.text("item", noting: &diagnostics)
    let question = fields.sentence("ask", noting: &diagnostics)
    fields.finish(noting: &diagnostics)
    guard let item, let question else {
      diagnostics.append(
        .missingKey(
          item == nil ? "item" : "ask", of: "list `\(entry.key.text)`", in: file,
          at: entry.key.span))
      return
    }
    if let first = places.updateValue(
      Place(file: file, span: entry.key.span), forKey: entry.key.text)
    {
      diagnostics.append(.repeatedName(entry.key, first: first, in: file))
      return
    }
    add(
      FactList(
        id: ListID(index: lists.count), name: entry.key.text, item: item.text, question: question))
  }

  private mutating func readFact(
    _ entry: Entry, in file: String, places: inout [String: Place],
    guards: inout [WrittenGuard], noting diagnostics: inout [Diagnostic]
  ) {
    let place = Place(file: file, span: entry.key.span)
    guard checkName(entry.key, in: file, noting: &diagnostics) else { return }
    if let first = places.updateValue(place, forKey: entry.key.text) {
      diagnostics.append(.repeatedName(entry.key, first: first, in: file))
      return
    }
    guard var fields = Fields(entry.value, of: entry.key.text, in: file, noting: &diagnostics)
    else { return }
    let type = FactType.read(&fields, of: entry.key, noting: &diagnostics)
    let condition = fields.take("only_if")
    let otherwise = fields.take("else")
    guard
      let fact = makeFact(
        entry.key, type: type, &fields, place: place, noting: &diagnostics)
    else { return }
    add(fact)
    guard let condition else {
      if let otherwise {
        diagnostics.append(.elseWithoutGuard(in: file, at: otherwise.key.span))
      }
      return
    }
    if let read = Condition.read(condition.value, in: file, noting: &diagnostics) {
      guards.append(
        WrittenGuard(
          fact: fact.id, condition: read, otherwise: otherwise?.value,
          place: Place(file: file, span: condition.key.span)))
    }
  }

  private func makeFact(
    _ name: Key, type: FactType?, _ fields: inout Fields, place: Place,
    noting diagnostics: inout [Diagnostic]
  ) -> Fact? {
    let question = fields.sentence("ask", noting: &diagnostics)
    let help = fields.sentence("help", noting: &diagnostics)
    let level: Level? = fields.choice("of", noting: &diagnostics)
    let nature: FactNature? = fields.choice("is", noting: &diagnostics)
    let measureOf = fields.text("measure_of", noting: &diagnostics)
    let respondent: Respondent? = fields.choice("answered_by", noting: &diagnostics)
    let sources = fields.words("source", noting: &diagnostics).map(\.text)
    let allowsNone = fields.flag("none", noting: &diagnostics) ?? false
    let operational = fields.flag("operational", noting: &diagnostics) ?? false
    fields.finish(noting: &diagnostics)
    guard let question, let type, let level else {
      let key = question == nil ? "ask" : type == nil ? "type" : "of"
      diagnostics.append(
        .missingKey(key, of: "fact `\(name.text)`", in: place.file, at: place.span))
      return nil
    }
    if question.french == nil {
      diagnostics.append(.notInFrench(name, in: place.file))
    }
    let group = String(name.text.prefix { $0 != "." })
    let list = lists.first { $0.item == group }?.id
    if (level == .item) != (list != nil) {
      diagnostics.append(.itemWithoutList(name, isItem: level == .item, in: place.file))
    }
    return Fact(
      id: FactID(index: facts.count), name: name.text, level: level, list: list, type: type,
      question: question, help: help, nature: nature ?? .circumstance,
      measureOf: measureOf?.text, respondent: respondent ?? .programme, sources: sources,
      allowsNone: allowsNone, isOperational: operational, place: place, guarding: nil)
  }

  private func checkName(
    _ key: Key, in file: String, noting diagnostics: inout [Diagnostic]
  ) -> Bool {
    let parts = key.text.split(separator: ".", omittingEmptySubsequences: false)
    let words = parts.allSatisfy { word in
      !word.isEmpty
        && word.allSatisfy { ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "_" }
    }
    guard parts.count == 2, words else {
      diagnostics.append(.badFactName(key, in: file))
      return false
    }
    guard groups[String(parts[0])] != nil else {
      diagnostics.append(
        .unknownGroup(
          key, nearest: nearest(to: String(parts[0]), among: groups.keys.sorted()), in: file))
      return false
    }
    return true
  }
}

extension Diagnostic {
  package static func repeatedName(_ name: Key, first: Place?, in file: String) -> Diagnostic {
    let hint = first.map { "first declared at \($0.file):\($0.span.start.line)" }
    return Diagnostic(
      code: "repeated-name", severity: .error, message: "`\(name.text)` is declared twice",
      file: file, span: name.span, hint: hint)
  }

  static func elseWithoutGuard(in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "else-without-guard", severity: .error,
      message: "`else` has no meaning without `only_if`",
      file: file, span: span)
  }

  static func badFactName(_ key: Key, in file: String) -> Diagnostic {
    Diagnostic(
      code: "bad-fact-name", severity: .error,
      message: "a fact is named `group.name`, in lower-case words", file: file, span: key.span)
  }

  static func unknownGroup(_ key: Key, nearest: String?, in file: String) -> Diagnostic {
    Diagnostic(
      code: "unknown-group", severity: .error,
      message: "no group is declared for the fact `\(key.text)`", file: file, span: key.span,
      hint: nearest.map { "the nearest group is `\($0)`" })
  }

  static func notInFrench(_ name: Key, in file: String) -> Diagnostic {
    Diagnostic(
      code: "not-in-french", severity: .warning,
      message: "the question of `\(name.text)` has no French", file: file, span: name.span)
  }

  static func itemWithoutList(_ name: Key, isItem: Bool, in file: String) -> Diagnostic {
    Diagnostic(
      code: "item-without-list", severity: .error,
      message: isItem
        ? "no list declares `item: \(name.text.prefix { $0 != "." })`"
        : "`\(name.text)` belongs to an item of a list, so it needs `of: item`",
      file: file, span: name.span)
  }
}
