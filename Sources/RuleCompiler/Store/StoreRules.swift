import LocatedYAML

extension RuleKind: Storable {}
extension Status: Storable {}
extension Verification: Storable {}
extension Severity: Storable {}

extension Citation: Storable {
  func store(into writer: inout StoreWriter) { writer.write(provisions, cite, says) }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self.init(provisions: try reader.read(), cite: try reader.read(), says: try reader.read())
  }
}

extension Reading: Storable where Atom == RuleCompiler.Atom {
  func store(into writer: inout StoreWriter) {
    writer.write(name, says, source, period, when, place)
  }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self.init(
      name: try reader.read(), says: try reader.read(), source: try reader.read(),
      period: try reader.read(), when: try reader.read(), place: try reader.read())
  }
}

extension Body: Storable where Atom == RuleCompiler.Atom {
  func store(into writer: inout StoreWriter) {
    switch self {
    case .when(let condition): writer.write(0, condition)
    case .readings(let readings): writer.write(1, readings)
    case .untranslatable(let why, let span): writer.write(2, why, span)
    }
  }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    switch try reader.natural(below: 3) {
    case 0: self = .when(try reader.read())
    case 1: self = .readings(try reader.read())
    default: self = .untranslatable(try reader.read(), try reader.read())
    }
  }
}

extension Derogation: Storable where Atom == RuleCompiler.Atom {
  func store(into writer: inout StoreWriter) {
    writer.write(name, citation, body, period, mustBeShown, verified, unless, place)
  }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    try reader.descend()
    self.init(
      name: try reader.read(), citation: try reader.read(), body: try reader.read(),
      period: try reader.read(), mustBeShown: try reader.read(), verified: try reader.read(),
      unless: try reader.read(), place: try reader.read())
    reader.ascend()
  }
}

extension Version: Storable where Atom == RuleCompiler.Atom {
  func store(into writer: inout StoreWriter) {
    writer.write(
      period, note, citation, status, verified, body, unless, requires, severity, remedy,
      evidence, place)
  }

  convenience init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self.init(
      period: try reader.read(), note: try reader.read(), citation: try reader.read(),
      status: try reader.read(), verified: try reader.read(), body: try reader.read(),
      unless: try reader.read(), requires: try reader.read(), severity: try reader.read(),
      remedy: try reader.read(), evidence: try reader.read(), place: try reader.read())
  }
}

extension ClassMembership: Storable {
  func store(into writer: inout StoreWriter) { writer.write(scheme, rank) }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self.init(scheme: try reader.read(), rank: try reader.read())
  }
}

extension Rule: Storable where Atom == RuleCompiler.Atom {
  func store(into writer: inout StoreWriter) {
    writer.write(
      id, act, name, kind, level, isHelper, membership, bearers, holder, topic, place)
    writer.write(apart: versions)
  }

  convenience init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self.init(
      id: try reader.read(), act: try reader.read(), name: try reader.read(),
      kind: try reader.read(), level: try reader.read(), isHelper: try reader.read(),
      membership: try reader.read(), bearers: try reader.read(), holder: try reader.read(),
      topic: try reader.read(), place: try reader.read(), versions: try reader.readApart())
  }
}

extension Scheme: Storable {
  func store(into writer: inout StoreWriter) { writer.write(id, name, classes, act, place) }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self.init(
      id: try reader.read(), name: try reader.read(), classes: try reader.read(),
      act: try reader.read(), place: try reader.read())
  }
}

extension Act.Bearer: Storable {
  func store(into writer: inout StoreWriter) { writer.write(name, definition) }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self.init(name: try reader.read(), definition: try reader.read())
  }
}

extension Terms: Storable {
  func store(into writer: inout StoreWriter) {
    writer.write(prefix, namespace, rules, schemes, violated, open)
  }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self.init(
      prefix: try reader.read(), namespace: try reader.read(), rules: try reader.read(),
      schemes: try reader.read(), violated: try reader.read(), open: try reader.read())
  }
}

extension Term: Storable {
  func store(into writer: inout StoreWriter) { writer.write(rule, term) }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self.init(rule: try reader.read(), term: try reader.read())
  }
}

extension TermsOfScheme: Storable {
  func store(into writer: inout StoreWriter) { writer.write(scheme, property, classes) }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self.init(
      scheme: try reader.read(), property: try reader.read(), classes: try reader.read())
  }
}

extension TermsOfClass: Storable {
  func store(into writer: inout StoreWriter) { writer.write(rank, term, rules) }

  init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self.init(rank: try reader.read(), term: try reader.read(), rules: try reader.read())
  }
}

extension Act: Storable {
  func store(into writer: inout StoreWriter) {
    writer.write(
      id, name, title, number, url, jurisdiction, status, verified, period, scope, territory,
      bearers, terms, place)
  }

  convenience init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self.init(
      id: try reader.read(), name: try reader.read(), title: try reader.read(),
      number: try reader.read(), url: try reader.read(), jurisdiction: try reader.read(),
      status: try reader.read(), verified: try reader.read(), period: try reader.read(),
      scope: try reader.read(), territory: try reader.read(), bearers: try reader.read(),
      terms: try reader.read(), place: try reader.read())
  }
}

extension CheckedRules: Storable {
  func store(into writer: inout StoreWriter) {
    writer.write(
      vocabulary, memberships, acts, scopes, territories, bearers, schemes, rules, measures)
  }

  convenience init(from reader: inout StoreReader) throws(StoredRulebookError) {
    self.init(
      vocabulary: try reader.read(), memberships: try reader.read(), acts: try reader.read(),
      scopes: try reader.read(), territories: try reader.read(), bearers: try reader.read(),
      schemes: try reader.read(), rules: try reader.read(), measures: try reader.read())
  }
}
