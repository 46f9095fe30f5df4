import LocatedYAML

/// Who belongs to a union or is party to a convention, and since when.
package struct Memberships: Sendable {
  package internal(set) var bodies: [Membership] = []

  package init() {}

  package init(bodies: [Membership]) {
    self.bodies = bodies
  }

  package func body(_ code: String) -> Membership? {
    bodies.first { $0.code == code }
  }
}

/// One body, with the members that are known.
package struct Membership: Sendable {
  package let code: String
  package let title: Text
  /// When no, a country that is not listed may still be a member.
  package let isComplete: Bool
  package let members: [Member]

  package struct Member: Sendable {
    package let code: String
    package let period: Period
  }
}

extension Membership {
  /// Whether a country is a member on a day; nil when the table cannot say.
  package func has(_ code: String, on day: Day) -> Bool? {
    let entries = members.filter { $0.code == code }
    if entries.contains(where: { $0.period.contains(day) }) { return true }
    return entries.isEmpty && !isComplete ? nil : false
  }
}

extension Memberships {
  static func read(
    _ files: [RuleFile], noting diagnostics: inout [Diagnostic]
  ) -> Memberships {
    var memberships = Memberships()
    for var file in files {
      for entry in file.fields.mapping("memberships", noting: &diagnostics) {
        guard let body = readBody(entry, in: file.path, noting: &diagnostics) else { continue }
        if memberships.body(body.code) != nil {
          diagnostics.append(.repeatedName(entry.key, first: nil, in: file.path))
        } else {
          memberships.bodies.append(body)
        }
      }
      file.fields.finish(noting: &diagnostics)
    }
    return memberships
  }

  private static func readBody(
    _ entry: Entry, in file: String, noting diagnostics: inout [Diagnostic]
  ) -> Membership? {
    guard var fields = Fields(entry.value, of: entry.key.text, in: file, noting: &diagnostics)
    else { return nil }
    let title = fields.sentence("title", noting: &diagnostics)
    let complete = fields.flag("complete", noting: &diagnostics)
    _ = fields.take("source")
    _ = fields.take("verified")
    let members = fields.list("members", noting: &diagnostics).compactMap {
      readMember($0, in: file, noting: &diagnostics)
    }
    fields.finish(noting: &diagnostics)
    return Membership(
      code: entry.key.text, title: title ?? Text(entry.key.text), isComplete: complete ?? true,
      members: members)
  }

  private static func readMember(
    _ node: Node, in file: String, noting diagnostics: inout [Diagnostic]
  ) -> Membership.Member? {
    if case .scalar(let scalar) = node.shape {
      return Membership.Member(code: scalar.text, period: .always)
    }
    guard var fields = Fields(node, of: "members", in: file, noting: &diagnostics) else {
      return nil
    }
    let code = fields.text("code", noting: &diagnostics)
    let from = fields.day("from", noting: &diagnostics)
    let until = fields.day("until", noting: &diagnostics)
    fields.finish(noting: &diagnostics)
    guard let code else {
      diagnostics.append(.missingKey("code", of: "a member", in: file, at: node.span))
      return nil
    }
    return Membership.Member(code: code.text, period: Period(from: from, until: until))
  }
}
