import RuleCompiler

/// Puts on a page why a system does not have a class.
struct RefusalText {
  let wording: Wording

  private var rules: CheckedRules { wording.rules }

  func put(_ refusal: ClassRefusal, on page: inout Page) {
    page.put(head(of: refusal), at: 0, hang: 2, .strong)
    let words = ReasonWording(wording: wording, home: rules[refusal.scheme].act)
    for ground in refusal.grounds { put(ground, of: refusal, words, on: &page) }
    if !refusal.grounds.isEmpty {
      for way in refusal.closest { put(way, words, on: &page) }
    }
    page.skip()
  }

  func head(of refusal: ClassRefusal) -> String {
    let scheme = rules[refusal.scheme]
    let name = wording.className(scheme.classes[refusal.rank])
    let count = refusal.ways.count
    let day = refusal.lawFrom.map(wording.date)
    let words: String =
      if refusal.grounds.isEmpty, let day {
        wording.say(.notYetInClass, name, scheme.name, day)
      } else if let day {
        wording.say(.notInClassLater, name, scheme.name, String(count), day, count: count)
      } else {
        wording.say(.notInClass, name, scheme.name, String(count), count: count)
      }
    return refusal.use.map { wording.say(.sepSays, wording.say(.use, $0), words) } ?? words
  }

  /// A ground in words, with how many of the ways it shuts out.
  func lead(
    _ ground: ClassRefusal.Ground, of refusal: ClassRefusal, _ line: String
  ) -> String {
    let count = ground.ways.count
    let all = refusal.ways.count
    if all == 1 { return wording.say(.shutsOutOne, line) }
    if count == all { return wording.say(.shutsOutAll, line) }
    return wording.say(.shutsOut, String(count), String(all), line, count: count)
  }

  private func put(
    _ ground: ClassRefusal.Ground, of refusal: ClassRefusal, _ words: ReasonWording,
    on page: inout Page
  ) {
    for (place, statement) in ground.statements.enumerated() {
      var line = words.words(for: statement)
      if place == 0 { line = lead(ground, of: refusal, line) }
      page.put(
        line, at: place == 0 ? 2 : 4, hang: 2, right: statement.place.words(in: wording.language))
      for part in statement.parts {
        page.put(
          words.words(for: part), at: 4, hang: 2, right: part.place.words(in: wording.language))
      }
    }
    if let through = ground.through {
      page.put(
        wording.with(
          rules[through].versions.last?.citation?.says,
          wording.say(.holdsNot, words.name(of: through))), at: 4, hang: 2,
        right: rules[through].place.words)
    }
  }

  private func put(_ way: ClassRefusal.NearWay, _ words: ReasonWording, on page: inout Page) {
    let name = words.name(of: way.rule)
    let says = rules[way.rule].versions.last?.citation?.says
    page.put(
      wording.say(.cameClosest, wording.with(says, name)), at: 2, hang: 2,
      right: rules[way.rule].place.words)
    for statement in way.missing {
      page.put(
        words.words(for: statement, isShort: true), at: 4, hang: 2,
        right: statement.place.words(in: wording.language))
    }
    for (rule, path) in way.besides {
      guard let derogation = rules.derogation(rule, path) else { continue }
      let name = wording.say(
        .namedWithCite, derogation.name, wording.cite(derogation.citation.cite))
      page.put(
        wording.with(derogation.citation.says, wording.say(.takesOutBesides, name)), at: 4,
        hang: 2, right: derogation.place.words)
    }
  }
}
