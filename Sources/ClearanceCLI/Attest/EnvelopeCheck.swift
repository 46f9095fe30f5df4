import LocatedYAML
import Reports
import RuleCompiler

/// What came of checking a signed statement.
struct EnvelopeCheck {
  let envelope: String
  let key: String
  /// The name of the key, as envelopes have it.
  let keyName: String
  let isSigned: Bool
  /// Nil where what is signed is no statement of a test result.
  let statement: StatementOfTest?
  /// Files that were named, with their digests.
  let files: [(file: String, digest: String)]
  let rules: (folder: String, digest: String)?

  /// What nobody has signed is compared with nothing.
  private var isTrusted: Bool { isSigned && statement != nil }

  private func isSubject(_ digest: String) -> Bool {
    statement?.subjects.contains { $0.digest == digest } ?? false
  }

  private var areRulesSame: Bool? {
    rules.map { statement?.rulebooks == [$0.digest] }
  }

  var isGood: Bool {
    isTrusted && files.allSatisfy { isSubject($0.digest) } && areRulesSame ?? true
  }

  /// Subjects that no file was named for.
  private var uncompared: [String] {
    let digests = Set(files.map(\.digest))
    return statement?.subjects.filter { !digests.contains($0.digest) }.map(\.name) ?? []
  }
}

// MARK: For people

extension EnvelopeCheck {
  func told(in language: Language) -> String {
    let rows = language == .french ? french : english
    let width = rows.map(\.0.count).max() ?? 0
    return rows.map { name, words in
      name + String(repeating: " ", count: width - name.count + 2) + words.printable
    }.joined(separator: "\n")
  }

  private var english: [(String, String)] {
    var rows = [
      (
        "signature",
        isSigned
          ? "good: made with the private part of \(key) (sha256 \(keyName.prefix(12)))"
          : "NOT GOOD: not made with \(key), or the statement was changed"
      )
    ]
    guard isSigned else { return rows + [("verdict", "NOT GOOD; nothing else was compared")] }
    guard let statement else {
      return rows + [
        ("statement", "NOT GOOD: what is signed is no in-toto test result"),
        ("verdict", "NOT GOOD; nothing else was compared"),
      ]
    }
    rows.append(
      (
        "statement",
        "\(statement.result): \(statement.passed) passed, \(statement.warned) with warnings,"
          + " \(statement.failed) failed"
      ))
    for (file, digest) in files {
      rows.append(
        (
          "use case",
          isSubject(digest)
            ? "as it was: \(file)" : "NOT GOOD: \(file) is another file, or was changed"
        ))
    }
    rows += uncompared.map { ("use case", "not compared: \($0); name it with --use-case") }
    rows.append(
      (
        "rules",
        areRulesSame.map {
          $0
            ? "as they were: \(rules?.folder ?? "")"
            : "NOT GOOD: those in \(rules?.folder ?? "") are other rules, or were changed"
        } ?? "not compared; name their folder with --rules"
      ))
    let whole = uncompared.isEmpty && rules != nil
    return rows + [
      ("verdict", isGood ? whole ? "good" : "good, as far as compared" : "NOT GOOD")
    ]
  }

  private var french: [(String, String)] {
    var rows = [
      (
        "signature",
        isSigned
          ? "bonne : faite avec la partie privée de \(key) (sha256 \(keyName.prefix(12)))"
          : "MAUVAISE : non faite avec \(key), ou déclaration modifiée"
      )
    ]
    guard isSigned else { return rows + [("verdict", "MAUVAIS ; rien d'autre n'a été comparé")] }
    guard let statement else {
      return rows + [
        ("déclaration", "MAUVAISE : ce qui est signé n'est pas un résultat d'essai in-toto"),
        ("verdict", "MAUVAIS ; rien d'autre n'a été comparé"),
      ]
    }
    rows.append(
      (
        "déclaration",
        "\(statement.result) : réussis \(statement.passed), avec réserve \(statement.warned),"
          + " échoués \(statement.failed)"
      ))
    for (file, digest) in files {
      rows.append(
        (
          "cas",
          isSubject(digest)
            ? "tel quel : \(file)" : "MAUVAIS : \(file) est un autre fichier, ou a été modifié"
        ))
    }
    rows += uncompared.map { ("cas", "non comparé : \($0) ; le nommer avec --use-case") }
    rows.append(
      (
        "règles",
        areRulesSame.map {
          $0
            ? "telles quelles : \(rules?.folder ?? "")"
            : "MAUVAISES : celles de \(rules?.folder ?? "") sont autres, ou modifiées"
        } ?? "non comparées ; nommer leur dossier avec --rules"
      ))
    let whole = uncompared.isEmpty && rules != nil
    return rows + [
      ("verdict", isGood ? whole ? "bon" : "bon, pour ce qui a été comparé" : "MAUVAIS")
    ]
  }
}

// MARK: For programs

extension EnvelopeCheck {
  var json: JSONValue {
    .members([
      ("format", .text("clearance-verification")), ("envelope", .text(envelope)),
      ("good", .flag(isGood)), ("signature", .text(isSigned ? "good" : "bad")),
      ("key", .text(keyName)),
      (
        "statement",
        isTrusted
          ? statement.map { statement in
            .object([
              .init("result", .text(statement.result)), .init("passed", .integer(statement.passed)),
              .init("warned", .integer(statement.warned)),
              .init("failed", .integer(statement.failed)),
            ])
          } : .null
      ),
      (
        "use_cases",
        .list(
          files.map { file, digest in
            .object([
              .init("file", .text(file)), .init("sha256", .text(digest)),
              .init("same", isTrusted ? .flag(isSubject(digest)) : .null),
            ])
          })
      ), ("not_compared", .texts(isTrusted ? uncompared : [])),
      (
        "rules",
        rules.map { rules in
          .object([
            .init("folder", .text(rules.folder)), .init("sha256", .text(rules.digest)),
            .init("same", isTrusted ? areRulesSame.map(JSONValue.flag) ?? .null : .null),
          ])
        } ?? .null
      ), ("exit_code", .integer(isGood ? 0 : 1)),
    ])
  }
}
