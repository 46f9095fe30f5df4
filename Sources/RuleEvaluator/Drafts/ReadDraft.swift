import LocatedYAML
import RuleCompiler

/// Reads one template of a draft.
struct DraftReader {
  let rules: CheckedRules
  let file: String

  func read(
    _ entries: [Entry], at span: SourceSpan, noting diagnostics: inout [Diagnostic]
  ) -> (Key, DraftTemplate)? {
    var fields = Fields(entries, at: span, in: file)
    RuleCompiler.Language.check(&fields, noting: &diagnostics)
    let name = fields.text("draft", noting: &diagnostics)
    let title = fields.sentence("title", noting: &diagnostics)
    let act = fields.text("act", noting: &diagnostics).flatMap {
      self.act($0, noting: &diagnostics)
    }
    let text = fields.sentence("text", noting: &diagnostics)
    let isPublic = fields.flag("public", noting: &diagnostics) ?? false
    let sections = fields.list("sections", noting: &diagnostics).compactMap {
      readSection($0, isPublic: isPublic, noting: &diagnostics)
    }
    fields.finish(noting: &diagnostics)
    guard let name, let title, !sections.isEmpty else {
      let missing = title == nil ? "title" : "sections"
      diagnostics.append(.missingKey(missing, of: "the file", in: file, at: span.first))
      return nil
    }
    return (
      name,
      DraftTemplate(
        name: name.text, title: title, act: act, text: text, isPublic: isPublic,
        sections: sections, file: file)
    )
  }

  private func act(_ name: Key, noting diagnostics: inout [Diagnostic]) -> ActID? {
    let found = rules.acts.first { $0.name == name.text }
    if found == nil {
      diagnostics.append(.unknownAct(name, among: rules.acts.map(\.name), in: file))
    }
    return found?.id
  }

  private func readSection(
    _ node: Node, isPublic: Bool, noting diagnostics: inout [Diagnostic]
  ) -> DraftTemplate.Section? {
    guard var fields = Fields(node, of: "a section", in: file, noting: &diagnostics) else {
      return nil
    }
    let title = fields.sentence("title", noting: &diagnostics)
    let cite = fields.text("cite", noting: &diagnostics)
    let text = fields.sentence("text", noting: &diagnostics)
    let items = fields.list("show", noting: &diagnostics).compactMap {
      readItem($0, isPublic: isPublic, noting: &diagnostics)
    }
    fields.finish(noting: &diagnostics)
    guard let title else {
      diagnostics.append(.missingKey("title", of: "a section", in: file, at: node.span.first))
      return nil
    }
    return DraftTemplate.Section(title: title, cite: cite?.text, text: text, items: items)
  }

  private func readItem(
    _ node: Node, isPublic: Bool, noting diagnostics: inout [Diagnostic]
  ) -> DraftTemplate.Item? {
    guard var fields = Fields(node, of: "`show`", in: file, noting: &diagnostics) else {
      return nil
    }
    let before = diagnostics.count
    let item = readItem(&fields, isPublic: isPublic, noting: &diagnostics)
    fields.finish(noting: &diagnostics)
    if item == nil, diagnostics.count == before {
      diagnostics.append(.nothingShown(in: file, at: node.span.first))
    }
    return item
  }

  private func readItem(
    _ fields: inout Fields, isPublic: Bool, noting diagnostics: inout [Diagnostic]
  ) -> DraftTemplate.Item? {
    if let word = fields.text("fact", noting: &diagnostics) {
      return fact(word, isPublic: isPublic, noting: &diagnostics).map { .fact($0.id) }
    }
    if let word = fields.text("list", noting: &diagnostics) {
      return list(word, isPublic: isPublic, noting: &diagnostics)
    }
    if let word = fields.text("rule", noting: &diagnostics) {
      if case .rule(let id, _)? = rules.target(named: word.text, within: nil) { return .rule(id) }
      diagnostics.append(.noSuchRule(word, rules, in: file))
      return nil
    }
    if let word = fields.text("class", noting: &diagnostics) {
      let found = rules.schemes.first { $0.name == word.text }
      if found == nil {
        diagnostics.append(.unknownScheme(word, among: rules.schemes.map(\.name), in: file))
      }
      return found.map { .scheme($0.id) }
    }
    if let word = fields.text("evidence", noting: &diagnostics) {
      let known = rules.rules.flatMap { $0.versions.flatMap(\.evidence) }
      guard known.contains(word.text) else {
        diagnostics.append(.unknownEvidence(word, among: known.uniqued(), in: file))
        return nil
      }
      return .evidence(word.text, words: fields.sentence("text", noting: &diagnostics))
    }
    if let head: DraftTemplate.Head = fields.choice("head", noting: &diagnostics) {
      return .head(head)
    }
    if let record: DraftTemplate.Record = fields.choice("record", noting: &diagnostics) {
      return .record(record)
    }
    if let text = fields.sentence("ask", noting: &diagnostics) { return .ask(text) }
    guard let text = fields.sentence("text", noting: &diagnostics) else { return nil }
    guard let condition = fields.take("where") else { return .text(text, where: nil) }
    return option(condition, isPublic: isPublic, noting: &diagnostics).map {
      .text(text, where: $0)
    }
  }

  private func fact(
    _ word: Key, isPublic: Bool, noting diagnostics: inout [Diagnostic]
  ) -> Fact? {
    guard let id = rules.vocabulary.fact(named: word.text) else {
      diagnostics.append(.unknownFact(word, rules.vocabulary, in: file))
      return nil
    }
    let fact = rules.vocabulary[id]
    guard fact.level == .system || fact.level == .use else {
      diagnostics.append(.notDrafted(fact, in: file, at: word.span))
      return nil
    }
    if isPublic, fact.isOperational {
      diagnostics.append(.operationalInPublic(word, in: file))
      return nil
    }
    return fact
  }

  private func list(
    _ word: Key, isPublic: Bool, noting diagnostics: inout [Diagnostic]
  ) -> DraftTemplate.Item? {
    guard let id = rules.vocabulary.list(named: word.text) else {
      diagnostics.append(
        .noSuchList(
          word, nearest: nearest(to: word.text, among: rules.vocabulary.lists.map(\.name)),
          in: file))
      return nil
    }
    if isPublic, rules.vocabulary.facts.contains(where: { $0.list == id && $0.isOperational }) {
      diagnostics.append(.operationalInPublic(word, in: file))
      return nil
    }
    return .list(id)
  }

  /// `{fact: option}`.
  private func option(
    _ entry: Entry, isPublic: Bool, noting diagnostics: inout [Diagnostic]
  ) -> (fact: FactID, option: Int)? {
    guard case .mapping(let entries) = entry.value.shape, let first = entries.first,
      entries.count == 1
    else {
      diagnostics.append(.mappingExpected("where", in: file, at: entry.value.span))
      return nil
    }
    guard let fact = fact(first.key, isPublic: isPublic, noting: &diagnostics) else { return nil }
    if fact.isSet {
      return fact.readOptions(first.value, in: file, noting: &diagnostics)?.first
        .map { (fact.id, $0) }
    }
    let value = fact.readValue(first.value, in: file, countries: [:], noting: &diagnostics)
    guard case .option(let place)? = value else { return nil }
    return (fact.id, place)
  }
}

extension Diagnostic {
  static func unknownAct(_ name: Key, among names: [String], in file: String) -> Diagnostic {
    Diagnostic(
      code: "unknown-act", severity: .error, message: "no act is named `\(name.text)`",
      file: file, span: name.span, suggestion: nearest(to: name.text, among: names))
  }

  static func nothingShown(in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "nothing-shown", severity: .error, message: "this shows nothing", file: file,
      span: span,
      hint:
        "one of `fact`, `list`, `rule`, `class`, `evidence`, `head`, `record`, `ask`, `text`")
  }

  static func unknownEvidence(_ name: Key, among names: [String], in file: String) -> Diagnostic {
    Diagnostic(
      code: "unknown-evidence", severity: .error,
      message: "no rule asks for the document `\(name.text)`", file: file, span: name.span,
      suggestion: nearest(to: name.text, among: names))
  }

  static func notDrafted(_ fact: Fact, in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "not-drafted", severity: .error,
      message: "`\(fact.name)` is about an item or a decision, and a draft is about a system",
      file: file, span: span, hint: "name the list")
  }

  static func operationalInPublic(_ name: Key, in file: String) -> Diagnostic {
    Diagnostic(
      code: "operational-in-public", severity: .error,
      message: "`\(name.text)` is withheld when a use case is shared, and this draft is public",
      file: file, span: name.span)
  }
}
