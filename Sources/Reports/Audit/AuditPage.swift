import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// An audit as one page for people: the lead, a picture with its table, groups, what the log
/// cannot answer, and where all of it comes from.
struct AuditPage {
  let report: AuditReport
  let language: Language

  var phrases: AuditPhrases { AuditPhrases(report: report, language: language) }

  func say(_ words: Words, _ arguments: String...) -> String {
    Phrase.fill(words.in(language), arguments)
  }

  var text: String {
    let name = report.useCase.title ?? report.useCase.name
    return Markup.page(
      title: name + " – " + say(AuditWords.title), in: language, styled: .ofPages
    ) { page in
      page.put(.a, .style("skip"), .inPage("content"), words: say(PageWords.skip))
      putHead(name, on: &page)
      page.put(.main, .id("content")) { main in
        putBad(on: &main)
        putPicture(on: &main)
        putViolated(on: &main)
        putFigures(on: &main)
        putGroups(on: &main)
        putRefused(on: &main)
        putColumns(on: &main)
      }
      putProvenance(on: &page)
    }
  }

  private func putHead(_ name: String, on page: inout Markup) {
    page.put(.header) { header in
      header.put(.p, .style("eyebrow"), words: report.useCase.operatorName ?? say(AuditWords.title))
      header.put(.h1, words: name)
      let isBad = report.rules.contains { $0.counts.violated > 0 }
      let isOpen = report.rules.contains { $0.counts.open > 0 }
      let mark: PageMark = isBad ? .violated : isOpen ? .undecided : .satisfied
      header.put(.div, .style("verdict \(mark.style)")) { box in
        box.put(.p, .style("big")) { line in
          line.put(.span, .style("mark"), .hidden, words: mark.glyph)
          line.text(" " + phrases.lead + ".")
        }
        box.put(.ul, .style("counts")) { list in
          list.put(.li) { item in
            item.put(.strong, words: phrases.number(report.records))
            item.text(" " + say(AuditWords.recordsHead).lowercased())
          }
          list.put(.li) { item in
            item.put(.strong, words: phrases.number(report.rules.count))
            item.text(" " + say(AuditWords.rulebook).lowercased())
          }
        }
      }
      header.put(.dl, .style("facts")) { list in
        list.put(.dt, words: say(PageWords.lawAsked))
        list.put(
          .dd, words: (report.useCase.jurisdictions + report.useCase.asIf).joined(separator: ", "))
        list.put(.dt, words: say(PageWords.day))
        list.put(.dd, words: phrases.day)
      }
    }
  }

  private func putBad(on main: inout Markup) {
    guard report.badCount > 0 else { return }
    main.put(.h2, words: say(AuditWords.badLines))
    if report.badCount > report.bad.count {
      main.put(
        .p, .style("lead"),
        words: say(
          AuditWords.badTold, phrases.number(report.bad.count), phrases.number(report.badCount)))
    }
    main.table(say(AuditWords.badLines), [say(AuditWords.line), say(AuditWords.why)]) { body in
      for line in report.bad { body.row(phrases.place(line), phrases.bad(line)) }
    }
  }

  /// A bar for each rule: violated, open, satisfied, and what is left is not applicable.
  private func putPicture(on main: inout Markup) {
    main.put(.h2, .id("rules"), words: say(AuditWords.picture))
    main.put(.p, .style("lead"), words: say(AuditWords.pictureSays))
    let rules = report.sorted
    var drawing = Drawing(width: 1040)
    let (left, wide) = (400, 560)
    var y = 8
    for rule in rules {
      drawing.text(phrases.name(rule), 12, y + 14, room: left - 24)
      var x = left
      let total = max(report.records, 1)
      for (count, style) in [
        (rule.counts.violated, "bar-bad"), (rule.counts.open, "bar-open"),
        (rule.counts.satisfied, "bar-good"), (rule.counts.notApplicable, "bar-calm"),
      ] where count > 0 {
        let width = max(count * wide / total, 1)
        drawing.box(x, y, width, 18, style: style)
        x += width
      }
      drawing.text(phrases.number(rule.counts.violated), left + wide + 14, y + 14)
      y += 26
    }
    drawing.height = y + 4
    main.put(.ul, .style("legend")) { list in
      for (mark, words) in [
        (PageMark.violated, AuditWords.violated), (.undecided, AuditWords.open),
        (.satisfied, AuditWords.satisfied), (.notApplicable, AuditWords.notApplicable),
      ] {
        list.put(.li) { item in
          item.glyph(mark)
          item.text(say(words))
        }
      }
    }
    main.figure(
      drawing, id: "rules-picture", title: say(AuditWords.picture),
      description: phrases.lead + ".", caption: say(AuditWords.denominator),
      data: say(PageWords.data), region: say(PageWords.picture, say(AuditWords.picture))
    ) { details in
      putTable(rules, on: &details)
    }
  }

  private func putTable(_ rules: [AuditReport.Rule], on page: inout Markup) {
    page.table(
      say(AuditWords.picture),
      [
        AuditWords.rule, AuditWords.violated, AuditWords.satisfied, AuditWords.open,
        AuditWords.notApplicable, AuditWords.rate,
      ].map { say($0) }, label: say(PageWords.data)
    ) { body in
      for rule in rules {
        body.put(.tr) { row in
          row.put(.th, .ofRow, words: phrases.name(rule))
          let counts = rule.counts
          for number in [counts.violated, counts.satisfied, counts.open, counts.notApplicable] {
            row.put(.td, .style("number"), words: phrases.number(number))
          }
          row.put(.td, words: phrases.rate(counts))
        }
      }
    }
  }

  private func putViolated(on main: inout Markup) {
    let rules = report.sorted.filter { $0.counts.violated > 0 }
    guard !rules.isEmpty else { return }
    main.put(.h2, .id("violated"), words: say(AuditWords.someViolated))
    for rule in rules {
      main.put(.article, .style("finding")) { box in
        box.put(.span, .style(report.gates(rule.rule) ? "tag bad" : "tag")) {
          $0.text(
            phrases.rate(rule.counts)
              + (report.gates(rule.rule) ? "" : " · " + say(AuditWords.notGating)))
        }
        box.put(.h3, words: phrases.says(rule.rule))
        box.put(.p, .style("law"), words: phrases.law(rule.rule) + " · " + phrases.name(rule))
        box.put(.dl) { list in
          list.put(.dt, words: say(AuditWords.first))
          list.put(.dd, words: rule.examples.map(phrases.example).joined(separator: ", "))
          list.put(.dt, words: say(AuditWords.open))
          list.put(.dd, words: phrases.number(rule.counts.open))
        }
      }
    }
  }

  private func putGroups(on main: inout Markup) {
    guard !report.groups.isEmpty else { return }
    let by = report.by.joined(separator: ", ")
    main.put(.h2, .id("groups"), words: say(AuditWords.groups, by))
    for place in report.rules.indices where report.rules[place].counts.violated > 0 {
      let name = phrases.name(report.rules[place])
      let groups = report.sortedGroups(by: place)
      main.put(.h3, words: name)
      let most = max(groups.map { $0.counts[place].violated }.max() ?? 0, 1)
      var drawing = Drawing(width: 1040)
      var y = 8
      for group in groups.prefix(30) {
        let count = group.counts[place].violated
        drawing.text(phrases.group(group), 12, y + 14, room: 372)
        if count > 0 { drawing.box(400, y, max(count * 500 / most, 1), 18, style: "bar-bad") }
        drawing.text(
          phrases.number(count) + " · "
            + (group.counts[place].rate?.percent(in: language) ?? say(AuditWords.noRate)), 914,
          y + 14)
        y += 26
      }
      drawing.height = y + 4
      main.figure(
        drawing, id: "group-\(place)", title: name, description: say(AuditWords.groupSays),
        caption: "", data: say(PageWords.data), region: say(PageWords.picture, name)
      ) { details in
        details.table(
          name,
          [
            AuditWords.group, AuditWords.recordsHead, AuditWords.violated, AuditWords.open,
            AuditWords.rate,
          ].map { say($0) }, label: name + " – " + say(PageWords.data)
        ) { body in
          for group in groups {
            body.row(
              phrases.group(group), phrases.number(group.records),
              phrases.number(group.counts[place].violated),
              phrases.number(group.counts[place].open), phrases.rate(group.counts[place]))
          }
        }
      }
    }
  }

  private func putRefused(on main: inout Markup) {
    guard !report.refused.isEmpty else { return }
    main.put(.h2, .id("refused"), words: say(AuditWords.refused))
    main.table(say(AuditWords.refused), [say(AuditWords.rule), say(AuditWords.why)]) { body in
      for refused in report.refused {
        body.row(report.rulebook.rules.fullName(refused.rule), refused.why.in(language))
      }
    }
  }

  private func putColumns(on main: inout Markup) {
    main.put(.h2, .id("columns"), words: say(AuditWords.columns))
    main.table(
      say(AuditWords.columns),
      [AuditWords.column, AuditWords.fact, AuditWords.values].map { say($0) }
    ) { body in
      for column in report.columns {
        body.row(
          column.name, phrases.fact(column),
          column.values == 0 ? say(AuditWords.neverThere) : phrases.number(column.values))
      }
    }
  }

  private func putProvenance(on page: inout Markup) {
    page.put(.footer) { footer in
      footer.put(.h2, .id("provenance"), words: say(PageWords.provenance))
      footer.put(.p, .style("lead"), words: say(PageWords.advice))
      footer.put(.dl, .style("facts")) { list in
        func term(_ name: Words, _ value: String) {
          list.put(.dt, words: say(name))
          list.put(.dd, words: value)
        }
        term(PageWords.madeBy, "Clearance" + (report.version.map { " " + $0 } ?? ""))
        for log in report.logs { term(AuditWords.log, phrases.log(log)) }
        term(AuditWords.mapping, report.mapping.path + " · sha256 " + report.mapping.digest)
        term(AuditWords.rulebook, "sha256 " + report.rulebook.digest)
        term(AuditWords.engine, report.engine)
        term(
          PageWords.exit, "\(report.ending.code) – " + report.ending.reason.in(language))
      }
    }
  }
}
