import LocatedYAML
import RuleCompiler
import RuleEvaluator

extension Fact {
  /// What a text says that is written as in a use case: `yes`, `[a, b]`, `{has: [a]}`,
  /// `{unknown: why}`; nil where it is no answer.
  func answer(
    _ text: String, in rulebook: Rulebook, noting diagnostics: inout [Diagnostic]
  ) -> Answer.Said? {
    let isFlow = text.utf8.first.map { "[{".utf8.contains($0) } ?? false
    let file = SourceFile(path: "<cell>", text: text)
    let span = SourceSpan(at: .start)
    let node =
      isFlow && type != .text || text.hasPrefix("{unknown:")
      ? Node.read(file, limits: .useCase, isJSON: false, noting: &diagnostics)
      : Node(shape: .scalar(Scalar(text: text, isPlain: false)), span: span)
    guard let node, !diagnostics.containsError else { return nil }
    return CaseReader(rulebook: rulebook, file: "<cell>")
      .readSaid(node, of: self, noting: &diagnostics)
  }
}
