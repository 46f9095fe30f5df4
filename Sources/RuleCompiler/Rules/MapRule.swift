extension Rule {
  /// The same rule with looked-up conditions; nil where one could not be.
  func map<Other>(
    _ look: (Condition<Atom>) -> Condition<Other>?
  ) -> Rule<Other>? {
    let mapped = versions.map { $0.map(look) }
    let whole = mapped.compactMap { $0 }
    guard whole.count == mapped.count else { return nil }
    return Rule<Other>(
      id: id, act: act, name: name, kind: kind, level: level, isHelper: isHelper,
      membership: membership, bearers: bearers, holder: holder, topic: topic, place: place,
      versions: Lazily { whole })
  }
}

extension Version {
  func map<Other>(
    _ look: (Condition<Atom>) -> Condition<Other>?
  ) -> Version<Other>? {
    let body = self.body.map(look)
    let unless = self.unless.mapAll(look)
    let requires = self.requires.map(look)
    guard let body, let unless else { return nil }
    if case .some(.none) = requires { return nil }
    return Version<Other>(
      period: period, note: note, citation: citation, status: status, verified: verified,
      body: body, unless: unless, requires: requires ?? nil, severity: severity, remedy: remedy,
      evidence: evidence, place: place)
  }
}

extension Array {
  fileprivate func mapAll<Atom, Other>(
    _ look: (Condition<Atom>) -> Condition<Other>?
  ) -> [Derogation<Other>]? where Element == Derogation<Atom> {
    let mapped = map { $0.map(look) }
    let whole = mapped.compactMap { $0 }
    return whole.count == mapped.count ? whole : nil
  }
}

extension Derogation {
  func map<Other>(
    _ look: (Condition<Atom>) -> Condition<Other>?
  ) -> Derogation<Other>? {
    let body = self.body.map(look)
    let unless = self.unless.mapAll(look)
    guard let body, let unless else { return nil }
    return Derogation<Other>(
      name: name, citation: citation, body: body, period: period, mustBeShown: mustBeShown,
      verified: verified, unless: unless, place: place)
  }
}

extension Body {
  func map<Other>(
    _ look: (Condition<Atom>) -> Condition<Other>?
  ) -> Body<Other>? {
    switch self {
    case .when(let condition): return look(condition).map(Body<Other>.when)
    case .untranslatable(let why, let span): return .untranslatable(why, span)
    case .readings(let readings):
      let mapped = readings.map { reading in
        look(reading.when).map {
          Reading<Other>(
            name: reading.name, says: reading.says, source: reading.source,
            period: reading.period, when: $0, place: reading.place)
        }
      }
      let whole = mapped.compactMap { $0 }
      return whole.count == mapped.count ? .readings(whole) : nil
    }
  }

  /// Every condition in it.
  var conditions: [Condition<Atom>] {
    switch self {
    case .when(let condition): [condition]
    case .readings(let readings): readings.map(\.when)
    case .untranslatable: []
    }
  }
}

extension Derogation {
  /// Every condition in it and in what takes it back.
  var conditions: [Condition<Atom>] { body.conditions + unless.flatMap(\.conditions) }
}

extension Version {
  /// Every condition of the version.
  package var conditions: [Condition<Atom>] {
    deciding + (requires.map { [$0] } ?? [])
  }

  /// The conditions that decide whether it holds, apart from what it requires.
  var deciding: [Condition<Atom>] {
    body.conditions + unless.flatMap(\.conditions)
  }
}
