import Crypto
import Foundation
import Testing

@testable import ClearanceCLI

@Suite struct `A signed statement` {
  private let place: Workplace

  init() throws {
    place = try Workplace()
    try place.write(SmallLaw.bad, to: "case.yaml")
    try place.write(SmallLaw.good, to: "other.yaml")
    try write(Curve25519.Signing.PrivateKey(), "key")
    try write(Curve25519.Signing.PrivateKey(), "stranger")
  }

  /// The two files of a key, as OpenSSL writes them.
  private func write(_ key: Curve25519.Signing.PrivateKey, _ name: String) throws {
    let heads = (
      private: "302e020100300506032b657004220420", public: "302a300506032b6570032100"
    )
    func pem(_ label: String, _ head: String, _ bytes: Data) -> String {
      let start = stride(from: 0, to: head.count, by: 2).compactMap { place in
        UInt8(head.dropFirst(place).prefix(2), radix: 16)
      }
      let text = (Data(start) + bytes).base64EncodedString()
      return "-----BEGIN \(label)-----\n\(text)\n-----END \(label)-----\n"
    }
    try place.write(pem("PRIVATE KEY", heads.private, key.rawRepresentation), to: name + ".pem")
    try place.write(
      pem("PUBLIC KEY", heads.public, key.publicKey.rawRepresentation), to: name + ".pub.pem")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o600], ofItemAtPath: place.path(name + ".pem"))
  }

  @discardableResult
  private func sign(_ options: [String] = []) throws -> Outcome {
    let outcome = place.run(
      ["assess", "case.yaml", "--format", "in-toto", "--sign-key", "key.pem"] + options)
    try place.write(outcome.output, to: "envelope.json")
    return outcome
  }

  private func verify(_ options: [String]) -> Outcome {
    place.run(["verify", "envelope.json"] + options)
  }

  @Test func `is good with its key, its file and its rules`() throws {
    #expect(try sign().status == .clean)
    let key = ["--key", "key.pub.pem"]
    #expect(verify(key).status == .clean)
    let all = verify(key + ["--use-case", "case.yaml", "--rules", "rules"])
    #expect(all.status == .clean)
    #expect(all.output.contains("verdict    good\n"), "\(all.output)")
    #expect(verify(key).output.contains("good, as far as compared"))
    #expect(verify(key).output.contains("not compared: case.yaml"))
  }

  /// Each is good but for one thing.
  @Test(arguments: ["key", "file", "rules", "payload", "type", "signature"])
  func `is not good when anything is another`(_ what: String) throws {
    try sign()
    var options = ["--key", "key.pub.pem", "--use-case", "case.yaml", "--rules", "rules"]
    #expect(verify(options).status == .clean)
    var envelope = try #require(
      JSONSerialization.jsonObject(with: Data(try place.text(of: "envelope.json").utf8))
        as? [String: Any])
    switch what {
    case "key": options[1] = "stranger.pub.pem"
    case "file": options[3] = "other.yaml"
    case "rules":
      try place.write(SmallLaw.duties + "\n# edited", to: "rules/eu/small-act/duties.yaml")
    case "payload":
      let text = try #require(envelope["payload"] as? String)
      let payload = String(decoding: try #require(Data(base64Encoded: text)), as: UTF8.self)
      let forged = payload.replacing("WARNED", with: "PASSED")
      #expect(forged != payload)
      envelope["payload"] = Data(forged.utf8).base64EncodedString()
    case "type": envelope["payloadType"] = "application/json"
    default: envelope["signatures"] = [["sig": Data(count: 64).base64EncodedString()]]
    }
    let bytes = try JSONSerialization.data(withJSONObject: envelope)
    try place.write(String(decoding: bytes, as: UTF8.self), to: "envelope.json")
    let outcome = verify(options)
    #expect(outcome.status == .findings)
    #expect(outcome.output.contains("NOT GOOD"))
    #expect(verify(options + ["--lang", "fr"]).output.contains("MAUVAIS"))
    let json = try verify(options + ["--format", "json"]).json()
    #expect(json["good"] as? Bool == false)
    #expect(json["exit_code"] as? Int == 1)
  }

  @Test(arguments: [
    (["case.yaml", "--key", "key.pub.pem"], "not-an-envelope"),
    (["none.json", "--key", "key.pub.pem"], "file-not-found"),
    (["envelope.json", "--key", "none.pem"], "file-not-found"),
    (["envelope.json", "--key", "key.pem"], "not-a-key"),
    (["envelope.json", "--key", "key.pub.pem", "--use-case", "none.yaml"], "file-not-found"),
    (["envelope.json", "--key", "key.pub.pem", "--rules", "none"], "not-a-folder"),
  ])
  func `that cannot be checked is neither good nor bad`(
    _ arguments: [String], _ code: String
  ) throws {
    try sign()
    let outcome = place.run(["verify"] + arguments)
    #expect(outcome.status == .failed)
    #expect(outcome.output.isEmpty)
    #expect(outcome.remarks.contains("[\(code)]"), "\(outcome.remarks)")
  }

  @Test func `never shows the key, and warns where others may read it`() throws {
    let secret = try place.text(of: "key.pem").split(separator: "\n")[1]
    let first = try sign()
    #expect(!first.remarks.contains("key-open-to-others"))
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o644], ofItemAtPath: place.path("key.pem"))
    let second = try sign()
    #expect(second.remarks.contains("[key-open-to-others]"))
    #expect(second.status == .clean)
    let third = verify(["--key", "key.pem"])
    for outcome in [first, second, third] {
      #expect(!outcome.output.contains(secret) && !outcome.remarks.contains(secret))
    }
  }

  @Test func `may be signed with a key of 32 bytes`() throws {
    let key = Curve25519.Signing.PrivateKey()
    try key.rawRepresentation.write(to: URL(fileURLWithPath: place.path("key.pem")))
    try key.publicKey.rawRepresentation.write(to: URL(fileURLWithPath: place.path("key.pub.pem")))
    try sign()
    #expect(verify(["--key", "key.pub.pem"]).status == .clean)
  }

  @Test func `is not made of nothing, nor with what is no key`() throws {
    let sign = ["--format", "in-toto", "--sign-key"]
    let nothing = place.run(["assess", "none.yaml"] + sign + ["key.pem"])
    #expect(nothing.status == .failed)
    #expect(nothing.output.isEmpty)
    #expect(nothing.remarks.contains("[nothing-to-sign]"))
    for key in ["key.pub.pem", "case.yaml"] {
      let outcome = place.run(["assess", "case.yaml"] + sign + [key])
      #expect(outcome.status == .failed)
      #expect(outcome.output.isEmpty)
      #expect(outcome.remarks.contains("[not-a-key]"))
    }
    let other = place.run(["assess", "case.yaml", "--format", "oscal", "--sign-key", "key.pem"])
    #expect(other.status == .failed)
    #expect(other.output.isEmpty)
  }
}

@Suite struct `Documents on the command line` {
  /// As `Exit status of assess` has them.
  @Test(arguments: [
    (SmallLaw.good, ["--strict", "--fail-on", "low"], 0, "PASSED"),
    (SmallLaw.bad, [], 0, "WARNED"), (SmallLaw.bad, ["--fail-on", "low"], 1, "FAILED"),
    (SmallLaw.bad, ["--fail-on", "critical"], 0, "WARNED"),
    (SmallLaw.bad + SmallLaw.waiver, ["--fail-on", "low"], 0, "WARNED"),
    (SmallLaw.open, ["--fail-on", "low"], 0, "WARNED"), (SmallLaw.open, ["--strict"], 3, "FAILED"),
    ("use_case: [", [], 2, "FAILED"),
  ])
  func `the result of a statement agrees with the exit code`(
    _ file: String, _ options: [String], _ code: Int, _ result: String
  ) throws {
    let place = try Workplace()
    try place.write(file, to: "case.yaml")
    let outcome = place.run(["assess", "case.yaml", "--format", "in-toto"] + options)
    #expect(outcome.status.code == Int32(code), "\(outcome.remarks)")
    let predicate = try outcome.json()["predicate"] as? [String: Any]
    #expect(predicate?["result"] as? String == result)
  }

  @Test(arguments: RunFormat.words)
  func `every format is made of a run, and of one with a broken file`(
    _ format: String
  ) throws {
    let place = try Workplace()
    try place.write(SmallLaw.bad, to: "cases/a.yaml")
    let good = place.run(["assess", "cases", "--format", format])
    #expect(good.status == .clean)
    #expect(!good.output.isEmpty)
    #expect(good.output == place.run(["assess", "cases", "--format", format]).output)
    try place.write("use_case: [", to: "cases/b.yaml")
    let bad = place.run(["assess", "cases", "--format", format])
    #expect(bad.status == .failed)
    #expect(!bad.output.isEmpty)
  }

  @Test func `the catalog is of the acts that are named`() throws {
    let place = try Workplace()
    let all = place.run(["rules", "catalog"])
    #expect(all.status == .clean)
    #expect(try all.json()["catalog"] != nil)
    #expect(place.run(["rules", "catalog", "--act", "small-act"]).status == .clean)
    let none = place.run(["rules", "catalog", "--act", "smal-act"])
    #expect(none.status == .failed)
    #expect(none.remarks.contains("[unknown-act]"))
  }
}
