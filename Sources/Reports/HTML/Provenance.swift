import RuleCompiler
import RuleEvaluator

extension HTMLDocument {
  /// Waivers of the files, and what each covers today.
  func putWaivers(on main: inout Markup) {
    main.put(.section) { section in
      section.put(.h2, .id("waivers"), words: say(PageWords.waivers))
      let rows = cases.flatMap { part in part.useCase.waivers.map { (part, $0) } }
      guard !rows.isEmpty else {
        return section.put(.p, .style("lead"), words: say(PageWords.noWaivers))
      }
      section.table(
        say(PageWords.waivers),
        [
          say(PageWords.rule), say(PageWords.reason), say(PageWords.approvedBy),
          say(PageWords.lastDay), say(PageWords.state),
        ]
      ) { body in
        for (part, waiver) in rows {
          let name = [isOne ? nil : title(of: part), waiver.rule, waiver.use].compactMap(\.self)
          body.row(
            name.joined(separator: " · "), waiver.reason, waiver.approvedBy,
            wording.date(waiver.expires), state(of: waiver, in: part))
        }
      }
    }
  }

  private func state(of waiver: Waiver, in part: CaseEntries) -> String {
    let entry = part.entries.first { entry in
      guard let state = entry.report.finding.waiver else { return false }
      return entry.name == waiver.rule && state.reason == waiver.reason
        && (waiver.use == nil || waiver.use == entry.report.finding.use)
    }
    guard let entry, let state = entry.report.finding.waiver else { return say(PageWords.unused) }
    if state.standing == .counts { return "◇ " + say(PageWords.counts) }
    return "✗ " + say(PageWords.countsNot) + " – " + (part.words.waiver(entry.report) ?? "")
  }

  /// The acts that findings speak of, with the addresses of their texts.
  func putActs(on main: inout Markup) {
    var seen: Set<ActID> = []
    let acts = writer.entries.map(\.report.act).filter { seen.insert($0.id).inserted }
      .sorted { $0.id.index < $1.id.index }
    guard !acts.isEmpty else { return }
    main.put(.section, .style("acts")) { section in
      section.put(.h2, .id("acts"), words: say(PageWords.acts))
      section.put(.ul) { list in
        for act in acts {
          list.put(.li) { item in
            link(act, on: &item)
            let number = act.number.map { " · " + wording.cite($0) } ?? ""
            item.text(number)
          }
        }
      }
    }
  }

  func putProvenance(on page: inout Markup) {
    page.put(.footer) { footer in
      footer.put(.h2, .id("provenance"), words: say(PageWords.provenance))
      footer.put(.p, .style("lead"), words: say(PageWords.advice))
      footer.put(.dl, .style("facts")) { list in
        func term(_ name: Words, _ value: String) {
          list.put(.dt, words: say(name))
          list.put(.dd, words: value)
        }
        term(
          PageWords.madeBy,
          "Clearance" + (writer.options.version.map { " " + $0 } ?? ""))
        putDigests(on: &list)
        term(
          PageWords.day,
          cases.map(\.day).uniqued().sorted().map(\.description).joined(separator: ", "))
        if isWhole {
          term(
            PageWords.file, cases.map { writer.path($0.useCase.file) }.joined(separator: ", "))
        }
        if let code = writer.code { term(PageWords.exit, "\(code) – " + writer.ending) }
      }
    }
  }

  private func putDigests(on list: inout Markup) {
    let digests = cases.map(\.report.assessment.rulebook.digest).uniqued()
    list.put(.dt, words: say(PageWords.rulebook))
    list.put(.dd) { cell in
      for digest in digests {
        cell.put(.code, words: digest.isEmpty ? say(PageWords.noDigest) : digest)
      }
    }
    let documents = cases.flatMap(\.useCase.evidence).filter { $0.digest != nil }
    guard isWhole, !documents.isEmpty else { return }
    list.put(.dt, words: say(PageWords.documents))
    list.put(.dd) { cell in
      for document in documents {
        cell.put(.div) { line in
          line.text(document.file + " ")
          line.put(.code, words: document.digest ?? "")
        }
      }
    }
  }
}
