import RuleEvaluator

/// The format `clearance-share`: what is said of a case that is shared.
package enum ShareFormat {
  /// Raised when a reader of the last format would misunderstand.
  static let version = 1

  /// What the result begins with.
  package static var head: [JSONValue.Member] {
    [
      .init("format", .text("clearance-share")), .init("version", .integer(ShareFormat.version)),
    ]
  }

  static var schema: JSONValue {
    Schema.document(root, titled: "What sharing an AI use case withholds and opens", [])
  }

  private static let outcomes: Schema = .list(
    .words(["violated", "satisfied", "not applicable", "yes", "no"]))

  private static let root: Schema = .object([
    ("format", .words(["clearance-share"])), ("version", .number(ShareFormat.version)),
    ("day", .day), ("rulebook", .text), ("written", .optionalText()),
    ("use_case", .optionalText()),
    (
      "withheld",
      .list(.object([("fact", .text), ("about", .list(.text)), ("question", .text)]))
    ),
    ("left_out", .object(SharedCase.Omitted.allCases.map { ($0.rawValue, .integer) })),
    (
      "opened",
      .list(
        .object([
          ("rule", .text), ("use", .optionalText()), ("bearer", .optionalText()),
          ("before", outcomes), ("after", outcomes),
        ]))
    ), ("exit_code", .number(0)),
  ])
}
