/// How much of a file is read before we call it hostile.
///
/// Whoever calls may raise a limit; a file cannot. A refusal names the limit and its value.
public struct Limits: Sendable, Hashable {
  /// Size of the file.
  public var bytes: Int
  /// Collections inside one another; the outermost is the first. Never more than 1,000 are read.
  public var depth: Int
  /// Values and keys of the file, aliases counting as one.
  public var nodes: Int
  /// Size of one value in UTF-8.
  public var scalarBytes: Int
  /// Size of one key in UTF-8.
  public var keyBytes: Int
  /// Aliases of the file; 0 refuses anchors too.
  public var aliases: Int
  /// Nodes that all aliases together add to the tree. Never more than a thousand million.
  public var expandedNodes: Int
  /// How many times larger than its source the tree may become by aliases.
  public var expansion: Int
  /// Mistakes after which reading ends.
  public var mistakes: Int

  /// Limits of one's own; what is not given is as in rule files and use cases.
  public init(
    bytes: Int, depth: Int = 64, nodes: Int, scalarBytes: Int = 65_536, keyBytes: Int = 256,
    aliases: Int, expandedNodes: Int = 10_000, expansion: Int = 10, mistakes: Int = 1_000
  ) {
    self.bytes = bytes
    self.depth = depth
    self.nodes = nodes
    self.scalarBytes = scalarBytes
    self.keyBytes = keyBytes
    self.aliases = aliases
    self.expandedNodes = expandedNodes
    self.expansion = expansion
    self.mistakes = mistakes
  }

  /// A use case from a file of the caller's own: 1 MiB, no aliases.
  public static let useCase = Limits(bytes: 1 << 20, nodes: 100_000, aliases: 0)

  /// A use case from a stranger on the web: as `useCase`, but 256 KiB.
  public static let postedUseCase = Limits(bytes: 1 << 18, nodes: 100_000, aliases: 0)

  /// A rule file: 1 MiB, and a few aliases.
  public static let rules = Limits(bytes: 1 << 20, nodes: 200_000, aliases: 100)
}

extension Limits {
  /// The depth that holds: as asked, but not so deep that releasing the tree overflows the stack.
  var deepest: Int { min(depth, 1_000) }

  /// The expansion that holds: as asked, but not so much that counting it overflows.
  var mostExpanded: Int { min(expandedNodes, 1_000_000_000) }
}
