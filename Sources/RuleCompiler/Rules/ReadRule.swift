import LocatedYAML

/// What a rule takes from its file and its act where it does not say so itself.
struct RuleDefaults {
  let act: Act
  let period: Period
  let note: String?
  let status: Status
  let verified: Verification
}

/// Reads the rules of one section of one file.
struct RuleReader {
  let kind: RuleKind
  let file: String
  let defaults: RuleDefaults
  let schemes: [Scheme]

  /// Reads one rule; `id` is its place in the rulebook.
  func read(
    _ entry: Entry, id: RuleID, noting diagnostics: inout [Diagnostic]
  ) -> Rule<Written>? {
    let name = entry.key
    guard checkName(name, noting: &diagnostics),
      var fields = Fields(entry.value, of: name.text, in: file, noting: &diagnostics)
    else { return nil }
    let level: Level? = fields.choice("about", noting: &diagnostics)
    let isHelper = fields.flag("helper", noting: &diagnostics) ?? false
    let bearers = fields.words("bearer", noting: &diagnostics)
    let holder = fields.text("holder", noting: &diagnostics)
    let topic = fields.text("topic", noting: &diagnostics)
    let membership = readMembership(&fields, of: name, noting: &diagnostics)
    checkBearers(bearers, of: name, noting: &diagnostics)
    if isHelper, kind != .definition {
      diagnostics.append(.helperNotDefinition(name, in: file))
    }
    let versions = readVersions(&fields, of: name, isHelper: isHelper, noting: &diagnostics)
    fields.finish(noting: &diagnostics)
    guard !versions.isEmpty else { return nil }
    return Rule(
      id: id, act: defaults.act.id, name: name.text, kind: kind, level: level ?? .use,
      isHelper: isHelper, membership: membership, bearers: bearers.map(\.text),
      holder: holder?.text, topic: topic?.text,
      place: Place(file: file, span: name.span), versions: Lazily { versions })
  }

  private func checkName(_ name: Key, noting diagnostics: inout [Diagnostic]) -> Bool {
    let isWord = name.text.allSatisfy {
      ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "_"
    }
    guard isWord, !(Quantity(rawValue: name.text) != nil),
      !["all", "any", "not", "always", "uses"].contains(name.text),
      !reservedWords.contains(name.text)
    else {
      diagnostics.append(.badRuleName(name, in: file))
      return false
    }
    return true
  }

  private func checkBearers(
    _ bearers: [Key], of name: Key, noting diagnostics: inout [Diagnostic]
  ) {
    let known = defaults.act.bearers.map(\.name.text)
    for bearer in bearers where !known.contains(bearer.text) {
      diagnostics.append(
        .unknownBearer(bearer, nearest: nearest(to: bearer.text, among: known), in: file))
    }
    if bearers.isEmpty, kind == .obligation || kind == .right {
      diagnostics.append(.missingKey("bearer", of: "`\(name.text)`", in: file, at: name.span))
    }
    if !bearers.isEmpty, !kind.isDuty {
      diagnostics.append(.keyOfOtherKind("bearer", kind, at: bearers[0].span, in: file))
    }
  }

  private func readMembership(
    _ fields: inout Fields, of name: Key, noting diagnostics: inout [Diagnostic]
  ) -> ClassMembership? {
    let scheme = fields.text("scheme", noting: &diagnostics)
    let className = fields.text("class", noting: &diagnostics)
    guard scheme != nil || className != nil else {
      if kind == .classification {
        diagnostics.append(.missingKey("scheme", of: "`\(name.text)`", in: file, at: name.span))
      }
      return nil
    }
    guard let scheme, let className else {
      diagnostics.append(
        .missingKey(
          scheme == nil ? "scheme" : "class", of: "`\(name.text)`", in: file, at: name.span))
      return nil
    }
    guard kind == .classification || kind == .prohibition else {
      diagnostics.append(.keyOfOtherKind("class", kind, at: className.span, in: file))
      return nil
    }
    guard let found = schemes.first(where: { $0.name == scheme.text }) else {
      let close = nearest(to: scheme.text, among: schemes.map(\.name))
      diagnostics.append(.unknownScheme(scheme, nearest: close, in: file))
      return nil
    }
    guard let rank = found.classes.firstIndex(of: className.text) else {
      let close = nearest(to: className.text, among: found.classes)
      diagnostics.append(.unknownClass(className, of: found.name, nearest: close, in: file))
      return nil
    }
    return ClassMembership(scheme: found.id, rank: rank)
  }

  private func readVersions(
    _ fields: inout Fields, of name: Key, isHelper: Bool, noting diagnostics: inout [Diagnostic]
  ) -> [Version<Written>] {
    let reader = VersionReader(
      kind: kind, name: name, file: file, isHelper: isHelper, defaults: defaults)
    guard let entry = fields.take("versions") else {
      return reader.read(&fields, at: Place(file: file, span: name.span), noting: &diagnostics)
        .map { [$0] } ?? []
    }
    guard case .sequence(let nodes) = entry.value.shape, !nodes.isEmpty else {
      diagnostics.append(.sequenceExpected("versions", in: file, at: entry.value.span))
      return []
    }
    let versions: [Version<Written>] = nodes.compactMap { node in
      guard var own = Fields(node, of: "versions", in: file, noting: &diagnostics) else {
        return nil
      }
      let version = reader.read(
        &own, at: Place(file: file, span: node.span), noting: &diagnostics)
      own.finish(noting: &diagnostics)
      return version
    }
    checkOverlaps(versions, of: name, noting: &diagnostics)
    return versions
  }

  private func checkOverlaps(
    _ versions: [Version<Written>], of name: Key, noting diagnostics: inout [Diagnostic]
  ) {
    for (index, version) in versions.enumerated() {
      if versions[..<index].contains(where: { $0.period.overlaps(version.period) }) {
        diagnostics.append(.versionsOverlap(name, in: file, at: version.place.span))
      }
    }
    let ordered = versions.sorted {
      ($0.period.from?.number ?? .min) < ($1.period.from?.number ?? .min)
    }
    for (earlier, later) in zip(ordered, ordered.dropFirst()) {
      if let end = earlier.period.until, let start = later.period.from, end.adding(days: 1) < start
      {
        diagnostics.append(.versionsGap(name, end, start, in: file, at: later.place.span))
      }
    }
  }
}

extension Diagnostic {
  static func badRuleName(_ name: Key, in file: String) -> Diagnostic {
    Diagnostic(
      code: "bad-rule-name", severity: .error,
      message: "`\(name.text)` cannot name a rule", file: file, span: name.span,
      hint: "one word of a-z, 0-9 and `_` that has no other meaning")
  }

  static func helperNotDefinition(_ name: Key, in file: String) -> Diagnostic {
    Diagnostic(
      code: "helper-not-definition", severity: .error,
      message: "only a definition can be a helper", file: file, span: name.span)
  }

  static func unknownBearer(_ bearer: Key, nearest: String?, in file: String) -> Diagnostic {
    Diagnostic(
      code: "unknown-bearer", severity: .error,
      message: "the act has no bearer `\(bearer.text)`", file: file, span: bearer.span,
      suggestion: nearest)
  }

  static func keyOfOtherKind(
    _ key: String, _ kind: RuleKind, at span: SourceSpan, in file: String
  ) -> Diagnostic {
    Diagnostic(
      code: "key-of-other-kind", severity: .error, message: "a \(kind.rawValue) has no `\(key)`",
      file: file, span: span)
  }

  static func unknownScheme(_ scheme: Key, nearest: String?, in file: String) -> Diagnostic {
    Diagnostic(
      code: "unknown-scheme", severity: .error, message: "no act declares scheme `\(scheme.text)`",
      file: file, span: scheme.span, suggestion: nearest)
  }

  static func unknownClass(
    _ name: Key, of scheme: String, nearest: String?, in file: String
  ) -> Diagnostic {
    Diagnostic(
      code: "unknown-class", severity: .error,
      message: "scheme `\(scheme)` has no class `\(name.text)`", file: file, span: name.span,
      suggestion: nearest)
  }

  static func versionsOverlap(_ name: Key, in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "versions-overlap", severity: .error,
      message: "two versions of `\(name.text)` are law on one day", file: file, span: span)
  }

  static func versionsGap(
    _ name: Key, _ end: Day, _ start: Day, in file: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      code: "versions-gap", severity: .warning,
      message: "`\(name.text)` is not law from \(end.adding(days: 1)) to \(start.adding(days: -1))",
      file: file, span: span)
  }
}
