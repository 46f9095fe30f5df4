/// What the body of an event says: the file of a system in one of its versions.
package struct VersionRecord: Codable, Hashable, Sendable {
  /// 1, 2, 3… within the system.
  package let number: Int
  /// SHA-256 of its bytes.
  package let file: String
  /// As it was named when it was added.
  package let path: String
  package let title: String?
  package let `operator`: String?
  package let jurisdictions: [String]
}

/// What came of an assessment, as far as a register answers for it.
package struct AssessmentRecord: Codable, Hashable, Sendable {
  /// Which version of the system's file.
  package var version = 0
  /// The day whose law was asked.
  package let day: String
  /// The digest of the rulebook.
  package let rulebook: String
  /// The version of the program.
  package let program: String
  package let classes: [ClassRecord]
  /// Findings that a report speaks of, and those that change on a later day.
  package let findings: [FindingRecord]
  /// How many findings came out in each way, those left out too.
  package let counts: [String: Int]
  /// Days on which it will have to be looked at again.
  package let moments: [MomentRecord]
  /// Facts that open findings hang on.
  package let questions: [String]

  package init(
    day: String, rulebook: String, program: String, classes: [ClassRecord],
    findings: [FindingRecord], counts: [String: Int], moments: [MomentRecord],
    questions: [String]
  ) {
    self.day = day
    self.rulebook = rulebook
    self.program = program
    self.classes = classes
    self.findings = findings
    self.counts = counts
    self.moments = moments
    self.questions = questions
  }
}

/// The class in a scheme: from the lowest to the highest that is possible.
package struct ClassRecord: Codable, Hashable, Sendable {
  package let scheme: String
  package let lowest: String
  package let highest: String
  package let contested: Bool

  package init(scheme: String, lowest: String, highest: String, contested: Bool) {
    self.scheme = scheme
    self.lowest = lowest
    self.highest = highest
    self.contested = contested
  }
}

/// A finding without its reasons.
package struct FindingRecord: Codable, Hashable, Sendable {
  package let rule: String
  package let use: String?
  package let bearer: String?
  package let kind: String
  package let severity: String
  package let force: String
  package let standing: String
  package let waived: Bool

  package init(
    rule: String, use: String?, bearer: String?, kind: String, severity: String, force: String,
    standing: String, waived: Bool
  ) {
    self.rule = rule
    self.use = use
    self.bearer = bearer
    self.kind = kind
    self.severity = severity
    self.force = force
    self.standing = standing
    self.waived = waived
  }
}

/// A day on which something is no longer as it was assessed.
package struct MomentRecord: Codable, Hashable, Sendable {
  /// The first day on which it is otherwise.
  package let day: String
  package let reason: Reason
  /// A rule, a scheme, or the name of a document.
  package let about: String
  package let use: String?
  package let was: String?
  package let becomes: String?

  package enum Reason: String, Codable, CaseIterable, Sendable {
    case finding, `class`, evidence, waiver
  }

  package init(
    day: String, reason: Reason, about: String, use: String? = nil, was: String? = nil,
    becomes: String? = nil
  ) {
    self.day = day
    self.reason = reason
    self.about = about
    self.use = use
    self.was = was
    self.becomes = becomes
  }
}

/// A document that supports answers about a system; its bytes are kept elsewhere.
package struct EvidenceRecord: Codable, Hashable, Sendable {
  package let name: String
  /// The path at which it was.
  package let document: String
  package let sha256: String
  /// Its last day.
  package let validUntil: String?

  enum CodingKeys: String, CodingKey {
    case name, document, sha256
    case validUntil = "valid_until"
  }

  package init(name: String, document: String, sha256: String, validUntil: String?) {
    self.name = name
    self.document = document
    self.sha256 = sha256
    self.validUntil = validUntil
  }
}

/// A finding that somebody has accepted for a time.
package struct WaiverRecord: Codable, Hashable, Sendable {
  package let rule: String
  package let use: String?
  package let reason: String
  package let approvedBy: String
  /// Its last day.
  package let expires: String
  package let verdict: String
  package let facts: [FactRecord]
  package let ruleDigest: String?

  /// A fact that was cited when it was given.
  package struct FactRecord: Codable, Hashable, Sendable {
    package let name: String
    package let words: String

    package init(name: String, words: String) {
      self.name = name
      self.words = words
    }
  }

  enum CodingKeys: String, CodingKey {
    case rule, use, reason, expires, verdict, facts
    case approvedBy = "approved_by"
    case ruleDigest = "rule_digest"
  }

  package init(
    rule: String, use: String?, reason: String, approvedBy: String, expires: String,
    verdict: String, facts: [FactRecord], ruleDigest: String?
  ) {
    self.rule = rule
    self.use = use
    self.reason = reason
    self.approvedBy = approvedBy
    self.expires = expires
    self.verdict = verdict
    self.facts = facts
    self.ruleDigest = ruleDigest
  }
}

/// That a system is no longer used.
package struct RetirementRecord: Codable, Hashable, Sendable {
  package let reason: String
}

extension Event {
  /// What its body says.
  package enum Record: Sendable {
    case version(VersionRecord)
    case assessment(AssessmentRecord)
    case evidence(EvidenceRecord)
    case waiver(WaiverRecord)
    case retirement(RetirementRecord)
  }

  /// Nil where the body does not say what events of its kind say.
  package var record: Record? {
    switch kind {
    case .version: JSON.value(VersionRecord.self, in: body).map(Record.version)
    case .assessment: JSON.value(AssessmentRecord.self, in: body).map(Record.assessment)
    case .evidence: JSON.value(EvidenceRecord.self, in: body).map(Record.evidence)
    case .waiver: JSON.value(WaiverRecord.self, in: body).map(Record.waiver)
    case .retirement: JSON.value(RetirementRecord.self, in: body).map(Record.retirement)
    }
  }
}
