import Crypto
import LocatedYAML
import RuleCompiler

/// Keys of Ed25519 as files hold them: PEM as OpenSSL writes it, or 32 bytes.
///
/// RFC 8410 leaves no choice in the DER inside of PEM: it is what stands before the 32 bytes.
enum KeyFile {
  /// More than any key file has.
  private static let most = 1 << 14
  /// PKCS #8 of a private key, before its 32 bytes.
  private static let privateHead: [UInt8] = [
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
  ]
  /// SubjectPublicKeyInfo of a public key, before its 32 bytes.
  private static let publicHead: [UInt8] = [
    0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00,
  ]

  static func readPrivate(
    _ path: String, _ files: Files
  ) throws(Problem) -> Curve25519.Signing.PrivateKey {
    let bytes = try read(path, files, "PRIVATE KEY", privateHead)
    guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes) else {
      throw .noKey(path, isPrivate: true)
    }
    return key
  }

  static func readPublic(
    _ path: String, _ files: Files
  ) throws(Problem) -> Curve25519.Signing.PublicKey {
    let bytes = try read(path, files, "PUBLIC KEY", publicHead)
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes) else {
      throw .noKey(path, isPrivate: false)
    }
    return key
  }

  /// How envelopes name a key: the SHA-256 of its SubjectPublicKeyInfo.
  static func name(of key: Curve25519.Signing.PublicKey) -> String {
    sha256(publicHead + Array(key.rawRepresentation))
  }

  private static func read(
    _ path: String, _ files: Files, _ label: String, _ head: [UInt8]
  ) throws(Problem) -> [UInt8] {
    let bytes = try files.read(path, limit: most)
    if bytes.count == 32 { return bytes }
    let isPrivate = head.count == privateHead.count
    guard bytes.count <= most, let der = PEM.contents(of: bytes, label),
      der.count == head.count + 32, der.starts(with: head)
    else { throw .noKey(path, isPrivate: isPrivate) }
    return Array(der.dropFirst(head.count))
  }
}

/// Text that carries bytes between two lines that say what they are.
private enum PEM {
  /// The bytes of the only part, where it is called so.
  static func contents(of bytes: [UInt8], _ label: String) -> [UInt8]? {
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
      .map { $0.trimmingBlanks }.filter { !$0.isEmpty }
    guard lines.count > 2, lines.first == "-----BEGIN \(label)-----",
      lines.last == "-----END \(label)-----"
    else { return nil }
    return Base64.bytes(of: lines[1..<lines.count - 1].joined())
  }
}

extension Substring {
  fileprivate var trimmingBlanks: Substring {
    var text = self
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return text.drop { $0 == " " || $0 == "\t" }
  }
}

extension Problem {
  /// Nothing of the file is said.
  static func noKey(_ path: String, isPrivate: Bool) -> Problem {
    isPrivate
      ? Problem(
        code: "not-a-key", message: "this file holds no private key of Ed25519 that can be read",
        french: "ce fichier ne contient pas de clé privée Ed25519 lisible", file: path,
        hint: "a PEM file without a passphrase, as `openssl genpkey -algorithm ed25519` writes it,"
          + " or 32 bytes",
        frenchHint: "un fichier PEM sans phrase secrète, tel que l'écrit"
          + " `openssl genpkey -algorithm ed25519`, ou 32 octets")
      : Problem(
        code: "not-a-key", message: "this file holds no public key of Ed25519",
        french: "ce fichier ne contient pas de clé publique Ed25519", file: path,
        hint: "a PEM file as `openssl pkey -in KEY -pubout` writes it, or 32 bytes",
        frenchHint: "un fichier PEM tel que l'écrit `openssl pkey -in CLÉ -pubout`, ou 32 octets")
  }

  static func openKey(_ path: String) -> Problem {
    Problem(
      code: "key-open-to-others", message: "others than you may read or change this key file",
      french: "d'autres que vous peuvent lire ou changer ce fichier de clé", file: path,
      hint: "`chmod 600` shuts it", frenchHint: "`chmod 600` le ferme")
  }
}
