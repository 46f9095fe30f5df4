internal import GRDB

/// What is in the file, version by version.
///
/// `event` is what happened, each linked to the one before; `file` holds bytes under their digest.
/// All other tables follow from these two (`Projection`), so that whoever asks need not read JSON.
/// Nothing is ever changed or removed: triggers refuse it.
enum Schema {
  /// In the head of the file, so that other files are told apart: `CLRG`.
  static let applicationID: Int32 = 0x434C_5247

  /// The version that this program writes.
  static let version = 1

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("v1") { database in
      try database.execute(sql: first + appendOnly(tablesOfFirst))
      try database.execute(sql: "PRAGMA application_id = \(applicationID)")
      try database.execute(sql: "PRAGMA user_version = 1")
    }
    return migrator
  }

  private static let tablesOfFirst = [
    ("file", ["digest"]), ("system", ["name"]), ("version", ["event"]),
    ("jurisdiction", ["version", "place"]), ("assessment", ["event"]),
    ("class", ["assessment", "place"]), ("finding", ["assessment", "place"]),
    ("moment", ["assessment", "place"]), ("evidence", ["event"]), ("waiver", ["event"]),
    ("retirement", ["event"]),
  ]

  /// Triggers that let rows be added and nothing else; one that is there is not replaced either.
  private static func appendOnly(_ tables: [(name: String, key: [String])]) -> String {
    var sql = ""
    for (name, key) in tables + [("event", ["number"])] {
      for verb in ["UPDATE", "DELETE"] {
        sql += """
          CREATE TRIGGER \(name)_no_\(verb.lowercased()) BEFORE \(verb) ON "\(name)"
          BEGIN SELECT RAISE(ABORT, 'the register only grows'); END;

          """
      }
      let isSame = key.map { "\($0) = new.\($0)" }.joined(separator: " AND ")
      sql += """
        CREATE TRIGGER \(name)_no_replace BEFORE INSERT ON "\(name)"
        WHEN EXISTS (SELECT 1 FROM "\(name)" WHERE \(isSame))
        BEGIN SELECT RAISE(ABORT, 'the register only grows'); END;

        """
    }
    return sql + """
      CREATE TRIGGER event_follows BEFORE INSERT ON event
      WHEN new.number <> (SELECT coalesce(max(number), 0) + 1 FROM event)
        OR new.previous <> coalesce(
          (SELECT digest FROM event ORDER BY number DESC LIMIT 1), '\(Event.noDigest)')
      BEGIN SELECT RAISE(ABORT, 'an event follows the last one'); END;

      """
  }

  private static let first = """
    CREATE TABLE file (
      digest TEXT PRIMARY KEY CHECK (length(digest) = 64),
      bytes BLOB NOT NULL
    ) STRICT;
    CREATE TABLE event (
      number INTEGER PRIMARY KEY,
      previous TEXT NOT NULL,
      digest TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL
        CHECK (kind IN ('version', 'assessment', 'evidence', 'waiver', 'retirement')),
      day TEXT NOT NULL CHECK (length(day) = 10),
      system TEXT NOT NULL,
      body TEXT NOT NULL
    ) STRICT;
    CREATE INDEX event_of_system ON event (system, number);
    CREATE TABLE system (
      name TEXT PRIMARY KEY,
      event INTEGER NOT NULL UNIQUE REFERENCES event (number)
    ) STRICT;
    CREATE TABLE version (
      event INTEGER PRIMARY KEY REFERENCES event (number),
      system TEXT NOT NULL REFERENCES system (name),
      number INTEGER NOT NULL,
      file TEXT NOT NULL REFERENCES file (digest),
      path TEXT NOT NULL,
      title TEXT,
      operator TEXT,
      UNIQUE (system, number)
    ) STRICT;
    CREATE TABLE jurisdiction (
      version INTEGER NOT NULL REFERENCES version (event),
      place INTEGER NOT NULL,
      code TEXT NOT NULL,
      PRIMARY KEY (version, place)
    ) STRICT;
    CREATE TABLE assessment (
      event INTEGER PRIMARY KEY REFERENCES event (number),
      system TEXT NOT NULL REFERENCES system (name),
      version INTEGER NOT NULL REFERENCES version (event),
      day TEXT NOT NULL,
      rulebook TEXT NOT NULL
    ) STRICT;
    CREATE INDEX assessment_of_system ON assessment (system, event);
    CREATE TABLE class (
      assessment INTEGER NOT NULL REFERENCES assessment (event),
      place INTEGER NOT NULL,
      scheme TEXT NOT NULL,
      lowest TEXT NOT NULL,
      highest TEXT NOT NULL,
      contested INTEGER NOT NULL,
      PRIMARY KEY (assessment, place)
    ) STRICT;
    CREATE TABLE finding (
      assessment INTEGER NOT NULL REFERENCES assessment (event),
      place INTEGER NOT NULL,
      rule TEXT NOT NULL,
      "use" TEXT,
      bearer TEXT,
      kind TEXT NOT NULL,
      severity TEXT NOT NULL,
      force TEXT NOT NULL,
      standing TEXT NOT NULL,
      waived INTEGER NOT NULL,
      PRIMARY KEY (assessment, place)
    ) STRICT;
    CREATE TABLE moment (
      assessment INTEGER NOT NULL REFERENCES assessment (event),
      place INTEGER NOT NULL,
      day TEXT NOT NULL,
      reason TEXT NOT NULL,
      about TEXT NOT NULL,
      "use" TEXT,
      was TEXT,
      becomes TEXT,
      PRIMARY KEY (assessment, place)
    ) STRICT;
    CREATE TABLE evidence (
      event INTEGER PRIMARY KEY REFERENCES event (number),
      system TEXT NOT NULL REFERENCES system (name),
      name TEXT NOT NULL,
      document TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      valid_until TEXT
    ) STRICT;
    CREATE TABLE waiver (
      event INTEGER PRIMARY KEY REFERENCES event (number),
      system TEXT NOT NULL REFERENCES system (name),
      rule TEXT NOT NULL,
      "use" TEXT,
      reason TEXT NOT NULL,
      approved_by TEXT NOT NULL,
      expires TEXT NOT NULL,
      verdict TEXT NOT NULL,
      rule_digest TEXT
    ) STRICT;
    CREATE TABLE retirement (
      event INTEGER PRIMARY KEY REFERENCES event (number),
      system TEXT NOT NULL REFERENCES system (name),
      reason TEXT NOT NULL
    ) STRICT;

    """
}
