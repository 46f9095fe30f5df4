package import LocatedYAML
package import RuleCompiler

/// Waivers of many use cases in one file, so that who may accept findings can be held apart from
/// who describes systems.
package struct WaiverFile: Sendable {
  /// Of one use case each, in the order of the file.
  package let entries: [Entry]
  /// Remarks on entries that do not count; none keeps the others from counting.
  package let warnings: [Diagnostic]

  /// A waiver and the name of the use case whose findings it accepts.
  package struct Entry: Sendable {
    package let useCase: String
    package let place: Place
    package var waiver: Waiver
  }

  /// Reads `waivers:`, each entry as in a use case, with `use_case` besides.
  ///
  /// - Throws: `UseCaseError` where the file itself cannot be read; an entry that is malformed is a
  ///   warning, and left out.
  package init(
    _ file: SourceFile, answering rulebook: Rulebook, limits: Limits = .useCase
  ) throws(UseCaseError) {
    var errors: [Diagnostic] = []
    var remarks: [Diagnostic] = []
    var entries: [Entry] = []
    if let node = Node.read(file, limits: limits, noting: &errors),
      var fields = Fields(node, of: "a file of waivers", in: file.path, noting: &errors)
    {
      RuleCompiler.Language.check(&fields, noting: &errors)
      if !fields.has("waivers") {
        errors.append(
          .missingKey("waivers", of: "a file of waivers", in: file.path, at: node.span.first))
      }
      let reader = PaperReader(
        reader: CaseReader(rulebook: rulebook, file: file.path), act: nil, asked: [])
      for node in fields.list("waivers", noting: &errors) {
        let found = reader.readWaiver(node, noting: &remarks) { fields, diagnostics -> Key? in
          if !fields.has("use_case") {
            diagnostics.append(
              .missingKey("use_case", of: "a waiver", in: file.path, at: node.span.first))
          }
          return fields.text("use_case", noting: &diagnostics)
        }
        guard let found else { continue }
        entries.append(
          Entry(
            useCase: found.more.text, place: Place(file: file.path, span: found.more.span),
            waiver: found.waiver))
      }
      fields.finish(noting: &errors)
    }
    guard !errors.containsError else { throw UseCaseError(diagnostics: errors.inOrder) }
    self.entries = entries
    warnings = (errors + remarks).inOrder
  }
}

extension Waiver {
  /// The waivers of a use-case file, whatever else stands in it; those that are malformed are left
  /// out.
  package static func read(_ file: SourceFile, answering rulebook: Rulebook) -> [Waiver] {
    var ignored: [Diagnostic] = []
    guard let node = Node.read(file, limits: .useCase, noting: &ignored),
      var fields = Fields(node, of: "a use case", in: file.path, noting: &ignored)
    else { return [] }
    let asked =
      fields.words("jurisdictions", noting: &ignored) + fields.words("as_if", noting: &ignored)
    let reader = PaperReader(
      reader: CaseReader(rulebook: rulebook, file: file.path), act: nil, asked: asked.map(\.text))
    return reader.readWaivers(&fields, noting: &ignored)
  }
}
