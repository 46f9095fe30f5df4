/// Says how many findings count in which way; each is counted once.
struct CountWords {
  let wording: Wording

  func words(_ counts: Counts) -> String {
    var parts = Standing.allCases.compactMap { standing in
      part(standing, counts[standing]).map { words in
        let waived = counts.waived(standing)
        return waived == 0
          ? words
          : wording.say(
            .cited, words, wording.say(.countWaived, String(waived), count: waived))
      }
    }
    let rest: [(Phrase, Int)] = [
      (.countNotBinding, counts.notBinding), (.countUnverified, counts.unverified),
    ]
    parts += rest.filter { $0.1 > 0 }.map { wording.say($0.0, String($0.1), count: $0.1) }
    return parts.joined(separator: " · ")
  }

  private func part(_ standing: Standing, _ count: Int) -> String? {
    guard count > 0 else { return nil }
    func plain(_ phrase: Phrase) -> String {
      wording.say(phrase, String(count), count: count)
    }
    func presumed(_ outcome: Phrase) -> String {
      wording.say(
        .countPresumed, String(count), wording.say(outcome, count: count), count: count)
    }
    return switch standing {
    case .violated: plain(.countViolated)
    case .presumedViolated: presumed(.sayViolated)
    case .contested: plain(.countContested)
    case .undecided: plain(.countUndecided)
    case .open: plain(.countOpen)
    case .yes: plain(.countYes)
    case .presumedYes: presumed(.sayYes)
    case .satisfied: plain(.countSatisfied)
    case .presumedSatisfied: presumed(.saySatisfied)
    case .no: plain(.countNo)
    case .presumedNo: presumed(.sayNo)
    case .notApplicable: plain(.countNotApplicable)
    case .presumedNotApplicable: presumed(.sayNotApplicable)
    case .others: plain(.countOthers)
    }
  }
}
