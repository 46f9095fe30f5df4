package import LocatedYAML

/// What a vocabulary of linked data calls the things of an act, such as its classes of systems.
///
/// Nothing follows from it for a verdict: documents say it where it holds.
package struct Terms: Hashable, Sendable {
  /// The short name of the vocabulary, such as `aia`.
  package let prefix: String
  /// What the addresses of its terms begin with.
  package let namespace: String
  /// Of a system for which a rule of the act holds, what it then is.
  package let rules: [Term]
  package let schemes: [TermsOfScheme]
  /// How a system stands to the act when one of its duties is violated.
  package let violated: String?
  /// The same when none is, and some may be.
  package let open: String?
}

/// A rule by its name, and the term for what it holds of.
package struct Term: Hashable, Sendable {
  package let rule: Key
  package let term: String
}

/// What the classes of a scheme are called.
package struct TermsOfScheme: Hashable, Sendable {
  package let scheme: SchemeID
  /// The property that leads from a system to its class.
  package let property: String
  package let classes: [TermsOfClass]
}

/// What one class is called, and what a system of it is besides where a rule holds.
package struct TermsOfClass: Hashable, Sendable {
  /// The place of the class in its scheme, 0 the highest.
  package let rank: Int
  package let term: String
  package let rules: [Term]
}

extension Terms {
  /// Every rule that is named.
  var named: [Key] {
    (rules + schemes.flatMap { $0.classes.flatMap(\.rules) }).map(\.rule)
  }

  /// Reads `terms` of an act, whose schemes are known.
  static func read(
    _ fields: inout Fields, schemes: [Scheme], noting diagnostics: inout [Diagnostic]
  ) -> Terms? {
    guard let entry = fields.take("terms"),
      var own = Fields(entry.value, of: "terms", in: fields.file, noting: &diagnostics)
    else { return nil }
    let prefix = own.text("prefix", noting: &diagnostics)
    let namespace = own.text("namespace", noting: &diagnostics)
    let rules = own.mapping("rules", noting: &diagnostics).compactMap {
      Term.read($0, in: own.file, noting: &diagnostics)
    }
    let found = own.mapping("schemes", noting: &diagnostics).compactMap {
      TermsOfScheme.read($0, schemes, in: own.file, noting: &diagnostics)
    }
    let violated = own.term("violated", noting: &diagnostics)
    let open = own.term("open", noting: &diagnostics)
    own.finish(noting: &diagnostics)
    guard let prefix, let namespace else {
      let key = prefix == nil ? "prefix" : "namespace"
      diagnostics.append(
        .missingKey(key, of: "`terms`", in: fields.file, at: entry.key.span))
      return nil
    }
    if !prefix.text.isName || prefix.text.contains("_") {
      diagnostics.append(.badTerm(prefix, in: fields.file))
    }
    if !namespace.text.isNamespace { diagnostics.append(.badTerm(namespace, in: fields.file)) }
    return Terms(
      prefix: prefix.text, namespace: namespace.text, rules: rules, schemes: found,
      violated: violated, open: open)
  }
}

extension Term {
  fileprivate static func read(
    _ entry: Entry, in file: String, noting diagnostics: inout [Diagnostic]
  ) -> Term? {
    guard let word = Fields.text(entry.value, of: entry.key.text, in: file, noting: &diagnostics)
    else { return nil }
    if !word.text.isName { diagnostics.append(.badTerm(word, in: file)) }
    return Term(rule: entry.key, term: word.text)
  }
}

extension TermsOfScheme {
  fileprivate static func read(
    _ entry: Entry, _ schemes: [Scheme], in file: String, noting diagnostics: inout [Diagnostic]
  ) -> TermsOfScheme? {
    guard let scheme = schemes.first(where: { $0.name == entry.key.text }) else {
      let close = nearest(to: entry.key.text, among: schemes.map(\.name))
      diagnostics.append(.unknownScheme(entry.key, nearest: close, in: file))
      return nil
    }
    guard var fields = Fields(entry.value, of: scheme.name, in: file, noting: &diagnostics) else {
      return nil
    }
    let property = fields.term("property", noting: &diagnostics)
    let classes = scheme.classes.enumerated().compactMap { rank, name in
      TermsOfClass.read(&fields, name, rank, noting: &diagnostics)
    }
    fields.finish(noting: &diagnostics)
    guard let property else {
      diagnostics.append(
        .missingKey("property", of: "`\(scheme.name)`", in: file, at: entry.key.span))
      return nil
    }
    return TermsOfScheme(scheme: scheme.id, property: property, classes: classes)
  }
}

extension TermsOfClass {
  fileprivate static func read(
    _ fields: inout Fields, _ name: String, _ rank: Int, noting diagnostics: inout [Diagnostic]
  ) -> TermsOfClass? {
    guard let entry = fields.take(name),
      var own = Fields(entry.value, of: name, in: fields.file, noting: &diagnostics)
    else { return nil }
    let term = own.term("term", noting: &diagnostics)
    let rules = own.mapping("rules", noting: &diagnostics).compactMap {
      Term.read($0, in: own.file, noting: &diagnostics)
    }
    own.finish(noting: &diagnostics)
    guard let term else {
      diagnostics.append(
        .missingKey("term", of: "`\(name)`", in: fields.file, at: entry.key.span))
      return nil
    }
    return TermsOfClass(rank: rank, term: term, rules: rules)
  }
}

extension Fields {
  /// The name of a term.
  fileprivate mutating func term(
    _ key: String, noting diagnostics: inout [Diagnostic]
  ) -> String? {
    guard let word = text(key, noting: &diagnostics) else { return nil }
    if !word.text.isName { diagnostics.append(.badTerm(word, in: file)) }
    return word.text
  }
}

extension String {
  /// Whether it can stand behind a prefix without being escaped.
  fileprivate var isName: Bool {
    guard let first = unicodeScalars.first, first.isASCII, first.properties.isAlphabetic else {
      return false
    }
    return unicodeScalars.allSatisfy { scalar in
      scalar.isASCII
        && (scalar.properties.isAlphabetic || "0123456789-_".unicodeScalars.contains(scalar))
    }
  }

  /// Whether it is an address that names can be put behind.
  fileprivate var isNamespace: Bool {
    (hasPrefix("https://") || hasPrefix("http://")) && (hasSuffix("#") || hasSuffix("/"))
      && utf8.allSatisfy { (0x21...0x7E).contains($0) && !#"<>"{}|\^`"#.utf8.contains($0) }
  }
}

extension Diagnostic {
  static func badTerm(_ word: Key, in file: String) -> Diagnostic {
    Diagnostic(
      code: "bad-term", severity: .error, message: "`\(word.text)` names nothing in linked data",
      file: file, span: word.span,
      hint: "a term is a word of ASCII letters, digits, `-` and `_`; a namespace is an address that"
        + " ends in `#` or `/`")
  }
}
