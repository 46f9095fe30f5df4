import Crypto
import LocatedYAML
import RuleCompiler
import Synchronization

/// Compiled rulebooks of earlier runs, each a file named after all that it hangs on.
///
/// It is never trusted when anything differs, and nothing depends on it: where it cannot be read
/// or written, rules are compiled.
struct RulebookCache: Sendable {
  let folder: String
  let files: Files
  /// What this very program is: its version, and the size and time of its file.
  private let program: String

  /// How many rulebooks are kept.
  private static let most = 8
  /// The largest that is read back.
  private static let mostBytes = 256 << 20
  private static let ending = ".compiled"
  private static let latestEnding = ".latest"

  /// The folder of `CLEARANCE_CACHE`, else `clearance` in that of `XDG_CACHE_HOME`, else
  /// `~/.cache/clearance`; nil where there is no home, and for `CLEARANCE_CACHE=off`.
  init?(in surroundings: Surroundings) {
    if let named = surroundings.variable("CLEARANCE_CACHE") {
      guard named != "off" else { return nil }
      folder = named
    } else if let base = surroundings.variable("XDG_CACHE_HOME") {
      folder = base + "/clearance"
    } else if let home = surroundings.variable("HOME") {
      folder = home + "/.cache/clearance"
    } else {
      return nil
    }
    files = surroundings.files
    program = [programVersion, surroundings.program.flatMap(files.stamp)].compactMap(\.self)
      .joined(separator: " ")
  }

  /// The rulebook of these files, if an earlier run has kept it whole.
  ///
  /// - Parameter shown: the folder of rules as diagnostics name it, which the rulebook remembers.
  func rulebook(digest: String, shown: String) -> Rulebook? {
    let path = path(digest, shown)
    guard let bytes = files.map(path, limit: RulebookCache.mostBytes),
      let rulebook = try? Rulebook(stored: bytes, isOwn: true), rulebook.digest == digest
    else { return nil }
    return rulebook
  }

  /// The rulebook that was last kept for a folder of rules, whatever its files say now: good for
  /// nothing until its digest has been compared with theirs.
  func latest(shown: String) -> KeptRulebook? {
    guard let note = try? files.read(latestPath(shown), limit: 64) else { return nil }
    let digest = String(decoding: note, as: UTF8.self)
    return files.map(path(digest, shown), limit: RulebookCache.mostBytes).flatMap {
      KeptRulebook($0, digest: digest)
    }
  }

  /// Remembers which rulebook is the latest of a folder.
  func note(digest: String, shown: String) {
    _ = files.replace(latestPath(shown), Array(digest.utf8))
  }

  /// Keeps a rulebook for later runs, where that is possible.
  func keep(_ rulebook: Rulebook, shown: String) {
    guard files.makeFolder(folder),
      files.replace(path(rulebook.digest, shown), rulebook.stored())
    else { return }
    removeOldest(endingIn: RulebookCache.ending)
    removeOldest(endingIn: RulebookCache.latestEnding)
  }

  private func removeOldest(endingIn ending: String) {
    let names = (try? files.names(in: folder))?.filter { $0.hasSuffix(ending) } ?? []
    guard names.count > RulebookCache.most else { return }
    let oldest = names.map { (name: $0, time: files.time(of: folder + "/" + $0)) }
      .sorted { ($0.time, $0.name) > ($1.time, $1.name) }.dropFirst(RulebookCache.most)
    for file in oldest { files.remove(folder + "/" + file.name) }
  }

  private func latestPath(_ shown: String) -> String {
    folder + "/" + sha256(Array([program, shown].joined(separator: "\0").utf8))
      + RulebookCache.latestEnding
  }

  private func path(_ digest: String, _ shown: String) -> String {
    let key = [program, shown, digest].joined(separator: "\0")
    return folder + "/" + sha256(Array(key.utf8)) + RulebookCache.ending
  }
}

/// A rulebook as it was kept, before it is read.
final class KeptRulebook: Sendable {
  private let bytes: StoredBytes
  private let unread: UnreadRulebook
  /// Whether its diagrams are what was kept; nil where nobody has looked.
  private let isWhole = Mutex<Bool?>(nil)

  /// Nil where it is not what was kept.
  fileprivate init?(_ bytes: StoredBytes, digest: String) {
    guard let unread = try? UnreadRulebook(unprovenIn: bytes), unread.digest == digest else {
      return nil
    }
    self.bytes = bytes
    self.unread = unread
  }

  /// Does what whoever asks for the rulebook would have to do, beside it.
  func help() {
    unread.readProgram()
    _ = prove()
  }

  /// Nil where it is not what was kept.
  var rulebook: Rulebook? {
    let rulebook = unread.whole
    return prove() ? rulebook : nil
  }

  /// Compares the diagrams, most of the bytes, with their checksum, once.
  private func prove() -> Bool {
    isWhole.withLock { known in
      let found = known ?? bytes.hasWholeDiagrams
      known = found
      return found
    }
  }
}

/// SHA-256 as hexadecimal digits: how rulebooks, and rules in waivers, are named.
func sha256(_ bytes: [UInt8]) -> String { SHA256.hash(data: bytes).hexadecimal }

extension Sequence<UInt8> {
  /// Two hexadecimal digits a byte.
  var hexadecimal: String {
    map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
