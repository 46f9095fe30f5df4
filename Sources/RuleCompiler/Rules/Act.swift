package import LocatedYAML

/// A scheme of classes, highest first; the last holds where no other does.
package struct Scheme: Sendable {
  package let id: SchemeID
  package let name: String
  package let classes: [String]
  package let act: ActID
  package let place: Place
}

/// A text of law, or a framework: what its rules have in common.
///
/// A class of constants: it is handed around at every turn, as one reference.
package final class Act: Sendable {
  package let id: ActID
  package let name: String
  package let title: Text
  /// Its number in the official journal, or its short name.
  package let number: String?
  package let url: String?
  /// The pack it belongs to: a country's code, a body's, or `world` for one that is asked of all.
  package let jurisdiction: String
  package let status: Status
  package let verified: Verification
  package let period: Period
  /// The definition that joins its classifications, duties and rights.
  package let scope: Key?
  /// The definition that says whom it reaches from elsewhere; presumed under `as_if`.
  package let territory: Key?
  /// Names of bearers and the definitions that say who they are.
  package let bearers: [Bearer]
  /// What a vocabulary of linked data calls its things.
  package let terms: Terms?
  package let place: Place

  init(
    id: ActID, name: String, title: Text, number: String?, url: String?, jurisdiction: String,
    status: Status, verified: Verification, period: Period, scope: Key?, territory: Key?,
    bearers: [Bearer], terms: Terms?, place: Place
  ) {
    self.id = id
    self.name = name
    self.title = title
    self.number = number
    self.url = url
    self.jurisdiction = jurisdiction
    self.status = status
    self.verified = verified
    self.period = period
    self.scope = scope
    self.territory = territory
    self.bearers = bearers
    self.terms = terms
    self.place = place
  }

  /// A role in law, and the definition that says who has it.
  package struct Bearer: Sendable {
    package let name: Key
    package let definition: Key
  }
}

extension Act {
  /// Whose law is asked of everybody, wherever they are.
  package static let worldwide = "world"

  /// Reads an `act.yaml`; its schemes are added to those of all acts.
  static func read(
    _ fields: inout Fields, name: Key, id: ActID, schemes: inout [Scheme],
    noting diagnostics: inout [Diagnostic]
  ) -> Act? {
    let title = fields.sentence("title", noting: &diagnostics)
    let number = fields.text("number", noting: &diagnostics)
    let url = fields.text("url", noting: &diagnostics)
    let jurisdiction = fields.text("jurisdiction", noting: &diagnostics)
    let status: Status? = fields.choice("status", noting: &diagnostics)
    let verified: Verification? = fields.choice("verified", noting: &diagnostics)
    let period = fields.period(noting: &diagnostics)?.period
    let scope = fields.text("scope", noting: &diagnostics)
    let territory = fields.text("territory", noting: &diagnostics)
    let bearers = fields.mapping("bearers", noting: &diagnostics).compactMap { entry in
      Fields.text(entry.value, of: entry.key.text, in: fields.file, noting: &diagnostics)
        .map { Bearer(name: entry.key, definition: $0) }
    }
    for entry in fields.mapping("schemes", noting: &diagnostics) {
      readScheme(entry, of: id, in: fields.file, into: &schemes, noting: &diagnostics)
    }
    let terms = Terms.read(&fields, schemes: schemes, noting: &diagnostics)
    fields.finish(noting: &diagnostics)
    guard let title, let jurisdiction else {
      let key = title == nil ? "title" : "jurisdiction"
      diagnostics.append(
        .missingKey(key, of: "act `\(name.text)`", in: fields.file, at: name.span))
      return nil
    }
    return Act(
      id: id, name: name.text, title: title, number: number?.text, url: url?.text,
      jurisdiction: jurisdiction.text, status: status ?? .binding, verified: verified ?? .text,
      period: period ?? .always, scope: scope, territory: territory, bearers: bearers,
      terms: terms, place: Place(file: fields.file, span: name.span))
  }

  private static func readScheme(
    _ entry: Entry, of act: ActID, in file: String, into schemes: inout [Scheme],
    noting diagnostics: inout [Diagnostic]
  ) {
    guard case .sequence(let nodes) = entry.value.shape else {
      diagnostics.append(.sequenceExpected(entry.key.text, in: file, at: entry.value.span))
      return
    }
    let classes = nodes.compactMap {
      Fields.text($0, of: entry.key.text, in: file, noting: &diagnostics)
    }
    for (index, word) in classes.enumerated()
    where classes[..<index].contains(where: { $0.text == word.text }) {
      diagnostics.append(.repeatedName(word, first: nil, in: file))
    }
    if let first = schemes.first(where: { $0.name == entry.key.text }) {
      diagnostics.append(.repeatedName(entry.key, first: first.place, in: file))
      return
    }
    guard classes.count >= 2 else {
      diagnostics.append(.schemeTooSmall(entry.key, in: file))
      return
    }
    schemes.append(
      Scheme(
        id: SchemeID(index: schemes.count), name: entry.key.text, classes: classes.map(\.text),
        act: act, place: Place(file: file, span: entry.key.span)))
  }
}

extension Fields {
  /// `applies: {from, until, note}`; nil where it does not stand.
  mutating func period(
    noting diagnostics: inout [Diagnostic]
  ) -> (period: Period, note: String?, span: SourceSpan)? {
    guard let entry = take("applies") else { return nil }
    guard var fields = Fields(entry.value, of: "applies", in: file, noting: &diagnostics) else {
      return nil
    }
    let from = fields.day("from", noting: &diagnostics)
    let until = fields.day("until", noting: &diagnostics)
    let note = fields.text("note", noting: &diagnostics)
    fields.finish(noting: &diagnostics)
    if let from, let until, until < from {
      diagnostics.append(.periodEndsFirst(in: file, at: entry.value.span))
    }
    return (Period(from: from, until: until), note?.text, entry.value.span)
  }
}

extension Diagnostic {
  static func schemeTooSmall(_ name: Key, in file: String) -> Diagnostic {
    Diagnostic(
      code: "scheme-too-small", severity: .error,
      message: "scheme `\(name.text)` needs at least two classes, highest first", file: file,
      span: name.span)
  }

  static func periodEndsFirst(in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "period-ends-first", severity: .error, message: "`until` lies before `from`",
      file: file, span: span)
  }
}
