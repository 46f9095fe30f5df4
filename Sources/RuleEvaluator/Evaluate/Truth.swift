/// What is known about a statement: it holds, it does not, or nobody has said yet.
///
/// Strong Kleene logic: `unknown` stands for "true or false, we cannot tell". The cases are
/// ordered `no < unknown < yes`, so *all* is the minimum of its parts and *any* the maximum.
public enum Truth: UInt8, Comparable, CaseIterable, Sendable {
  case no, unknown, yes

  public static func < (left: Truth, right: Truth) -> Bool { left.rawValue < right.rawValue }

  /// The weakest of the parts; `yes` of none.
  public static func all(_ parts: some Sequence<Truth>) -> Truth { parts.min() ?? .yes }

  /// The strongest of the parts; `no` of none.
  public static func any(_ parts: some Sequence<Truth>) -> Truth { parts.max() ?? .no }

  /// The mirror.
  public static prefix func ! (truth: Truth) -> Truth {
    switch truth {
    case .no: .yes
    case .unknown: .unknown
    case .yes: .no
    }
  }

  package init(_ isTrue: Bool) { self = isTrue ? .yes : .no }
}
