import LocatedYAML

/// Reads a rule's body, or one of its versions.
struct VersionReader {
  let kind: RuleKind
  let name: Key
  let file: String
  let isHelper: Bool
  let defaults: RuleDefaults

  func read(
    _ fields: inout Fields, at place: Place, noting diagnostics: inout [Diagnostic]
  ) -> Version<Written>? {
    let applies = fields.period(noting: &diagnostics)
    let citation = readCitation(
      &fields, of: "`\(name.text)`", at: name.span, required: !isHelper, noting: &diagnostics)
    let status: Status? = fields.choice("status", noting: &diagnostics)
    let verified: Verification? = fields.choice("verified", noting: &diagnostics)
    let severity: Severity? = fields.choice("severity", noting: &diagnostics)
    let remedy = fields.sentence("remedy", noting: &diagnostics)
    let evidence = fields.words("evidence", noting: &diagnostics).map(\.text)
    let body = readBody(&fields, of: "`\(name.text)`", at: name.span, noting: &diagnostics)
    let unless = readDerogations(&fields, noting: &diagnostics)
    let requires = readRequirement(&fields, noting: &diagnostics)
    guard let body else { return nil }
    if case .some(.none) = unless { return nil }
    if case .some(.none) = requires { return nil }
    return Version(
      period: applies?.period ?? defaults.period, note: applies?.note ?? defaults.note,
      citation: citation, status: status ?? defaults.status,
      verified: verified ?? defaults.verified, body: body, unless: (unless ?? nil) ?? [],
      requires: requires ?? nil,
      severity: severity ?? (kind == .prohibition ? .critical : .medium), remedy: remedy,
      evidence: evidence, place: place)
  }

  private func readCitation(
    _ fields: inout Fields, of what: String, at span: SourceSpan, required: Bool,
    noting diagnostics: inout [Diagnostic]
  ) -> Citation? {
    let provisions = fields.words("provision", noting: &diagnostics).map(\.text)
    let cite = fields.text("cite", noting: &diagnostics)
    let says = fields.sentence("says", noting: &diagnostics)
    guard let cite, let says, !provisions.isEmpty else {
      let missing = [
        provisions.isEmpty ? "provision" : nil, cite == nil ? "cite" : nil,
        says == nil ? "says" : nil,
      ].compactMap { $0 }
      if required || missing.count < 3 {
        for key in missing {
          diagnostics.append(.missingKey(key, of: what, in: file, at: span))
        }
      }
      return nil
    }
    return Citation(provisions: provisions, cite: cite.text, says: says)
  }

  private func readBody(
    _ fields: inout Fields, of what: String, at span: SourceSpan,
    noting diagnostics: inout [Diagnostic]
  ) -> Body<Written>? {
    let when = fields.take("when")
    let readings = fields.take("readings")
    let judged = fields.text("untranslatable", noting: &diagnostics)
    switch (when, readings, judged) {
    case (let when?, nil, nil):
      return Condition.read(when.value, in: file, noting: &diagnostics).map(Body.when)
    case (nil, let readings?, nil):
      return readReadings(readings, noting: &diagnostics).map(Body.readings)
    case (nil, nil, let judged?):
      return .untranslatable(judged.text, judged.span)
    case (nil, nil, nil):
      diagnostics.append(.missingKey("when", of: what, in: file, at: span))
      return nil
    default:
      diagnostics.append(.severalBodies(in: file, at: span))
      return nil
    }
  }

  private func readReadings(
    _ entry: Entry, noting diagnostics: inout [Diagnostic]
  ) -> [Reading<Written>]? {
    guard case .mapping(let entries) = entry.value.shape, entries.count >= 2 else {
      diagnostics.append(.readingsExpected(in: file, at: entry.key.span))
      return nil
    }
    let readings = entries.map { readReading($0, noting: &diagnostics) }
    let whole = readings.compactMap { $0 }
    return whole.count == readings.count ? whole : nil
  }

  private func readReading(
    _ entry: Entry, noting diagnostics: inout [Diagnostic]
  ) -> Reading<Written>? {
    guard var fields = Fields(entry.value, of: entry.key.text, in: file, noting: &diagnostics)
    else { return nil }
    let says = fields.sentence("says", noting: &diagnostics)
    let source = fields.text("source", noting: &diagnostics)
    let period = fields.period(noting: &diagnostics)?.period
    let when = fields.take("when").flatMap {
      Condition.read($0.value, in: file, noting: &diagnostics)
    }
    fields.finish(noting: &diagnostics)
    guard let says, let source, let when else {
      let missing = says == nil ? "says" : source == nil ? "source" : "when"
      diagnostics.append(
        .missingKey(missing, of: "reading `\(entry.key.text)`", in: file, at: entry.key.span))
      return nil
    }
    return Reading(
      name: entry.key.text, says: says, source: source.text, period: period ?? .always,
      when: when, place: Place(file: file, span: entry.key.span))
  }

  /// Nil where there is no `unless`; `.some(nil)` where one could not be read.
  private func readDerogations(
    _ fields: inout Fields, noting diagnostics: inout [Diagnostic]
  ) -> [Derogation<Written>]?? {
    let entries = fields.mapping("unless", noting: &diagnostics)
    guard !entries.isEmpty else { return nil }
    let derogations = entries.map { readDerogation($0, noting: &diagnostics) }
    let whole = derogations.compactMap { $0 }
    return .some(whole.count == derogations.count ? whole : nil)
  }

  private func readDerogation(
    _ entry: Entry, noting diagnostics: inout [Diagnostic]
  ) -> Derogation<Written>? {
    guard var fields = Fields(entry.value, of: entry.key.text, in: file, noting: &diagnostics)
    else { return nil }
    let what = "derogation `\(entry.key.text)`"
    let citation = readCitation(
      &fields, of: what, at: entry.key.span, required: true, noting: &diagnostics)
    let period = fields.period(noting: &diagnostics)?.period
    let shown = fields.flag("must_be_shown", noting: &diagnostics) ?? false
    let verified: Verification? = fields.choice("verified", noting: &diagnostics)
    let body = readBody(&fields, of: what, at: entry.key.span, noting: &diagnostics)
    let unless = readDerogations(&fields, noting: &diagnostics)
    fields.finish(noting: &diagnostics)
    guard let citation, let body else { return nil }
    if case .readings = body {
      diagnostics.append(.readingsInDerogation(in: file, at: entry.key.span))
      return nil
    }
    if case .some(.none) = unless { return nil }
    return Derogation(
      name: entry.key.text, citation: citation, body: body, period: period ?? .always,
      mustBeShown: shown, verified: verified ?? defaults.verified, unless: (unless ?? nil) ?? [],
      place: Place(file: file, span: entry.key.span))
  }

  /// What a duty requires; `.some(nil)` where it could not be read.
  private func readRequirement(
    _ fields: inout Fields, noting diagnostics: inout [Diagnostic]
  ) -> Condition<Written>?? {
    let requires = fields.take("requires")
    let honoured = fields.take("honoured_by")
    let expected: String? =
      switch kind {
      case .obligation: "requires"
      case .right: "honoured_by"
      case .definition, .classification, .prohibition: nil
      }
    for entry in [requires, honoured].compactMap({ $0 }) where entry.key.text != expected {
      diagnostics.append(.keyOfOtherKind(entry.key.text, kind, at: entry.key.span, in: file))
    }
    guard let expected else { return nil }
    guard let entry = kind == .obligation ? requires : honoured else {
      diagnostics.append(.missingKey(expected, of: "`\(name.text)`", in: file, at: name.span))
      return .some(nil)
    }
    return .some(Condition.read(entry.value, in: file, noting: &diagnostics))
  }
}

extension Diagnostic {
  static func severalBodies(in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "several-bodies", severity: .error,
      message: "only one of `when`, `readings` and `untranslatable` can stand here", file: file,
      span: span)
  }

  static func readingsExpected(in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "readings-expected", severity: .error,
      message: "`readings` takes at least two named readings", file: file, span: span)
  }

  static func readingsInDerogation(in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "readings-in-derogation", severity: .error,
      message: "a derogation takes `when`; put its readings into a definition", file: file,
      span: span)
  }
}
