package import RuleCompiler

/// Figures of two portfolios, or of two audits, side by side, as far as their definitions agree.
package struct FiguresComparison: Sendable {
  /// One indicator in both.
  package struct Pair: Sendable {
    package let first: FiguresFile.Figure
    package let second: FiguresFile.Figure
  }

  /// Why two figures of one name are not laid side by side.
  package enum Reason: Hashable, Sendable {
    case version(String, String)
    /// One version, and other words or conditions under it.
    case definition(String, String)
    case onlyIn(String)
  }

  package let first: FiguresFile
  package let second: FiguresFile
  /// Id, version and digest of the definition are the same.
  package let pairs: [Pair]
  package let refused: [(id: String, term: Text, reasons: [Reason])]

  package init(_ first: FiguresFile, _ second: FiguresFile) {
    self.first = first
    self.second = second
    var pairs: [Pair] = []
    var refused: [(id: String, term: Text, reasons: [Reason])] = []
    for figure in first.figures {
      guard let other = second.figures.first(where: { $0.id == figure.id }) else {
        refused.append((figure.id, figure.term, [.onlyIn(first.file)]))
        continue
      }
      var reasons: [Reason] = []
      if figure.version != other.version {
        reasons.append(.version(figure.version, other.version))
      }
      if figure.digest != other.digest {
        reasons.append(.definition(figure.digest, other.digest))
      }
      if reasons.isEmpty {
        pairs.append(Pair(first: figure, second: other))
      } else {
        refused.append((figure.id, figure.term, reasons))
      }
    }
    for figure in second.figures where !first.figures.contains(where: { $0.id == figure.id }) {
      refused.append((figure.id, figure.term, [.onlyIn(second.file)]))
    }
    self.pairs = pairs
    self.refused = refused
  }
}

extension FiguresComparison {
  /// As JSON, in the format `clearance-portfolio-comparison`.
  package func json(code: Int) -> JSONValue {
    .object([
      .init("format", .text("clearance-portfolio-comparison")), .init("version", .integer(1)),
      .init("files", .list([first, second].map(\.json))),
      .init("same_rules", .flag(first.rulebook == second.rulebook)),
      .init(
        "indicators",
        .list(
          pairs.map { pair in
            .object([
              .init("id", .text(pair.first.id)),
              .init("indicator_version", .text(pair.first.version)),
              .init("definition_digest", .text(pair.first.digest)),
              .init("term", JSONValue(pair.first.term)),
              .init(
                "figures", .list([pair.first, pair.second].map { .object($0.figure.members) })),
            ])
          })),
      .init(
        "differ",
        .list(
          refused.map { id, term, reasons in
            .object([
              .init("id", .text(id)), .init("term", JSONValue(term)),
              .init("why", .list(reasons.map(\.json))),
            ])
          })),
      .init("exit_code", .integer(code)),
    ])
  }

  /// As text for people.
  package func text(in language: Language, _ options: TextOptions) -> String {
    var page = Page(options)
    func say(_ words: Words, _ arguments: String...) -> String {
      Phrase.fill(words.in(language), arguments)
    }
    func term(_ text: Text) -> String {
      language == .french
        ? (text.french?.inFrenchTypography ?? text.english) : text.english
    }
    page.put(say(PortfolioWords.compareTitle), at: 0, .strong)
    for (label, file) in [("A", first), ("B", second)] {
      page.put(
        file.file + " · " + file.counted(in: language) + " · " + file.day, at: 3, label: label)
    }
    if first.rulebook != second.rulebook {
      page.put(
        say(
          PortfolioWords.otherRules, String(first.rulebook.prefix(12)),
          String(second.rulebook.prefix(12))), at: 0, .open)
    }
    if first.day != second.day {
      page.put(say(PortfolioWords.otherDays, first.day, second.day), at: 0, .open)
    }
    page.skip()
    page.put(
      PortfolioWords.comparable.said(in: language, count: pairs.count, String(pairs.count)), at: 0)
    for pair in pairs {
      page.skip()
      page.put(term(pair.first.term), at: 2, .strong)
      for (label, figure) in [("A", pair.first.figure), ("B", pair.second.figure)] {
        let words = FigureWords(language: language, about: first.about)
        page.put(
          words.figure(figure) + " · " + words.unknown(figure), at: 7, label: "    " + label)
      }
      page.put(
        "\(pair.first.id) \(pair.first.version) · \(pair.first.digest.prefix(12))", at: 4, .faint)
    }
    if !refused.isEmpty {
      page.skip()
      page.put(say(PortfolioWords.notComparable), at: 0, .bad)
      for (id, words, reasons) in refused {
        page.put(
          "\(term(words)) (\(id)): "
            + reasons.map { $0.words(in: language) }.joined(separator: "; "), at: 4,
          label: "  ✗")
      }
    }
    return page.text
  }
}

extension FiguresFile {
  fileprivate var json: JSONValue {
    .object([
      .init("file", .text(file)), .init("day", .text(day)),
      .init("rulebook", .object([.init("digest", .text(rulebook))])),
      .init(about == .system ? "systems" : "records", .integer(count)),
    ])
  }

  /// `40 systems`, `1,000,000 records`.
  fileprivate func counted(in language: Language) -> String {
    about == .system
      ? PortfolioWords.systems.said(in: language, count: count, String(count))
      : AuditWords.records.said(in: language, count: count, [count.grouped(in: language)])
  }
}

extension FiguresComparison.Reason {
  fileprivate var json: JSONValue {
    switch self {
    case .version(let first, let second):
      .object([.init("differs", .text("version")), .init("values", .texts([first, second]))])
    case .definition(let first, let second):
      .object([.init("differs", .text("definition")), .init("values", .texts([first, second]))])
    case .onlyIn(let file):
      .object([.init("differs", .text("only_in")), .init("values", .texts([file]))])
    }
  }

  fileprivate func words(in language: Language) -> String {
    let words: (String, String) =
      switch self {
      case .version(let first, let second):
        ("version \(first) and version \(second)", "version \(first) et version \(second)")
      case .definition(let first, let second):
        (
          "its definition is another (\(first.prefix(12)) and \(second.prefix(12)))",
          "la définition est autre (\(first.prefix(12)) et \(second.prefix(12)))"
        )
      case .onlyIn(let file): ("only in \(file)", "seulement dans \(file)")
      }
    return language == .french ? words.1.inFrenchTypography : words.0
  }
}

/// Says figures.
struct FigureWords {
  let language: Language
  var about = Indicator.Subject.system

  /// Decisions are many.
  private func number(_ number: Int) -> String {
    about == .system ? String(number) : number.grouped(in: language)
  }

  /// `12 of 40 to 17 of 40`, or why there is none.
  func figure(_ figure: IndicatorFigure) -> String {
    guard figure.denominator > 0 else {
      return (about == .system ? PortfolioWords.noFigure : AuditWords.noFigure).in(language)
    }
    let (low, high) = (number(figure.counted), number(figure.most))
    let all = number(figure.denominator)
    return figure.unknown == 0
      ? Phrase.fill(PortfolioWords.exact.in(language), [low, all])
      : Phrase.fill(PortfolioWords.interval.in(language), [low, high, all])
  }

  /// Of how many nobody knows.
  func unknown(_ figure: IndicatorFigure) -> String {
    let words = Phrase.fill(
      PortfolioWords.unknownCount.in(language), [number(figure.unknown)])
    guard figure.perhaps > 0 else { return words }
    return words + ", "
      + PortfolioWords.perhaps.said(
        in: language, count: figure.perhaps, number(figure.perhaps))
  }
}
