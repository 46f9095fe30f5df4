package import LocatedYAML

/// A language that Clearance speaks to people.
public enum Language: String, Sendable, CaseIterable {
  case english = "en"
  case french = "fr"
}

/// A sentence for people, in English and perhaps in French.
public struct Text: Hashable, Sendable {
  private let source: Source

  /// Most texts of a rulebook are never shown: those of a stored one are left where they lie.
  private enum Source: Sendable {
    case said(english: String, french: String?)
    case stored(english: StoredString, french: StoredString?)
  }

  package init(_ english: String, french: String? = nil) {
    source = .said(english: english, french: french)
  }

  init(_ english: StoredString, french: StoredString?) {
    source = .stored(english: english, french: french)
  }

  public var english: String {
    switch source {
    case .said(let english, _): english
    case .stored(let english, _): english.string
    }
  }

  /// Nil where nobody has put it in French yet; the English stands in.
  public var french: String? {
    switch source {
    case .said(_, let french): french
    case .stored(_, let french): french?.string
    }
  }

  public static func == (left: Text, right: Text) -> Bool {
    left.english == right.english && left.french == right.french
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(english)
    hasher.combine(french)
  }

  /// The sentence in a language, or in English where there is none.
  public func `in`(_ language: Language) -> String {
    switch language {
    case .english: english
    case .french: french ?? english
    }
  }
}

extension Text {
  /// Reads `words`, or `{en: words, fr: mots}`.
  package static func read(
    _ node: Node, of key: String, in file: String, noting diagnostics: inout [Diagnostic]
  ) -> Text? {
    guard case .mapping = node.shape else {
      return Fields.text(node, of: key, in: file, noting: &diagnostics).map { Text($0.text) }
    }
    guard var fields = Fields(node, of: key, in: file, noting: &diagnostics) else { return nil }
    let english = fields.text("en", noting: &diagnostics)
    let french = fields.text("fr", noting: &diagnostics)
    fields.finish(noting: &diagnostics)
    guard let english else {
      diagnostics.append(.missingKey("en", of: "`\(key)`", in: file, at: node.span))
      return nil
    }
    return Text(english.text, french: french?.text)
  }
}

extension Fields {
  /// A field that is a sentence in one or two languages.
  package mutating func sentence(
    _ key: String, noting diagnostics: inout [Diagnostic]
  ) -> Text? {
    guard let entry = take(key) else { return nil }
    return Text.read(entry.value, of: key, in: file, noting: &diagnostics)
  }
}
