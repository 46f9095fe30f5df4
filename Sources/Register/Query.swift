internal import Foundation
internal import GRDB

/// What the register says of a system now.
package struct SystemState: Sendable {
  package let name: String
  package let version: VersionRecord
  /// The day on which this version was added.
  package let since: String
  /// The last assessment; every version that was added has one.
  package let assessment: AssessmentRecord
  package let assessmentEvent: Int
  /// Documents that were added to the register, of each name the last.
  package let evidence: [EvidenceRecord]
  package let waivers: [WaiverRecord]
  /// Why it is no longer used; nil where it is.
  package let retirement: String?
}

/// Which systems are wanted; what is nil is not asked.
package struct SystemFilter: Sendable {
  package var systems: [String] = []
  /// A class that the system may have, in any scheme or as `scheme=class`.
  package var className: String?
  package var jurisdiction: String?
  package var `operator`: String?
  /// A finding that came out so: `violated`, `undecided`…
  package var standing: String?
  /// Of an act or a rule, by the beginning of its full name.
  package var rule: String?
  package var withRetired = false

  package init() {}
}

extension RegisterStore {
  /// The systems that are wanted, by name.
  package func systems(_ filter: SystemFilter) throws(RegisterError) -> [SystemState] {
    let states = try read { database in
      let names: [String]
      if filter.systems.isEmpty {
        names = try String.fetchAll(database, sql: "SELECT name FROM system ORDER BY name")
      } else {
        for name in filter.systems where try !database.hasSystem(name) {
          throw RegisterError.unknownSystem(name)
        }
        names = filter.systems
      }
      return try names.compactMap { name in try database.state(of: name, filter) }
    }
    return states
  }

  /// The names of all systems.
  package func names() throws(RegisterError) -> [String] {
    try read { try String.fetchAll($0, sql: "SELECT name FROM system ORDER BY name") }
  }

  /// The waivers of all systems that have any.
  package func waivers() throws(RegisterError) -> [String: [WaiverRecord]] {
    try read { database in
      var found: [String: [WaiverRecord]] = [:]
      let rows = try Row.fetchAll(
        database, sql: "SELECT * FROM event WHERE kind = 'waiver' ORDER BY number")
      for row in rows { found[row["system"], default: []].append(try WaiverRecord(row)) }
      return found
    }
  }

  /// What happened, in order; of one system where one is named.
  package func events(of system: String?) throws(RegisterError) -> [Event] {
    try read { database in
      if let system {
        guard try database.hasSystem(system) else { throw RegisterError.unknownSystem(system) }
      }
      let condition = system == nil ? "" : "WHERE system = ?"
      return try Row.fetchAll(
        database, sql: "SELECT * FROM event \(condition) ORDER BY number",
        arguments: system.map { [$0] } ?? []
      ).map(Event.init)
    }
  }

  /// The bytes of a version of a system's file; the last one where none is named.
  package func bytes(
    of system: String, version: Int?
  ) throws(RegisterError) -> (path: String, bytes: [UInt8])? {
    try read { database in
      guard try database.hasSystem(system) else { throw RegisterError.unknownSystem(system) }
      let number: Int?
      if let version {
        number = version
      } else {
        number = try Int.fetchOne(
          database, sql: "SELECT max(number) FROM version WHERE system = ?", arguments: [system])
      }
      let row = try Row.fetchOne(
        database,
        sql: """
          SELECT v.path, f.bytes FROM version v JOIN file f ON f.digest = v.file
          WHERE v.system = ? AND v.number = ?
          """, arguments: [system, number])
      guard let row else { return nil }
      let data: Data = row["bytes"]
      return (row["path"], [UInt8](data))
    }
  }

  /// How many events there are, and the digest of the last one.
  package func head() throws(RegisterError) -> (events: Int, digest: String) {
    try read { database in
      let last = try database.lastEvent()
      return (last.number, last.digest)
    }
  }
}

extension VersionRecord: FetchedBody {}
extension AssessmentRecord: FetchedBody {}
extension EvidenceRecord: FetchedBody {}
extension WaiverRecord: FetchedBody {}
extension RetirementRecord: FetchedBody {}

/// A record that is read from the body of an event.
private protocol FetchedBody: Decodable {}

extension FetchedBody {
  fileprivate init(_ row: Row) throws {
    let body: String = row["body"]
    guard let record = JSON.value(Self.self, in: body) else {
      let number: Int = row["number"]
      throw RegisterError.damaged("event \(number) does not say what its kind says")
    }
    self = record
  }
}

extension Event {
  init(_ row: Row) throws {
    let kind: String = row["kind"]
    guard let kind = Kind(rawValue: kind) else {
      throw RegisterError.damaged("an event is of no kind that there is")
    }
    self.init(
      number: row["number"], previous: row["previous"], digest: row["digest"], kind: kind,
      day: row["day"], system: row["system"], body: row["body"])
  }
}

extension Database {
  /// Nil where the system is not among those that are wanted.
  fileprivate func state(of name: String, _ filter: SystemFilter) throws -> SystemState? {
    let rows = try Row.fetchAll(
      self,
      sql: """
        SELECT * FROM event WHERE system = ? AND (kind IN ('evidence', 'waiver') OR number IN (
          SELECT max(number) FROM event WHERE system = ? GROUP BY kind))
        ORDER BY number
        """, arguments: [name, name])
    func last(_ kind: Event.Kind) -> Row? { rows.last { $0["kind"] == kind.rawValue } }
    guard let version = last(.version), let assessment = last(.assessment) else { return nil }
    let retirement = last(.retirement).flatMap { row -> Row? in
      (row["number"] as Int) > (version["number"] as Int) ? row : nil
    }
    guard filter.withRetired || retirement == nil || !filter.systems.isEmpty else { return nil }
    let state = SystemState(
      name: name, version: try VersionRecord(version), since: version["day"],
      assessment: try AssessmentRecord(assessment), assessmentEvent: assessment["number"],
      evidence: try rows.filter { $0["kind"] == "evidence" }.map(EvidenceRecord.init)
        .lastOfEachName,
      waivers: try rows.filter { $0["kind"] == "waiver" }.map(WaiverRecord.init),
      retirement: try retirement.map { try RetirementRecord($0).reason })
    return filter.wants(state) ? state : nil
  }
}

extension [EvidenceRecord] {
  /// A later document takes the place of an earlier one of its name.
  fileprivate var lastOfEachName: [EvidenceRecord] {
    enumerated().filter { place, record in
      !self[(place + 1)...].contains { $0.name == record.name }
    }.map(\.element)
  }
}

extension SystemFilter {
  fileprivate func wants(_ state: SystemState) -> Bool {
    if let jurisdiction, !state.version.jurisdictions.contains(jurisdiction) { return false }
    if let `operator`, state.version.operator != `operator` { return false }
    if let className, !state.assessment.classes.contains(where: { $0.isNamed(className) }) {
      return false
    }
    guard standing != nil || rule != nil else { return true }
    return state.assessment.findings.contains { finding in
      (standing.map { finding.standing == $0 } ?? true)
        && (rule.map { finding.rule == $0 || finding.rule.hasPrefix($0 + "/") } ?? true)
    }
  }
}

extension ClassRecord {
  /// Whether it is, or may be, the class of that name.
  fileprivate func isNamed(_ name: String) -> Bool {
    let parts = name.split(separator: "=", maxSplits: 1).map(String.init)
    if parts.count == 2, parts[0] != scheme { return false }
    return parts.last == lowest || parts.last == highest
  }
}
