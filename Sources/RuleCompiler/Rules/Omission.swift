import LocatedYAML

/// Provisions that no rule carries, or not wholly, and why.
package struct Omission: Sendable {
  package let act: ActID
  /// Ids of the source list.
  package let provisions: [String]
  package let because: Cause
  /// What they hold and why no rule says it, in our own words.
  package let says: Text
  /// The rule that uses or says it; nil where there is none.
  package let by: RuleID?
  package let place: Place

  package enum Cause: String, Sendable, CaseIterable {
    /// It gives a word its meaning.
    case definition
    /// It binds lawmakers, member states, courts or others, and asks nothing of a system.
    case notAboutSystems = "not_about_systems"
    /// The language of rules cannot say it.
    case untranslatable
    /// No source was read.
    case notVerified = "not_verified"
    /// Another rule says it.
    case saidElsewhere = "said_elsewhere"
    /// It says when something begins, or who may change it.
    case timing
  }
}

/// An omission whose rule has not been looked up.
struct WrittenOmission {
  let provisions: [String]
  let because: Omission.Cause
  let says: Text
  let by: Key?
  let act: ActID
  let place: Place
}

extension WrittenOmission {
  /// Reads an item of `not_rules`.
  static func read(
    _ node: Node, of act: ActID, in file: String, noting diagnostics: inout [Diagnostic]
  ) -> WrittenOmission? {
    let what = "an item of `not_rules`"
    guard var fields = Fields(node, of: what, in: file, noting: &diagnostics) else { return nil }
    let span = fields.span.first
    for key in ["provision", "because", "says"] where !fields.has(key) {
      diagnostics.append(.missingKey(key, of: what, in: file, at: span))
    }
    let provisions = fields.words("provision", noting: &diagnostics).map(\.text)
    let because: Omission.Cause? = fields.choice("because", noting: &diagnostics)
    let says = fields.sentence("says", noting: &diagnostics)
    let by = fields.text("by", noting: &diagnostics)
    fields.finish(noting: &diagnostics)
    guard let because, let says, !provisions.isEmpty else { return nil }
    return WrittenOmission(
      provisions: provisions, because: because, says: says, by: by, act: act,
      place: Place(file: file, span: span))
  }

  /// Looks up the rule; nil where its name is unknown.
  func check(_ names: Names, noting diagnostics: inout [Diagnostic]) -> Omission? {
    guard let by else { return omission(by: nil) }
    if let (home, rest) = names.split(by.text, within: act),
      let rule = names.rule(String(rest.prefix { $0 != "." }), in: home)
    {
      return omission(by: rule)
    }
    let close = nearest(to: by.text, among: names.known(in: act))
    diagnostics.append(.unknownName(by, nearest: close, in: place.file))
    return nil
  }

  private func omission(by rule: RuleID?) -> Omission {
    Omission(
      act: act, provisions: provisions, because: because, says: says, by: rule, place: place)
  }
}
