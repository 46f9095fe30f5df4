import LocatedYAML

/// Answers to a fact that say that a model of machine learning works in a system.
///
/// Nothing follows from it for a verdict: an inventory of models asks for it.
package struct ModelMark: Hashable, Sendable {
  package let fact: FactID
  /// Names of options of the fact.
  package let options: [String]
}

extension Vocabulary {
  /// Reads `models` of a vocabulary file, whose facts are known.
  mutating func readModels(_ fields: inout Fields, noting diagnostics: inout [Diagnostic]) {
    for entry in fields.mapping("models", noting: &diagnostics) {
      guard let id = fact(named: entry.key.text) else {
        let close = nearest(to: entry.key.text, among: facts.map(\.name))
        diagnostics.append(.unknownName(entry.key, nearest: close, in: fields.file))
        continue
      }
      guard case .sequence(let nodes) = entry.value.shape else {
        diagnostics.append(
          .sequenceExpected(entry.key.text, in: fields.file, at: entry.value.span))
        continue
      }
      let words = nodes.compactMap {
        Fields.text($0, of: entry.key.text, in: fields.file, noting: &diagnostics)
      }
      let known = self[id].options.map(\.name)
      for word in words where !known.contains(word.text) {
        diagnostics.append(.wrongValue(word, for: self[id], in: fields.file))
      }
      models.append(ModelMark(fact: id, options: words.map(\.text)))
    }
  }
}
