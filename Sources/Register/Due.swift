internal import RuleCompiler

/// Why a system must be looked at again.
package struct DueReason: Hashable, Sendable {
  package let cause: Cause
  /// Since when, or from when: YYYY-MM-DD; nil where no day is known.
  package let day: String?
  /// A rule, a scheme, a document; nil where it is about the whole.
  package let about: String?
  package let use: String?
  package let was: String?
  package let becomes: String?

  package enum Cause: String, CaseIterable, Sendable {
    /// Other rules than those of the last assessment.
    case rulebook
    /// A document's last day has passed.
    case evidence
    /// A waiver's last day has passed.
    case waiver
    /// The class of the system is another from a day on.
    case `class`
    /// A duty begins, ends, or comes out otherwise from a day on.
    case duty
    /// It could not be decided, and may be a violation.
    case undecided
  }
}

extension SystemState {
  /// What must be looked at again on a day, and why: what the last assessment could not know.
  ///
  /// - Parameters:
  ///   - day: YYYY-MM-DD.
  ///   - rulebook: the digest of the rules as they are; nil where nobody has asked.
  ///   - end: reasons that begin until this day are told too, as yet to come.
  package func due(on day: String, rulebook: String?, until end: String? = nil) -> [DueReason] {
    guard retirement == nil else { return [] }
    var reasons: [DueReason] = []
    if let rulebook, rulebook != assessment.rulebook {
      reasons.append(
        DueReason(
          cause: .rulebook, day: nil, about: nil, use: nil, was: assessment.rulebook,
          becomes: rulebook))
    }
    let held = Dictionary(evidence.map { ($0.name, $0) }) { _, last in last }
    for moment in assessment.moments where moment.day <= end ?? day {
      // A document that was handed in since takes the place of the one that lapses.
      if moment.reason == .evidence, held[moment.about] != nil { continue }
      if moment.reason == .waiver,
        waivers.contains(where: {
          $0.rule == moment.about && $0.use == moment.use && $0.expires >= moment.day
        })
      {
        continue
      }
      reasons.append(DueReason(moment))
    }
    for record in evidence {
      guard let last = record.validUntil, last.dayAfter <= end ?? day else { continue }
      reasons.append(
        DueReason(
          cause: .evidence, day: last.dayAfter, about: record.name, use: nil, was: nil,
          becomes: nil))
    }
    for waiver in waivers where waiver.expires.dayAfter <= end ?? day {
      guard
        !waivers.contains(where: {
          $0.rule == waiver.rule && $0.use == waiver.use && $0.expires > waiver.expires
        })
      else { continue }
      let reason = DueReason(
        cause: .waiver, day: waiver.expires.dayAfter, about: waiver.rule, use: waiver.use,
        was: nil, becomes: nil)
      if !reasons.contains(reason) { reasons.append(reason) }
    }
    for finding in assessment.findings
    where finding.standing == "undecided" && finding.force == "binding" && !finding.waived {
      reasons.append(
        DueReason(
          cause: .undecided, day: nil, about: finding.rule, use: finding.use, was: nil,
          becomes: nil))
    }
    return reasons
  }
}

extension DueReason {
  fileprivate init(_ moment: MomentRecord) {
    cause =
      switch moment.reason {
      case .finding: .duty
      case .class: .class
      case .evidence: .evidence
      case .waiver: .waiver
      }
    day = moment.day
    about = moment.about
    use = moment.use
    was = moment.was
    becomes = moment.becomes
  }
}

extension String {
  /// The day after one that is written YYYY-MM-DD.
  fileprivate var dayAfter: String { Day(self)?.adding(days: 1).description ?? self }
}
