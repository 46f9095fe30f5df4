import RuleCompiler

extension Wording {
  /// What a duty is about, in words.
  func topic(_ name: String) -> String {
    rules.vocabulary.topics[name].map(sentence) ?? String(name.map { $0 == "_" ? " " : $0 })
  }
}
