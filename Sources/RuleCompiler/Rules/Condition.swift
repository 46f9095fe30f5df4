package import LocatedYAML

/// A statement that is yes, no or unknown of a case: atoms under *all*, *any* and *not*.
///
/// One tree serves two stages: the reader fills it with what was written, the checker maps that
/// to facts and rules.
package struct Condition<Atom: Sendable>: Sendable {
  package indirect enum Shape: Sendable {
    case atom(Atom)
    case all([Condition])
    case any([Condition])
    case not(Condition)
    /// Yes of every case: for a scope that has nothing but exceptions.
    case always
  }

  package var shape: Shape
  /// Where the author wrote it.
  package var span: SourceSpan
}

extension Condition {
  /// The same tree with other atoms; nil where an atom has no counterpart.
  ///
  /// Every atom is visited, so that one pass notes every mistake.
  func map<Other>(
    _ transform: (Atom, SourceSpan) -> Condition<Other>?
  ) -> Condition<Other>? {
    switch shape {
    case .atom(let atom): return transform(atom, span)
    case .always: return Condition<Other>(shape: .always, span: span)
    case .not(let part):
      return part.map(transform).map { Condition<Other>(shape: .not($0), span: span) }
    case .all(let parts):
      return Self.map(parts, transform).map { Condition<Other>(shape: .all($0), span: span) }
    case .any(let parts):
      return Self.map(parts, transform).map { Condition<Other>(shape: .any($0), span: span) }
    }
  }

  private static func map<Other>(
    _ parts: [Condition], _ transform: (Atom, SourceSpan) -> Condition<Other>?
  ) -> [Condition<Other>]? {
    let mapped = parts.map { $0.map(transform) }
    let whole = mapped.compactMap { $0 }
    return whole.count == mapped.count ? whole : nil
  }

  /// Every atom, in the order of writing.
  package var atoms: [Atom] {
    var found: [Atom] = []
    collect(into: &found)
    return found
  }

  private func collect(into found: inout [Atom]) {
    switch shape {
    case .atom(let atom): found.append(atom)
    case .always: break
    case .not(let part): part.collect(into: &found)
    case .all(let parts), .any(let parts): for part in parts { part.collect(into: &found) }
    }
  }
}

/// Whether a list must have one such item, or nothing but such items.
package enum Quantity: String, Sendable, Hashable {
  case some, every
}

/// An atom as it was written: names not yet looked up, tests not yet read.
package indirect enum Written: Sendable {
  /// A bare name.
  case name(String)
  /// `name: test`.
  case test(Key, Node)
  /// `some: LIST` or `every: LIST`.
  case quantified(
    Quantity, of: Key, where: Condition<Written>?, has: Condition<Written>?)
}
