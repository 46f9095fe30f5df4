import LocatedYAML
package import RuleCompiler

/// Names by which duties of a rulebook are asked for, as people write them.
package struct ObligationNames: Sendable {
  package let roles: [String]
  package let topics: [String]
  package let jurisdictions: [String]
  package let acts: [String]
  private let memberships: Memberships
  private let partyWords: [String: Text]
  private let topicWords: [String: Text]

  package init(of rules: CheckedRules) {
    let duties = rules.rules.filter(\.kind.isDuty)
    roles = Set(duties.flatMap { $0.bearers + [$0.holder].compactMap(\.self) }).sorted()
    topics = Set(duties.compactMap(\.topic)).sorted()
    let own = duties.map { rules[$0.act] }
    jurisdictions = Set(own.map(\.jurisdiction)).sorted()
    acts = Set(own.map(\.name)).sorted()
    memberships = rules.memberships
    partyWords = rules.vocabulary.parties
    topicWords = rules.vocabulary.topics
  }

  /// What a name is one of.
  package enum Kind: String, Sendable {
    case role, topic, jurisdiction, act
  }

  /// The name that is meant: capitals, spaces and hyphens make no difference, and roles and topics
  /// may be named in French.
  package func name(of kind: Kind, meant text: String) throws(UnknownName) -> String {
    let known = names(of: kind)
    if known.contains(text) { return text }
    let plain = text.plainName
    if let found = known.first(where: { name in
      name.plainName == plain || french(name, kind)?.plainName == plain
    }) {
      return found
    }
    throw UnknownName(
      kind: kind, name: text, nearest: nearest(to: text, among: known) ?? near(plain, kind),
      known: known, bodies: kind == .jurisdiction ? bodies(of: text.uppercased()) : [])
  }

  private func names(of kind: Kind) -> [String] {
    switch kind {
    case .role: roles
    case .topic: topics
    case .jurisdiction: jurisdictions
    case .act: acts
    }
  }

  private func french(_ name: String, _ kind: Kind) -> String? {
    switch kind {
    case .role: partyWords[name]?.french
    case .topic: topicWords[name]?.french
    case .jurisdiction, .act: nil
    }
  }

  /// The name whose French or plain form is close.
  private func near(_ text: String, _ kind: Kind) -> String? {
    let forms = names(of: kind).flatMap { name in
      [(name, name.plainName)]
        + [french(name, kind).map { (name, $0.plainName) }].compactMap(\.self)
    }
    let close = nearest(to: text, among: forms.map(\.1))
    return forms.first { $0.1 == close }?.0
  }

  /// Bodies with rules of their own of which a country without any is a member.
  private func bodies(of country: String) -> [String] {
    memberships.bodies.filter { body in
      jurisdictions.contains(body.code) && body.members.contains { $0.code == country }
    }.map(\.code)
  }
}

/// A name that no role, topic, jurisdiction or act of the duties has.
package struct UnknownName: Error, Sendable {
  package let kind: ObligationNames.Kind
  package let name: String
  /// A name that is close; nil where none is.
  package let nearest: String?
  package let known: [String]
  /// Of a country without rules of its own: bodies it belongs to that have some.
  package let bodies: [String]
}

extension String {
  /// Small letters without accents, with `_` for what parts words.
  fileprivate var plainName: String {
    String(asciified.lowercased().map { $0 == " " || $0 == "-" || $0 == "'" ? "_" : $0 })
  }
}
