import RuleCompiler
import RuleEvaluator

/// Puts the class of a system on a page: today, by use, and on later days.
struct ClassText {
  let wording: Wording
  /// The day of the assessment.
  let day: Day

  func put(_ scheme: ClassResult, on page: inout Page) {
    func interval(_ lowest: String, _ highest: String, _ isContested: Bool) -> String {
      let (lowest, highest) = (wording.className(lowest), wording.className(highest))
      let words = lowest == highest ? lowest : wording.say(.classFromTo, lowest, highest)
      return isContested ? wording.say(.cited, words, wording.say(.sayContested)) : words
    }
    let today = wording.say(
      .classToday, interval(scheme.lowest, scheme.highest, scheme.isContested))
    let later = scheme.later.map { change in
      let days = day.days(until: change.day)
      return wording.say(
        .classLater, interval(change.lowest, change.highest, change.isContested),
        wording.date(change.day), wording.say(.daysLeft, String(days), count: days))
    }
    page.put(
      wording.say(.sepSays, scheme.scheme, ([today] + later).joined(separator: " · ")), at: 0,
      hang: 2, .strong)
    for use in scheme.uses {
      page.put(wording.say(.sepSays, use.use, interval(use.lowest, use.highest, false)), at: 2)
    }
    if scheme.isJoined { page.put(wording.say(.classesJoined), at: 2) }
  }
}
