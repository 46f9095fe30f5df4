package import LocatedYAML
package import RuleCompiler

/// A document that the law asks for, as it is drafted from a use case: its sections, and what each
/// shows. It is a file of its own among the rules, so that no law stands in the program.
package struct DraftTemplate: Sendable {
  /// As `clearance draft` names it.
  package let name: String
  package let title: Text
  /// The act that asks for it; nil where no one act does.
  package let act: ActID?
  /// What it is for, and who signs it.
  package let text: Text?
  /// Whether everyone may read what comes of it: it then names no place in a file, and no fact that
  /// is withheld when a use case is shared.
  package let isPublic: Bool
  package let sections: [Section]
  package let file: String

  /// A part with a heading.
  package struct Section: Sendable {
    package let title: Text
    /// The place in the act.
    package let cite: String?
    package let text: Text?
    package let items: [Item]
  }

  /// Something that a section shows.
  package enum Item: Sendable {
    /// The answer to a fact, use by use where it is about one.
    case fact(FactID)
    /// The items of a list with their answers.
    case list(ListID)
    /// How a rule comes out, and from which answers.
    case rule(RuleID)
    /// The class in a scheme.
    case scheme(SchemeID)
    /// A document that supports answers, by the name under which rules ask for it, and what people
    /// call it.
    case evidence(String, words: Text?)
    /// What stands at the head of the use case.
    case head(Head)
    case record(Record)
    /// What no fact says, and a person must write.
    case ask(Text)
    /// A sentence; with a fact, only where the answer holds this option.
    case text(Text, where: (fact: FactID, option: Int)?)
  }

  /// A key at the head of a use case.
  package enum Head: String, Sendable, CaseIterable {
    case title, `operator`, jurisdictions, uses
  }

  /// What is kept of an assessment.
  package enum Record: String, Sendable, CaseIterable {
    case digests, classes, verdicts, questions, waivers, evidence
  }
}

extension DraftTemplate {
  /// The templates among rule files, in the order of their names.
  package static func read(
    _ files: [SourceFile], of rulebook: Rulebook, noting diagnostics: inout [Diagnostic]
  ) -> [DraftTemplate] {
    var templates: [DraftTemplate] = []
    for file in files.sorted(by: { $0.path < $1.path }) where file.mayBeDraft {
      // What is wrong with it as YAML was said where all rule files were read.
      var said: [Diagnostic] = []
      guard let node = Node.read(file, limits: .rules, noting: &said),
        case .mapping(let entries) = node.shape,
        entries.contains(where: { $0.key.text == "draft" })
      else { continue }
      let reader = DraftReader(rules: rulebook.rules, file: file.path)
      guard let (name, template) = reader.read(entries, at: node.span, noting: &diagnostics) else {
        continue
      }
      if templates.contains(where: { $0.name == template.name }) {
        diagnostics.append(.repeatedMember(name, in: file.path))
      } else {
        templates.append(template)
      }
    }
    return templates.sorted { $0.name < $1.name }
  }
}

extension SourceFile {
  /// Whether a line of it begins with `draft`, told without reading it as YAML or JSON.
  fileprivate var mayBeDraft: Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let line = rest.drop { " {\"".utf8.contains($0) }
      if line.starts(with: "draft".utf8) { return true }
      guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return false }
      rest = rest[(end + 1)...]
    }
    return false
  }
}
