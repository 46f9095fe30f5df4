import Reports
import RuleCompiler
import RuleEvaluator

extension Assessment {
  /// What is to be said of the waivers of the case: which no longer count and why, which are of no
  /// use, and which end soon.
  ///
  /// - Parameter days: how soon.
  func waiverNotes(warningWithin days: Int) -> [RunProblem] {
    useCase.waivers.compactMap { waiver in
      let words = note(on: waiver, within: days)
      return words.map { code, message in
        RunProblem(
          code: code, message: message, file: waiver.place.file, span: waiver.place.span)
      }
    }
  }

  private func note(on waiver: Waiver, within days: Int) -> (code: String, message: Text)? {
    let name = waiver.use.map { "\(waiver.rule) [\($0)]" } ?? waiver.rule
    let all = standings(of: waiver, hashing: sha256)
    let needed = all.filter { $0.finding.asks(in: self) }
    if waiver.expires < day {
      return (
        "waiver-expired",
        Text(
          "the waiver of \(name) ended on \(waiver.expires) and does not count",
          french: "la tolérance de \(name) a pris fin le \(waiver.expires) et ne compte pas")
      )
    }
    guard !needed.isEmpty else {
      return (
        "waiver-unused",
        Text(
          "the waiver of \(name) is of no use: "
            + (all.isEmpty ? "no finding is about this" : "nothing stands against the case here"),
          french: "la tolérance de \(name) ne sert à rien : "
            + (all.isEmpty ? "aucun constat n'en traite" : "rien n'y est opposé au cas"))
      )
    }
    if waiver.isSelfGranted {
      return (
        "waiver-self-granted",
        Text(
          "the waiver of \(name) was added in this very change and does not count",
          french: "la tolérance de \(name) a été ajoutée dans ce changement même et ne compte pas")
      )
    }
    if needed.contains(where: { $0.standing == .counts }) {
      let left = day.days(until: waiver.expires)
      guard left <= days else { return nil }
      return (
        "waiver-expiring",
        Text(
          "the waiver of \(name) ends in \(left) day\(left == 1 ? "" : "s"), on \(waiver.expires)",
          french:
            "la tolérance de \(name) prend fin dans \(left) jour\(left < 2 ? "" : "s"), le \(waiver.expires)"
        )
      )
    }
    let why = needed[0].standing.why
    return (
      "waiver-stale",
      Text(
        "the waiver of \(name) does not count: \(why.english)",
        french: "la tolérance de \(name) ne compte pas : \(why.french ?? why.english)")
    )
  }
}

extension Finding {
  /// Whether it stands against the case, so that there is something to accept.
  fileprivate func asks(in assessment: Assessment) -> Bool {
    Standing(verdict, of: assessment.rulebook.rules[rule].kind, isOthers: isOthers) <= .undecided
  }
}

extension WaiverState.Standing {
  /// Why a waiver does not count.
  fileprivate var why: Text {
    switch self {
    case .counts: Text("it counts", french: "elle compte")
    case .expired: Text("it has ended", french: "elle a pris fin")
    case .otherVerdict:
      Text("it was given for another verdict", french: "elle visait un autre verdict")
    case .otherFacts(let names):
      Text(
        "it was given for other facts: \(names.joined(separator: ", ")) changed",
        french: "elle visait d'autres faits : \(names.joined(separator: ", ")) a changé")
    case .ruleChanged:
      Text("it was given for an earlier rule", french: "elle visait une règle antérieure")
    case .ruleUnchecked:
      Text("nobody has checked its rule", french: "personne n'a vérifié sa règle")
    case .selfGranted:
      Text("it was added in this very change", french: "elle est de ce changement même")
    }
  }
}
