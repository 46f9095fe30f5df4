import LocatedYAML

/// Reads a test on a class: a class, several, or a bound.
struct ClassTest {
  let scheme: Scheme
  let file: String

  func read(_ node: Node, noting diagnostics: inout [Diagnostic]) -> [Int]? {
    switch node.shape {
    case .scalar: return rank(node, noting: &diagnostics).map { [$0] }
    case .sequence(let items):
      let ranks = items.compactMap { rank($0, noting: &diagnostics) }
      return ranks.count == items.count && !ranks.isEmpty ? Set(ranks).sorted() : nil
    case .mapping(let entries):
      guard let entry = entries.first, entries.count == 1,
        entry.key.text == "at_least" || entry.key.text == "at_most"
      else {
        diagnostics.append(.testForm(scheme.name, in: file, at: node.span))
        return nil
      }
      return rank(entry.value, noting: &diagnostics).map {
        entry.key.text == "at_least" ? Array(0...$0) : Array($0..<scheme.classes.count)
      }
    }
  }

  private func rank(_ node: Node, noting diagnostics: inout [Diagnostic]) -> Int? {
    guard let word = Fields.text(node, of: scheme.name, in: file, noting: &diagnostics) else {
      return nil
    }
    if let rank = scheme.classes.firstIndex(of: word.text) { return rank }
    let close = nearest(to: word.text, among: scheme.classes)
    diagnostics.append(.unknownClass(word, of: scheme.name, nearest: close, in: file))
    return nil
  }
}
