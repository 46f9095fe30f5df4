import RuleCompiler

/// The schema of the format `clearance-what-if`.
enum WhatIfSchema {
  static var value: JSONValue {
    root.document(titled: "What would turn the findings of an AI use case", definitions)
  }

  static let root: Schema = .object([
    ("format", .words(["clearance-what-if"])), ("version", .number(WhatIfJSON.version)),
    ("day", .day), ("rulebook", .object([("digest", .text)])), ("use_case", .text),
    ("rule", .optionalText()), ("severity", severity), ("strict", .flag),
    ("circumstances", .flag), ("bounds", .object([("changes", .integer), ("sets", .integer)])),
    ("plan", .optional(plan)), ("findings", .list(finding)),
  ])

  static let definitions: [(name: String, schema: Schema)] = [
    ("sentence", .object([("en", .text), ("fr", .optionalText())])),
    ("finding", reference), ("change", .object(change)),
  ]

  private static let severity: Schema = .words(Severity.allCases.map(\.rawValue))

  private static let reference: Schema = .object([
    ("rule", .text), ("use", .optionalText()), ("bearer", .optionalText()),
  ])

  private static let lever: [(name: String, schema: Schema)] = [
    ("fact", .text), ("use", .optionalText()), ("item", .optionalText()),
  ]

  private static let change: [(name: String, schema: Schema)] =
    lever + [
      ("ask", .named("sentence")), ("only_by", .optionalText()), ("from", .anything),
      ("to", .list(.anything)), ("add", .list(.text)), ("take_out", .list(.text)),
      ("words", .named("sentence")),
    ]

  private static let plan: Schema = .object([
    ("outcome", .words(["nothing_to_turn", "changes", "conflict", "not_found"])),
    ("smallest", .flag), ("changes", .list(.object(change + [("for", .list(.named("finding")))]))),
    ("conflict", .list(.named("finding"))), ("still_violated", .list(.named("finding"))),
    ("not_turned", .list(.named("finding"))),
    ("too_entangled", .list(.named("finding"))),
  ])

  private static let finding: Schema = .object([
    ("rule", .text), ("use", .optionalText()), ("bearer", .optionalText()),
    ("cite", .optionalText()), ("severity", severity),
    ("standing", .words(Standing.allCases.map(\.rawValue))),
    ("remedy", .optional(.named("sentence"))),
    ("turned_by", .words(["sets", "too_many_changes", "no_change", "too_entangled"])),
    ("sets", .list(.list(.named("change")))), ("whole", .flag),
    ("left_alone", .list(.object(lever))),
  ])
}

/// The schema of the format `clearance-tried`.
enum TriedSchema {
  static var value: JSONValue {
    root.document(titled: "What comes of answers that are tried on an AI use case", [])
  }

  static let root: Schema = .object([
    ("format", .words(["clearance-tried"])), ("version", .number(TriedJSON.version)),
    ("day", .day), ("rulebook", .object([("digest", .text)])), ("use_case", .text),
    (
      "tried",
      .list(
        .object([
          ("fact", .text), ("use", .optionalText()), ("from", .anything), ("to", .anything),
        ]))
    ),
    ("left_out", .list(.text)),
    (
      "classes",
      .list(.object([("scheme", .text), ("from", interval), ("to", interval)]))
    ),
    (
      "findings",
      .list(
        .object([
          ("rule", .text), ("use", .optionalText()), ("bearer", .optionalText()),
          ("cite", .optionalText()), ("severity", .words(Severity.allCases.map(\.rawValue))),
          ("from", standing), ("to", standing),
        ]))
    ),
  ])

  private static let interval: Schema = .object([
    ("lowest", .text), ("highest", .text), ("contested", .flag),
  ])

  private static let standing: Schema = .words(Standing.allCases.map(\.rawValue))
}
