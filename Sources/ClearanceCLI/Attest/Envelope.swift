import Crypto
import LocatedYAML
import Reports
import RuleCompiler

/// A payload with signatures over it: DSSE, version 1.
struct Envelope {
  let payload: [UInt8]
  let payloadType: String
  let signatures: [[UInt8]]

  /// The type of statements of in-toto.
  static let inToto = "application/vnd.in-toto+json"
}

extension Envelope {
  /// What is signed: the type and the payload, each with its length, so that neither can be taken
  /// for the other.
  private static func encoded(_ payload: [UInt8], _ type: String) -> [UInt8] {
    Array("DSSEv1 \(type.utf8.count) \(type) \(payload.count) ".utf8) + payload
  }

  /// An envelope around a statement, as JSON.
  static func sealed(
    _ statement: String, by key: Curve25519.Signing.PrivateKey
  ) throws -> String {
    let payload = Array(statement.utf8)
    let signature = Array(try key.signature(for: encoded(payload, inToto)))
    return JSONValue.object([
      .init("payload", .text(Base64.text(of: payload))), .init("payloadType", .text(inToto)),
      .init(
        "signatures",
        .list([
          .object([
            .init("keyid", .text(KeyFile.name(of: key.publicKey))),
            .init("sig", .text(Base64.text(of: signature))),
          ])
        ])),
    ]).written
  }

  /// Whether one of the signatures was made with the private part of a key. What an envelope says
  /// of the name of a key is not asked.
  func isSigned(by key: Curve25519.Signing.PublicKey) -> Bool {
    let signed = Envelope.encoded(payload, payloadType)
    return signatures.contains { key.isValidSignature($0, for: signed) }
  }

  /// How large an envelope, or a payload, may be.
  static let most = 1 << 26
  private static let limits = Limits(
    bytes: most, depth: 16, nodes: 2_000_000, scalarBytes: most, aliases: 0)

  /// Nil where the bytes are no envelope.
  init?(_ bytes: [UInt8]) {
    guard let top = Node.json(bytes, Envelope.limits), let type = top["payloadType"]?.word,
      let payload = top["payload"]?.word.flatMap({ Base64.bytes(of: $0) }),
      let signatures = top["signatures"]?.items, !signatures.isEmpty
    else { return nil }
    self.payload = payload
    payloadType = type
    self.signatures = signatures.compactMap { $0["sig"]?.word.flatMap { Base64.bytes(of: $0) } }
  }

  /// The statement in it; nil where there is none that says how a test came out.
  var testResult: StatementOfTest? {
    guard payloadType == Envelope.inToto, let node = Node.json(payload, Envelope.limits) else {
      return nil
    }
    return StatementOfTest(node)
  }
}

/// What a statement says of a run: over which files, by which rules, and how it came out.
struct StatementOfTest {
  let subjects: [(name: String, digest: String)]
  let rulebooks: [String]
  let result: String
  let passed: Int
  let warned: Int
  let failed: Int

  fileprivate init?(_ node: Node) {
    guard node["_type"]?.word == "https://in-toto.io/Statement/v1",
      node["predicateType"]?.word == "https://in-toto.io/attestation/test-result/v0.1",
      let subjects = node["subject"]?.items, let predicate = node["predicate"],
      let configuration = predicate["configuration"]?.items, let result = predicate["result"]?.word
    else { return nil }
    self.subjects = subjects.compactMap { subject in
      (subject["digest"]?["sha256"]?.word).map { (subject["name"]?.word ?? "", $0) }
    }
    rulebooks = configuration.compactMap { $0["digest"]?["sha256"]?.word }.uniqued()
    self.result = result
    passed = predicate["passedTests"]?.items?.count ?? 0
    warned = predicate["warnedTests"]?.items?.count ?? 0
    failed = predicate["failedTests"]?.items?.count ?? 0
  }
}

extension Node {
  /// Nil where the bytes are no JSON.
  fileprivate static func json(_ bytes: [UInt8], _ limits: Limits) -> Node? {
    var diagnostics: [Diagnostic] = []
    let file = SourceFile(path: "envelope.json", bytes: bytes)
    let node = Node.read(file, limits: limits, noting: &diagnostics)
    return diagnostics.containsError ? nil : node
  }

  fileprivate subscript(_ key: String) -> Node? {
    guard case .mapping(let entries) = shape else { return nil }
    return entries.first { $0.key.text == key }?.value
  }

  fileprivate var word: String? {
    if case .scalar(let scalar) = shape { scalar.text } else { nil }
  }

  fileprivate var items: [Node]? {
    if case .sequence(let items) = shape { items } else { nil }
  }
}
