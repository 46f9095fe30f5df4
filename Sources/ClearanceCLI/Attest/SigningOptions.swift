import ArgumentParser
import Crypto
import Reports

/// With which key a statement is signed.
struct SigningOptions: ParsableArguments {
  @Option(
    name: .customLong("sign-key"),
    help: ArgumentHelp(
      "Put the in-toto statement into an envelope (DSSE) that this private key of Ed25519 signs: PEM without a passphrase, or 32 bytes.",
      valueName: "file"), completion: .file())
  var key: String?

  /// A key is of no use where nothing can be signed.
  func check(for formats: [RunFormat]) throws {
    if key != nil, !formats.contains(.document(.inToto)) {
      throw ValidationError("--sign-key signs in-toto statements: ask for the format in-toto")
    }
  }

  /// The key, where one is named, and what should be said of its file.
  func read(
    in surroundings: Surroundings
  ) throws(Failure) -> (key: Curve25519.Signing.PrivateKey?, warnings: [Problem]) {
    guard let path = key else { return (nil, []) }
    do throws(Problem) {
      let key = try KeyFile.readPrivate(path, surroundings.files)
      return (key, surroundings.files.isOpenToOthers(path) ? [Problem.openKey(path)] : [])
    } catch {
      throw Failure(error)
    }
  }
}

extension Problem {
  static let nothingIsSigned = Problem(
    code: "nothing-is-signed",
    message: "--sign-key signs in-toto statements: ask for the format in-toto",
    french: "--sign-key signe des attestations in-toto : demander le format in-toto")

  static let nothingToSign = Problem(
    code: "nothing-to-sign", message: "nothing was assessed, so that there is nothing to sign",
    french: "rien n'a été évalué : il n'y a rien à signer")
}
