internal import Foundation
internal import GRDB

/// Something that is not as it was written.
package enum Damage: Hashable, Sendable {
  /// What SQLite says of its file.
  case storage(String)
  /// A row names one that is not there.
  case reference(table: String)
  /// A table, an index or a trigger is missing, or is another one.
  case schema(name: String)
  case fileDigest(String)
  /// An event does not say what its digest says, or does not follow the one before.
  case event(Int)
  /// A table has other rows than follow from the events.
  case table(String)
  /// The event that somebody noted as the last one is not in the history.
  case headMissing(String)
}

/// What a check has looked at, and what it found.
package struct CheckReport: Hashable, Sendable {
  package var events = 0
  package var files = 0
  package var systems = 0
  /// The digest of the last event: whoever notes it elsewhere can tell later whether the history
  /// was cut or written anew.
  package var head = ""
  package var damages: [Damage] = []
}

extension RegisterStore {
  /// Looks at everything: the pages of the file, references, the schema, digests, the chain of
  /// events, and whether the tables are what the events say.
  ///
  /// - Parameter noted: the digest of an event that must be in the history.
  package func check(noted: String? = nil) throws(RegisterError) -> CheckReport {
    try read { database in
      var report = CheckReport()
      let storage = try String.fetchAll(database, sql: "PRAGMA integrity_check(20)")
      report.damages += storage.filter { $0 != "ok" }.map(Damage.storage)
      let references = try Row.fetchAll(database, sql: "PRAGMA foreign_key_check")
      report.damages += references.map { Damage.reference(table: $0[0] ?? "") }.uniqued
      report.damages += try database.differencesOfSchema().map(Damage.schema)
      try database.checkFiles(&report)
      try database.checkEvents(&report, noted: noted)
      guard !report.damages.contains(where: { if case .schema = $0 { true } else { false } })
      else { return report }
      for projection in Projection.all {
        for query in projection.differences where try Int.fetchOne(database, sql: query) != 0 {
          report.damages.append(.table(projection.table))
        }
      }
      report.damages = report.damages.uniqued
      report.systems = try Int.fetchOne(database, sql: "SELECT count(*) FROM system") ?? 0
      return report
    }
  }
}

extension Database {
  fileprivate func checkFiles(_ report: inout CheckReport) throws {
    let rows = try Row.fetchCursor(self, sql: "SELECT digest, bytes FROM file ORDER BY digest")
    while let row = try rows.next() {
      let data: Data = row["bytes"]
      let digest: String = row["digest"]
      report.files += 1
      if sha256([UInt8](data)) != digest { report.damages.append(.fileDigest(digest)) }
    }
  }

  fileprivate func checkEvents(_ report: inout CheckReport, noted: String?) throws {
    var last = (number: 0, digest: Event.noDigest)
    var hasNoted = noted == nil || noted == Event.noDigest
    let rows = try Row.fetchCursor(self, sql: "SELECT * FROM event ORDER BY number")
    while let row = try rows.next() {
      let number: Int = row["number"]
      report.events += 1
      let event = try? Event(row)
      let follows =
        event.map { $0.isSound && $0.number == last.number + 1 && $0.previous == last.digest }
        ?? false
      if !follows { report.damages.append(.event(number)) }
      last = (number, row["digest"])
      hasNoted = hasNoted || last.digest == noted
    }
    report.head = last.digest
    if !hasNoted { report.damages.append(.headMissing(noted ?? "")) }
  }

  /// Names of what is not as this program makes it.
  fileprivate func differencesOfSchema() throws -> [String] {
    let fresh = try DatabaseQueue()
    try Schema.migrator.migrate(fresh)
    let wanted = try fresh.read { try $0.schemaByName() }
    let found = try schemaByName()
    return Set(wanted.keys).union(found.keys).filter { wanted[$0] != found[$0] }.sorted()
  }

  private func schemaByName() throws -> [String: String] {
    let rows = try Row.fetchAll(
      self,
      sql: "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!'")
    return Dictionary(rows.map { ($0["name"], $0["sql"] ?? "") }) { first, _ in first }
  }
}

extension [Damage] {
  fileprivate var uniqued: [Damage] {
    var seen: Set<Damage> = []
    return filter { seen.insert($0).inserted }
  }
}
