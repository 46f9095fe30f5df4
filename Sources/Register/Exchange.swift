internal import Foundation
internal import GRDB

// A register as lines of JSON: a head, then every file and every event, a file before the event
// that names it. The same register gives the same bytes, here and in PostgreSQL.

extension RegisterStore {
  /// The first line, which names the format and what follows.
  private struct Head: Codable {
    let format: String
    let version: Int
    let events: Int
    let head: String

    static let name = "clearance-register"
  }

  private struct FileLine: Codable {
    let file: String
    let bytes: String
  }

  private struct EventLine: Codable {
    let event: Int
    let previous: String
    let digest: String
    let kind: String
    let day: String
    let system: String
  }

  /// The longest line that is read: a file of 16 MiB.
  private static let longest = 24 << 20

  /// Hands over every line, each with its line break.
  package func export(_ put: (String) -> Void) throws(RegisterError) {
    try read { database in
      let last = try database.lastEvent()
      put(
        "{\"format\":\"\(Head.name)\",\"version\":\(Schema.version),\"events\":\(last.number),"
          + "\"head\":\"\(last.digest)\"}\n")
      var written: Set<String> = []
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT e.*, v.file FROM event e LEFT JOIN version v ON v.event = e.number
          ORDER BY e.number
          """)
      while let row = try rows.next() {
        if let digest: String = row["file"], written.insert(digest).inserted {
          let data = try Data.fetchOne(
            database, sql: "SELECT bytes FROM file WHERE digest = ?", arguments: [digest])
          let bytes = (data ?? Data()).base64EncodedString()
          put("{\"file\":\"\(digest)\",\"bytes\":\"\(bytes)\"}\n")
        }
        put(RegisterStore.line(of: try Event(row)))
      }
    }
  }

  private static func line(of event: Event) -> String {
    "{\"event\":\(event.number),\"previous\":\"\(event.previous)\",\"digest\":\"\(event.digest)\","
      + "\"kind\":\"\(event.kind.rawValue)\",\"day\":\"\(event.day)\","
      + "\"system\":\(JSON.text(of: event.system)),\"body\":\(event.body)}\n"
  }

  /// Reads what `export` wrote: all lines, or none. Events that are there already are passed over,
  /// so that a later export of the same history adds what is new.
  ///
  /// - Returns: how many events were new.
  package func importing(_ bytes: [UInt8]) throws(RegisterError) -> Int {
    try write { database in
      var added = 0
      var head: Head?
      var last = (number: 0, digest: Event.noDigest)
      var place = 0
      for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
        place += 1
        if line.isEmpty { continue }
        guard line.count <= RegisterStore.longest else {
          throw RegisterError.line(place, .tooLong)
        }
        do {
          guard let known = head else {
            head = try RegisterStore.readHead(line)
            continue
          }
          if line.starts(with: Array("{\"file\":".utf8)) {
            try RegisterStore.readFile(line, into: database)
          } else {
            let event = try RegisterStore.readEvent(line)
            guard event.number == last.number + 1, event.number <= known.events else {
              throw RegisterError.LineFault.chain
            }
            if try RegisterStore.add(event, to: database) { added += 1 }
            last = (event.number, event.digest)
          }
        } catch let fault as RegisterError.LineFault {
          throw RegisterError.line(place, fault)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
          throw RegisterError.line(place, .reference)
        }
      }
      guard let head else { throw RegisterError.line(1, .format) }
      guard last.number == head.events, last.digest == head.head else {
        throw RegisterError.line(place, .truncated)
      }
      return added
    }
  }

  private static func readHead(_ line: ArraySlice<UInt8>) throws -> Head {
    guard let head = JSON.value(Head.self, in: String(decoding: line, as: UTF8.self)),
      head.format == Head.name, head.version == Schema.version
    else { throw RegisterError.LineFault.format }
    return head
  }

  private static func readFile(_ line: ArraySlice<UInt8>, into database: Database) throws {
    guard let file = JSON.value(FileLine.self, in: String(decoding: line, as: UTF8.self)),
      let data = Data(base64Encoded: file.bytes)
    else { throw RegisterError.LineFault.malformed }
    let bytes = [UInt8](data)
    guard sha256(bytes) == file.file else { throw RegisterError.LineFault.fileDigest }
    try database.store(bytes, digest: file.file)
  }

  /// The body is kept letter by letter: its digest is over the text.
  private static func readEvent(_ line: ArraySlice<UInt8>) throws -> Event {
    guard let text = String(validating: line, as: UTF8.self),
      let own = JSON.value(EventLine.self, in: text),
      let kind = Event.Kind(rawValue: own.kind),
      let start = text.range(of: "\"system\":\(JSON.text(of: own.system)),\"body\":"),
      text.hasSuffix("}")
    else { throw RegisterError.LineFault.malformed }
    let body = String(text[start.upperBound..<text.index(before: text.endIndex)])
    let event = Event(
      number: own.event, previous: own.previous, digest: own.digest, kind: kind, day: own.day,
      system: own.system, body: body)
    guard event.isSound else { throw RegisterError.LineFault.chain }
    guard event.record != nil else { throw RegisterError.LineFault.malformed }
    return event
  }

  private static func add(_ event: Event, to database: Database) throws -> Bool {
    let known = try String.fetchOne(
      database, sql: "SELECT digest FROM event WHERE number = ?", arguments: [event.number])
    if let known {
      guard known == event.digest else { throw RegisterError.LineFault.otherHistory }
      return false
    }
    guard event.previous == (try database.lastEvent().digest) else {
      throw RegisterError.LineFault.chain
    }
    try database.insert(event)
    return true
  }
}

extension RegisterError.LineFault: Error {}
