import LocatedYAML
import RuleCompiler

/// Reads `facts`, `uses` and `lists`.
struct AnswerReader {
  let reader: CaseReader
  /// Facts whose answers are our reading of a silent source.
  let assumed: Set<FactID>
  /// Where a register has what is said.
  var origins: [FactID: Origin] = [:]

  private var file: String { reader.file }
  private var vocabulary: Vocabulary { reader.vocabulary }

  /// What is said of the system and of every use, and each use with all that is said of it.
  func read(
    _ fields: inout Fields, useName: String, noting diagnostics: inout [Diagnostic]
  ) -> (Answers, [Use]) {
    var common: Answers = [:]
    if let entry = fields.take("facts") {
      common = read(entry.value, levels: [.system, .use, .decision], noting: &diagnostics)
    }
    var uses: [Use] = []
    for entry in fields.mapping("uses", noting: &diagnostics) {
      if let use = readUse(entry, common, noting: &diagnostics) { uses.append(use) }
    }
    return (common, uses)
  }

  private func readUse(
    _ entry: Entry, _ common: Answers, noting diagnostics: inout [Diagnostic]
  ) -> Use? {
    guard var fields = Fields(entry.value, of: entry.key.text, in: file, noting: &diagnostics)
    else { return nil }
    let title = fields.text("title", noting: &diagnostics)
    let own = fields.take("facts").map {
      read($0.value, levels: [.use, .decision], noting: &diagnostics)
    }
    fields.finish(noting: &diagnostics)
    var answers = common
    for (fact, answer) in own ?? [:] {
      if let said = common[fact], said.said != .unknown, answer.said != said.said,
        answer.said != .unknown
      {
        diagnostics.append(.contradicted(vocabulary[fact], at: answer.place, said.place))
      }
      if common[fact] == nil || answer.said != .unknown { answers[fact] = answer }
    }
    return Use(
      name: entry.key.text, title: title?.text, answers: answers,
      place: Place(file: file, span: entry.key.span))
  }

  /// Answers of one mapping `{group: {fact: answer}}`.
  private func read(
    _ node: Node, levels: [Level], noting diagnostics: inout [Diagnostic]
  ) -> Answers {
    guard case .mapping(let groups) = node.shape else {
      diagnostics.append(.mappingExpected("facts", in: file, at: node.span))
      return [:]
    }
    var answers: Answers = [:]
    for group in groups {
      guard vocabulary.groups[group.key.text] != nil else {
        let close = nearest(to: group.key.text, among: vocabulary.groups.keys.sorted())
        diagnostics.append(.noSuchGroup(group.key, nearest: close, in: file))
        continue
      }
      guard case .mapping(let entries) = group.value.shape else {
        diagnostics.append(.mappingExpected(group.key.text, in: file, at: group.value.span))
        continue
      }
      for entry in entries {
        if let (fact, answer) = readAnswer(
          entry, group: group.key.text, levels: levels, list: nil, noting: &diagnostics)
        {
          answers[fact] = answer
        }
      }
    }
    return answers
  }

  private func readAnswer(
    _ entry: Entry, group: String, levels: [Level], list: ListID?,
    noting diagnostics: inout [Diagnostic]
  ) -> (FactID, Answer)? {
    let name = Key(text: group + "." + entry.key.text, span: entry.key.span)
    guard let id = vocabulary.fact(named: name.text) else {
      let words = vocabulary.facts.map(\.name).filter { $0.hasPrefix(group + ".") }
        .map { String($0.dropFirst(group.count + 1)) }
      diagnostics.append(
        .noSuchFact(name, nearest: nearest(to: entry.key.text, among: words), in: file))
      return nil
    }
    let fact = vocabulary[id]
    guard levels.contains(fact.level), fact.list == list else {
      diagnostics.append(.factAtWrongPlace(fact, in: file, at: entry.key.span))
      return nil
    }
    return readSaid(entry.value, of: fact, noting: &diagnostics).map { said in
      (
        id,
        Answer(
          said: said,
          place: Place(file: file, span: entry.value.span, origin: origins[id]),
          isAssumed: assumed.contains(id))
      )
    }
  }

  /// An answer is a value, `unknown`, `{unknown: why}`, or `{has, has_not}` for a set.
  func readSaid(
    _ node: Node, of fact: Fact, noting diagnostics: inout [Diagnostic]
  ) -> Answer.Said? {
    switch node.shape {
    case .scalar(let scalar) where scalar.isNull:
      diagnostics.append(.nothingSaid(fact, in: file, at: node.span))
      return nil
    case .scalar(let scalar) where scalar.text == "unknown":
      return .unknown
    case .mapping(let entries) where entries.contains { $0.key.text == "unknown" }:
      guard var fields = Fields(node, of: fact.name, in: file, noting: &diagnostics) else {
        return nil
      }
      let why = fields.text("unknown", noting: &diagnostics)
      fields.finish(noting: &diagnostics)
      return why.map { .unsayable($0.text) }
    case .mapping where fact.isSet:
      return readPartly(node, of: fact, noting: &diagnostics)
    case .scalar, .sequence, .mapping:
      return fact.readValue(
        node, in: file, countries: vocabulary.countries, noting: &diagnostics
      ).map(Answer.Said.value)
    }
  }

  private func readPartly(
    _ node: Node, of fact: Fact, noting diagnostics: inout [Diagnostic]
  ) -> Answer.Said? {
    guard var fields = Fields(node, of: fact.name, in: file, noting: &diagnostics) else {
      return nil
    }
    let inside = fields.take("has").map {
      fact.readOptions($0.value, in: file, noting: &diagnostics)
    }
    let outsideEntry = fields.take("has_not")
    let outside = outsideEntry.map {
      fact.readOptions($0.value, in: file, noting: &diagnostics)
    }
    fields.finish(noting: &diagnostics)
    if case .some(.none) = inside { return nil }
    if case .some(.none) = outside { return nil }
    let has = (inside ?? nil) ?? []
    let hasNot = (outside ?? nil) ?? []
    if let both = has.first(where: hasNot.contains), let outsideEntry {
      diagnostics.append(
        .inAndOut(fact.options[both].name, fact, in: file, at: outsideEntry.value.span))
      return nil
    }
    if has.isEmpty, hasNot.isEmpty { return .unknown }
    if has.count + hasNot.count == fact.options.count { return .value(.members(has)) }
    return .partly(has: has, hasNot: hasNot)
  }

  // MARK: Lists

  func readLists(
    _ fields: inout Fields, noting diagnostics: inout [Diagnostic]
  ) -> [ListID: ItemList] {
    var lists: [ListID: ItemList] = [:]
    for entry in fields.mapping("lists", noting: &diagnostics) {
      guard let id = vocabulary.list(named: entry.key.text) else {
        let close = nearest(to: entry.key.text, among: vocabulary.lists.map(\.name))
        diagnostics.append(.noSuchList(entry.key, nearest: close, in: file))
        continue
      }
      lists[id] = readList(entry, vocabulary[id], noting: &diagnostics)
    }
    return lists
  }

  private func readList(
    _ entry: Entry, _ list: FactList, noting diagnostics: inout [Diagnostic]
  ) -> ItemList? {
    guard var fields = Fields(entry.value, of: list.name, in: file, noting: &diagnostics) else {
      return nil
    }
    let complete = fields.flag("complete", noting: &diagnostics) ?? false
    let items = fields.mapping("items", noting: &diagnostics).compactMap { item -> Item? in
      guard case .mapping(let entries) = item.value.shape else {
        diagnostics.append(.mappingExpected(item.key.text, in: file, at: item.value.span))
        return nil
      }
      var answers: Answers = [:]
      for answer in entries {
        if let (fact, answer) = readAnswer(
          answer, group: list.item, levels: [.item], list: list.id, noting: &diagnostics)
        {
          answers[fact] = answer
        }
      }
      return Item(
        name: item.key.text, answers: answers, place: Place(file: file, span: item.key.span))
    }
    fields.finish(noting: &diagnostics)
    return ItemList(
      items: items, isComplete: complete, place: Place(file: file, span: entry.key.span))
  }
}

extension Diagnostic {
  static func contradicted(_ fact: Fact, at place: Place, _ first: Place) -> Diagnostic {
    Diagnostic(
      code: "contradicted", severity: .error,
      message: "`\(fact.name)` is answered otherwise for every use", file: place.file,
      span: place.span, hint: "at \(first.file):\(first.span.start.line)")
  }

  static func noSuchGroup(_ group: Key, nearest: String?, in file: String) -> Diagnostic {
    Diagnostic(
      code: "unknown-group", severity: .error,
      message: "the vocabulary has no group `\(group.text)`", file: file, span: group.span,
      suggestion: nearest,
      hint: nearest == nil
        ? "answers stand under `facts` as `group: {fact: answer}`" : nil)
  }

  static func noSuchFact(_ name: Key, nearest: String?, in file: String) -> Diagnostic {
    Diagnostic(
      code: "unknown-fact", severity: .error, message: "no fact is named `\(name.text)`",
      file: file, span: name.span, suggestion: nearest)
  }

  static func factAtWrongPlace(_ fact: Fact, in file: String, at span: SourceSpan) -> Diagnostic {
    let hint =
      switch fact.level {
      case .system: "it is about the system, and stands under `facts` alone"
      case .use: "it is about a use, and stands under `facts` or under a use"
      case .decision: "it is about a decision, and stands in a record of decisions"
      case .item: "it is about an item, and stands in its list under `lists`"
      }
    return Diagnostic(
      code: "fact-at-wrong-place", severity: .error,
      message: "`\(fact.name)` cannot be answered here", file: file, span: span, hint: hint)
  }

  static func nothingSaid(_ fact: Fact, in file: String, at span: SourceSpan) -> Diagnostic {
    let none = fact.isSet ? "`[]` for none of them, " : fact.allowsNone ? "`none`, " : ""
    return Diagnostic(
      code: "nothing-said", severity: .error, message: "`\(fact.name)` has no answer here",
      file: file, span: span,
      hint: "write \(none)`unknown` if nobody has said, or `{unknown: why}` if it cannot be said")
  }

  static func inAndOut(
    _ option: String, _ fact: Fact, in file: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      code: "in-and-out", severity: .error,
      message: "`\(option)` is said to be in `\(fact.name)` and not in it", file: file, span: span)
  }

  static func noSuchList(_ list: Key, nearest: String?, in file: String) -> Diagnostic {
    Diagnostic(
      code: "unknown-list", severity: .error, message: "the vocabulary has no list `\(list.text)`",
      file: file, span: list.span, suggestion: nearest)
  }
}
