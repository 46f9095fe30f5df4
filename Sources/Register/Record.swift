internal import Foundation
internal import GRDB

/// A use case that was assessed, on its way into a register.
package struct AssessedSystem: Sendable {
  package let name: String
  package let title: String?
  package let operatorName: String?
  package let jurisdictions: [String]
  package let path: String
  package let bytes: [UInt8]
  package let assessment: AssessmentRecord

  package init(
    name: String, title: String?, operatorName: String?, jurisdictions: [String], path: String,
    bytes: [UInt8], assessment: AssessmentRecord
  ) {
    self.name = name
    self.title = title
    self.operatorName = operatorName
    self.jurisdictions = jurisdictions
    self.path = path
    self.bytes = bytes
    self.assessment = assessment
  }
}

/// What became of a use case that was to be recorded.
package struct Recorded: Hashable, Sendable {
  package let system: String
  package let version: Int
  /// Whether the file was other bytes than the last version's.
  package let isNewVersion: Bool
  /// Whether the assessment says anything that the last one did not.
  package let isNewAssessment: Bool
  /// The number of the last event about it.
  package let event: Int
}

extension RegisterStore {
  /// Records systems with what was found about them: all of them, or none.
  ///
  /// A file of the bytes of the last version is no new version, and an assessment that says what
  /// the last one says is not recorded again.
  package func record(
    _ systems: [AssessedSystem], on day: String
  ) throws(RegisterError) -> [Recorded] {
    try write { database in
      try systems.map { try database.record($0, on: day) }
    }
  }

  /// Records waivers of systems; those that stand there already are left out.
  ///
  /// - Returns: how many were new.
  package func record(
    waivers: [(system: String, waiver: WaiverRecord)], on day: String
  ) throws(RegisterError) -> Int {
    try write { database in
      var count = 0
      for (system, waiver) in waivers {
        try database.check(system)
        let draft = Event.Draft(.waiver, on: day, of: system, waiver)
        guard try !database.has(draft) else { continue }
        try database.append(draft)
        count += 1
      }
      return count
    }
  }

  /// Records a document about a system; false where it stands there already.
  package func record(
    _ evidence: EvidenceRecord, of system: String, on day: String
  ) throws(RegisterError) -> Bool {
    try write { database in
      try database.check(system)
      let draft = Event.Draft(.evidence, on: day, of: system, evidence)
      guard try !database.has(draft) else { return false }
      try database.append(draft)
      return true
    }
  }

  /// Records that a system is no longer used; its next version takes it back.
  package func retire(
    _ system: String, because reason: String, on day: String
  ) throws(RegisterError) {
    try write { database in
      try database.check(system)
      try database.append(
        Event.Draft(.retirement, on: day, of: system, RetirementRecord(reason: reason)))
    }
  }
}

extension Database {
  fileprivate func check(_ system: String) throws {
    guard try hasSystem(system) else { throw RegisterError.unknownSystem(system) }
  }

  func hasSystem(_ name: String) throws -> Bool {
    try Row.fetchOne(self, sql: "SELECT 1 FROM system WHERE name = ?", arguments: [name]) != nil
  }

  /// Whether an event that says the same is there.
  fileprivate func has(_ draft: Event.Draft) throws -> Bool {
    try Row.fetchOne(
      self, sql: "SELECT 1 FROM event WHERE system = ? AND kind = ? AND body = ?",
      arguments: [draft.system, draft.kind.rawValue, draft.body]) != nil
  }

  fileprivate func record(_ system: AssessedSystem, on day: String) throws -> Recorded {
    let digest = sha256(system.bytes)
    let last = try Row.fetchOne(
      self,
      sql: "SELECT event, number, file FROM version WHERE system = ? ORDER BY number DESC LIMIT 1",
      arguments: [system.name])
    var number: Int = last?["number"] ?? 0
    let isRetired =
      try Row.fetchOne(
        self, sql: "SELECT 1 FROM retirement WHERE system = ? AND event > ?",
        arguments: [system.name, (last?["event"] as Int?) ?? 0]) != nil
    let isNew = isRetired || last?["file"] != digest
    if isNew {
      number += 1
      try store(system.bytes, digest: digest)
      try append(
        Event.Draft(
          .version, on: day, of: system.name,
          VersionRecord(
            number: number, file: digest, path: system.path, title: system.title,
            operator: system.operatorName, jurisdictions: system.jurisdictions)))
    }
    var assessment = system.assessment
    assessment.version = number
    let draft = Event.Draft(.assessment, on: day, of: system.name, assessment)
    let before = try Row.fetchOne(
      self,
      sql: """
        SELECT number, body FROM event WHERE system = ? AND kind = 'assessment'
        ORDER BY number DESC LIMIT 1
        """, arguments: [system.name])
    let isNewAssessment = isNew || before?["body"] != draft.body
    let known: Int = before?["number"] ?? 0
    let event = isNewAssessment ? try append(draft).number : known
    return Recorded(
      system: system.name, version: number, isNewVersion: isNew,
      isNewAssessment: isNewAssessment, event: event)
  }

  func store(_ bytes: [UInt8], digest: String) throws {
    let known = try Row.fetchOne(
      self, sql: "SELECT 1 FROM file WHERE digest = ?", arguments: [digest])
    guard known == nil else { return }
    try execute(
      sql: "INSERT INTO file (digest, bytes) VALUES (?, ?)",
      arguments: [digest, bytes.withUnsafeBytes { Data($0) }])
  }

  /// The number and the digest of the last event.
  func lastEvent() throws -> (number: Int, digest: String) {
    let row = try Row.fetchOne(
      self, sql: "SELECT number, digest FROM event ORDER BY number DESC LIMIT 1")
    return (row?["number"] ?? 0, row?["digest"] ?? Event.noDigest)
  }

  @discardableResult
  fileprivate func append(_ draft: Event.Draft) throws -> Event {
    let event = Event(after: try lastEvent(), draft)
    try insert(event)
    return event
  }

  /// Adds an event, and what follows from it to the other tables.
  func insert(_ event: Event) throws {
    try cachedStatement(
      sql: """
        INSERT INTO event (number, previous, digest, kind, day, system, body)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      event.number, event.previous, event.digest, event.kind.rawValue, event.day, event.system,
      event.body,
    ])
    for projection in Projection.all {
      try cachedStatement(sql: projection.insertion).execute(arguments: [event.number])
    }
  }
}
