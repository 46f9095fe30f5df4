import LocatedYAML
import RuleCompiler
import RuleEvaluator

extension HTMLDocument {
  /// What the whole run comes to.
  struct Verdict {
    let mark: PageMark
    let word: String
    let sentence: String
  }

  /// Findings that count, over all use cases.
  private func count(_ standings: [Standing], isWaived: Bool = false) -> Int {
    cases.reduce(0) { sum, part in
      standings.reduce(sum) {
        let waived = part.report.counts.waived($1)
        return $0 + (isWaived ? waived : part.report.counts[$1] - waived)
      }
    }
  }

  var verdict: Verdict {
    let violated = count([.violated])
    let presumed = count([.presumedViolated])
    let undecided = count([.undecided, .contested])
    let waived = count([.violated, .presumedViolated], isWaived: true)
    var parts: [String] = []
    for (phrase, number) in [
      (Phrase.leadViolated, violated), (.leadPresumed, presumed), (.leadUndecided, undecided),
    ] where number > 0 {
      parts.append(phrase.said(in: language, [String(number)], count: number))
    }
    if parts.isEmpty { parts.append(Phrase.leadNothing.said(in: language)) }
    if waived > 0 {
      parts.append(PageWords.waivedToo.said(in: language, count: waived, String(waived)))
    }
    if !isOne, violated + presumed + undecided > 0 {
      let affected = cases.count { $0.entries.contains(where: \.stands) }
      parts.append(say(PageWords.systemsAffected, String(affected), String(cases.count)))
    }
    let (mark, words): (PageMark, Words) =
      if violated + presumed > 0 {
        (.violated, PageWords.inBreach)
      } else if undecided > 0 {
        (.undecided, PageWords.notKnown)
      } else if !writer.run.problems.isEmpty {
        (.undecided, PageWords.incomplete)
      } else {
        (.satisfied, PageWords.clean)
      }
    let sentence = wording.clauses(parts)
    return Verdict(
      mark: mark, word: words.in(language),
      sentence: sentence.prefix(1).uppercased() + sentence.dropFirst() + ".")
  }

  func putHead(on page: inout Markup) {
    page.put(.header) { header in
      header.put(.p, .style("eyebrow"), words: operators)
      header.put(.h1, words: name)
      let classes = self.classes
      if !classes.isEmpty { header.put(.p, .style("class"), words: classes) }
      let verdict = verdict
      header.put(.div, .style("verdict \(verdict.mark.style)")) { box in
        box.put(.p, .style("big")) { line in
          line.put(.span, .style("mark"), .hidden, words: verdict.mark.glyph)
          line.text(" ")
          line.put(.strong, words: verdict.word)
          line.text(" " + verdict.sentence)
        }
        putCounts(on: &box)
      }
      putFacts(on: &header)
    }
  }

  private var operators: String {
    let names = cases.compactMap(\.useCase.operatorName).uniqued()
    let shown = names.prefix(3).joined(separator: " · ")
    return names.count > 3 ? shown + " · …" : shown
  }

  /// The classes of one system that are not the mildest of their scheme; failing that, all.
  private var classes: String {
    guard isOne else { return "" }
    let all = cases[0].report.assessment.classes
    let strict = all.filter { $0.highest != $0.classes.last }
    return (strict.isEmpty ? all : strict).map { scheme in
      wording.say(.sepSays, label(of: scheme), interval(scheme.lowest, scheme.highest, scheme))
    }.joined(separator: " · ")
  }

  private func putFacts(on header: inout Markup) {
    header.put(.dl, .style("facts")) { list in
      list.put(.dt, words: PageWords.lawAsked.in(language))
      list.put(.dd, words: asked)
      list.put(.dt, words: PageWords.day.in(language))
      list.put(
        .dd,
        words: cases.map(\.day).uniqued().sorted().map(wording.date).joined(separator: ", "))
    }
  }

  /// Whose law is asked, and what is not here.
  private var asked: String {
    let frameworks = cases.flatMap(\.report.assessment.frameworks)
    let loaded = frameworks.filter(\.isLoaded).map { $0.title.map(wording.sentence) ?? $0.code }
    let missing = frameworks.filter { !$0.isLoaded }.map(\.code).uniqued()
    let words = loaded.uniqued().joined(separator: ", ")
    guard !missing.isEmpty else { return words }
    let rest = wording.say(.notLoaded, missing.joined(separator: ", "))
    return words.isEmpty ? rest : words + " · " + rest
  }

  /// The act, and the scheme where the act has several in the run.
  func label(of scheme: ClassResult) -> String {
    let rules = wording.rules
    guard let declared = rules.schemes.first(where: { $0.name == scheme.scheme }) else {
      return scheme.scheme
    }
    let title = wording.sentence(rules[declared.act].title)
    guard rules.schemes.count(where: { $0.act == declared.act }) > 1,
      let last = scheme.scheme.split(separator: "_").last
    else { return title }
    return title + " · " + (PageWords.schemes[String(last)]?.in(language) ?? String(last))
  }

  /// A class in plain letters.
  func className(_ name: String) -> String {
    guard language == .english else { return wording.className(name, isQuoted: false) }
    return String(name.map { $0 == "_" ? " " : $0 })
  }

  func interval(_ lowest: String, _ highest: String, _ scheme: ClassResult) -> String {
    let words =
      lowest == highest
      ? className(lowest) : wording.say(.classFromTo, className(lowest), className(highest))
    return scheme.isContested ? wording.say(.cited, words, wording.say(.sayContested)) : words
  }

  /// How many findings there are of each kind; what is open stands by itself.
  private func putCounts(on box: inout Markup) {
    var counts: [PageMark: Int] = [:]
    for entry in writer.entries where entry.gates { counts[PageMark(entry), default: 0] += 1 }
    let others = writer.entries.count { !$0.gates }
    box.put(.ul, .style("counts")) { list in
      for mark in PageMark.allCases {
        guard mark != .holds, mark != .holdsNot, let count = counts[mark] else { continue }
        item(String(count), mark.word(in: language, count: count), on: &list)
      }
      if others > 0 {
        item(String(others), PageMark.uncounted.word(in: language, count: others), on: &list)
      }
    }
  }

  private func item(_ number: String, _ words: String, on list: inout Markup) {
    list.put(.li) { item in
      item.put(.strong, words: number)
      item.text(" " + words)
    }
  }

  /// Files that could not be assessed come before everything.
  func putProblems(on main: inout Markup) {
    let problems = writer.run.problems
    guard !problems.isEmpty else { return }
    main.put(.h2, words: say(PageWords.notAssessed))
    main.put(
      .p, .style("lead"),
      words: PageWords.someLeftOut.said(
        in: language, count: problems.count, String(problems.count)))
    main.table(
      say(PageWords.notAssessed),
      [DocumentWords.place.in(language), DocumentWords.why.in(language)]
    ) { body in
      for problem in problems {
        let span = problem.span.map { ":\($0.start)" } ?? ""
        body.row((problem.file.map(writer.path) ?? "–") + span, problemWords(problem))
      }
    }
  }

  private func problemWords(_ problem: RunProblem) -> String {
    writer.message(of: problem) + " [" + problem.code + "]"
  }

  /// Use cases in a table, the gravest first.
  func putOverview(on main: inout Markup) {
    main.put(.h2, .id("systems"), words: say(PageWords.overview))
    main.table(
      say(PageWords.overview),
      [
        say(PageWords.system), PageMark.violated.word(in: language, count: 2),
        PageMark.undecided.word(in: language, count: 2),
        PageMark.waived.word(in: language, count: 2),
        DocumentWords.nextChange.in(language),
      ]
    ) { body in
      for place in order {
        let part = cases[place]
        let counts = part.report.counts
        func number(_ standings: [Standing]) -> String {
          String(standings.reduce(0) { $0 + counts[$1] - counts.waived($1) })
        }
        body.put(.tr) { row in
          row.put(.th, .ofRow) {
            $0.put(.a, .inPage(id(of: place)), words: title(of: part))
          }
          row.put(.td, .style("number"), words: number([.violated, .presumedViolated]))
          row.put(.td, .style("number"), words: number([.undecided, .contested]))
          row.put(.td, .style("number"), words: String(counts.waived))
          row.put(.td, words: part.report.daysOfChange.first.map(wording.date) ?? "–")
        }
      }
    }
  }

  /// Places of use cases, the one against which most stands first.
  var order: [Int] {
    let keys = cases.map { part in
      let standing = part.entries.filter(\.stands)
      return (standing.count { $0.outcome == .violated }, standing.count)
    }
    return cases.indices.sorted { left, right in
      keys[left] == keys[right] ? left < right : keys[left] > keys[right]
    }
  }
}
