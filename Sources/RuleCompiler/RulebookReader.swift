package import LocatedYAML

/// What is read from rule files.
struct ReadRules {
  let rules: CheckedRules
  let examples: [Example]
  let omissions: [Omission]
}

/// Sorts rule files by what they declare, and reads them in the order in which they need one
/// another: vocabulary, memberships, acts, rules.
struct RulebookReader {
  private var vocabularies: [RuleFile] = []
  private var memberships: [RuleFile] = []
  private var actFiles: [RuleFile] = []
  private var ruleFiles: [RuleFile] = []

  /// Checked rules, or nil where too much is missing to look anything up.
  static func read(
    _ files: [SourceFile], noting diagnostics: inout [Diagnostic]
  ) -> ReadRules? {
    var reader = RulebookReader()
    for file in files { reader.sort(file, noting: &diagnostics) }
    return reader.read(noting: &diagnostics)
  }

  private mutating func sort(_ file: SourceFile, noting diagnostics: inout [Diagnostic]) {
    guard let node = Node.read(file, limits: .rules, noting: &diagnostics),
      var fields = Fields(node, of: "a rule file", in: file.path, noting: &diagnostics)
    else { return }
    Language.check(&fields, noting: &diagnostics)
    let ruleFile = RuleFile(path: file.path, fields: fields)
    if fields.has("vocabulary") {
      vocabularies.append(ruleFile)
    } else if fields.has("memberships") {
      memberships.append(ruleFile)
    } else if ["import", "draft", "sample", "indicators", "dimensions"].contains(where: fields.has)
    {
      // It says nothing of the law: whoever imports a file, drafts one, makes up a log, or counts,
      // reads it.
    } else if fields.has("act") {
      if fields.has("title") { actFiles.append(ruleFile) } else { ruleFiles.append(ruleFile) }
    } else {
      diagnostics.append(.unknownKind(in: file.path, at: fields.span))
    }
  }

  private mutating func read(
    noting diagnostics: inout [Diagnostic]
  ) -> ReadRules? {
    let (vocabulary, guards) = Vocabulary.read(vocabularies, noting: &diagnostics)
    let members = Memberships.read(memberships, noting: &diagnostics)
    var acts = ActReader()
    for file in actFiles { acts.read(file, noting: &diagnostics) }
    var sections = SectionReader(acts: acts.acts, schemes: acts.schemes)
    for file in ruleFiles { sections.read(file, noting: &diagnostics) }
    let names = Names(
      vocabulary: vocabulary, acts: acts.acts, schemes: acts.schemes, rules: sections.rules,
      measures: sections.measures, broken: sections.broken)
    let checked = CheckedRules.check(
      names: names, memberships: members, guards: guards, noting: &diagnostics)
    guard checked.rules.count == names.rules.count,
      checked.measures.count == names.measures.count
    else { return nil }
    CycleFinder.check(checked, noting: &diagnostics)
    return ReadRules(
      rules: checked, examples: sections.examples,
      omissions: sections.omissions.compactMap { $0.check(names, noting: &diagnostics) })
  }
}

/// Reads act files.
private struct ActReader {
  private(set) var acts: [Act] = []
  private(set) var schemes: [Scheme] = []

  mutating func read(_ file: RuleFile, noting diagnostics: inout [Diagnostic]) {
    var fields = file.fields
    guard let name = fields.text("act", noting: &diagnostics),
      let act = Act.read(
        &fields, name: name, id: ActID(index: acts.count), schemes: &schemes,
        noting: &diagnostics)
    else { return }
    if let first = acts.first(where: { $0.name == act.name }) {
      diagnostics.append(.repeatedName(name, first: first.place, in: file.path))
    } else {
      acts.append(act)
    }
  }
}

/// Reads the sections of rule files.
private struct SectionReader {
  let acts: [Act]
  let schemes: [Scheme]
  private(set) var rules: [Rule<Written>] = []
  private(set) var measures: [WrittenMeasure] = []
  private(set) var examples: [Example] = []
  private(set) var omissions: [WrittenOmission] = []
  /// Names of rules that could not be read, so that nobody is told twice.
  private(set) var broken: Set<String> = []

  init(acts: [Act], schemes: [Scheme]) {
    self.acts = acts
    self.schemes = schemes
  }

  mutating func read(_ file: RuleFile, noting diagnostics: inout [Diagnostic]) {
    var fields = file.fields
    guard let name = fields.text("act", noting: &diagnostics) else { return }
    guard let act = acts.first(where: { $0.name == name.text }) else {
      diagnostics.append(
        .actNotDeclared(
          name, nearest: nearest(to: name.text, among: acts.map(\.name)), in: file.path))
      return
    }
    let period = fields.period(noting: &diagnostics)
    let status: Status? = fields.choice("status", noting: &diagnostics)
    let verified: Verification? = fields.choice("verified", noting: &diagnostics)
    let defaults = RuleDefaults(
      act: act, period: period?.period ?? act.period, note: period?.note,
      status: status ?? act.status, verified: verified ?? act.verified)
    for kind in RuleKind.allCases {
      let reader = RuleReader(
        kind: kind, file: file.path, defaults: defaults, schemes: schemes)
      for entry in fields.mapping(kind.section, noting: &diagnostics) {
        if let rule = reader.read(entry, id: RuleID(index: rules.count), noting: &diagnostics) {
          rules.append(rule)
        } else {
          broken.insert(entry.key.text)
        }
      }
    }
    for section in ["scores", "derived"] {
      for entry in fields.mapping(section, noting: &diagnostics) {
        if let measure = WrittenMeasure.read(
          entry, of: act.id, in: file.path, noting: &diagnostics)
        {
          measures.append(measure)
        } else {
          broken.insert(entry.key.text)
        }
      }
    }
    for node in fields.list("not_rules", noting: &diagnostics) {
      WrittenOmission.read(node, of: act.id, in: file.path, noting: &diagnostics)
        .map { omissions.append($0) }
    }
    for node in fields.list("examples", noting: &diagnostics) {
      examples.append(Example(act: act.id, file: file.path, node: node))
    }
    fields.finish(noting: &diagnostics)
  }
}

extension Language {
  /// The version of the language of rules and use cases that this program reads.
  package static let version = "1"

  /// A file says in which version of the language it is written.
  package static func check(_ fields: inout Fields, noting diagnostics: inout [Diagnostic]) {
    guard let written = fields.text("language", noting: &diagnostics) else {
      diagnostics.append(
        .missingKey("language", of: "the file", in: fields.file, at: fields.span.first))
      return
    }
    if written.text != version {
      diagnostics.append(.unknownLanguage(written, in: fields.file))
    }
  }
}

extension SourceSpan {
  /// Its first place alone, for what is missing from the whole.
  package var first: SourceSpan { SourceSpan(start: start, end: start) }
}

extension Diagnostic {
  static func unknownKind(in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "unknown-kind", severity: .error, message: "this is no file of rules", file: file,
      span: span.first, hint: "it needs one of `vocabulary`, `memberships`, `act` and `import`")
  }

  static func actNotDeclared(_ name: Key, nearest: String?, in file: String) -> Diagnostic {
    Diagnostic(
      code: "unknown-act", severity: .error,
      message: "no act file declares `\(name.text)`", file: file, span: name.span,
      suggestion: nearest)
  }

  package static func unknownLanguage(_ written: Key, in file: String) -> Diagnostic {
    Diagnostic(
      code: "unknown-language", severity: .error,
      message: "this program reads language 1, not `\(written.text)`", file: file,
      span: written.span)
  }
}
