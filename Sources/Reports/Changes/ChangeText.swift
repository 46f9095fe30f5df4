import RuleCompiler
import RuleEvaluator

/// Puts changes into words, in one language.
struct ChangeText {
  let wording: Wording
  let changes: Changes

  private var language: Language { wording.language }
  private var rules: CheckedRules { wording.rules }

  /// Everything that a set makes otherwise, fact by fact.
  struct Line {
    let lever: Lever
    let question: String
    let name: String
    let words: String
    /// The only role that can do it.
    let role: String?
  }

  func lines(_ set: [Change]) -> [Line] {
    set.map(\.lever).uniqued().map { lever in
      line(lever, set.filter { $0.lever == lever })
    }
  }

  private func line(_ lever: Lever, _ own: [Change]) -> Line {
    let fact = rules.vocabulary[lever.fact]
    return Line(
      lever: lever, question: question(lever), name: name(of: lever),
      words: WhatIfWords.fromTo.said(in: language, before(lever), after(own, of: fact)),
      role: fact.measureOf.map { WhatIfWords.byOnly.said(in: language, wording.party($0)) })
  }

  func question(_ lever: Lever) -> String { wording.question(asked(lever)) }

  func name(of lever: Lever) -> String { wording.name(of: asked(lever)) }

  private func asked(_ lever: Lever) -> Question {
    if let item = changes.itemName(of: lever) { return .itemFact(lever.fact, item: item) }
    return .fact(lever.fact, context: lever.context)
  }

  // MARK: From what to what

  /// What is said now.
  func before(_ lever: Lever) -> String {
    let fact = rules.vocabulary[lever.fact]
    switch changes.answer(to: lever)?.said {
    case .value(.none)?: return WhatIfWords.none.said(in: language)
    case .value(let value)?: return wording.words(for: value, of: fact)
    case .partly(let has, _)?:
      return has.isEmpty
        ? WhatIfWords.notSaid.said(in: language)
        : wording.words(for: .members(has), of: fact) + ", …"
    case .unknown?, .unsayable?, nil:
      return (changes.isAsked(lever) ? WhatIfWords.notSaid : WhatIfWords.notAsked)
        .said(in: language)
    }
  }

  private func after(_ own: [Change], of fact: Fact) -> String {
    guard fact.isSet else { return own.map { words(for: $0.cells, of: fact, $0) }.joined() }
    let isIn = own.filter { $0.cells.contains(1) }.compactMap(\.member)
    let isOut = own.filter { $0.cells.contains(0) }.compactMap(\.member)
    return [(isIn, WhatIfWords.add), (isOut, WhatIfWords.drop)].filter { !$0.0.isEmpty }.map {
      $1.said(in: language, wording.words(for: .members($0.sorted()), of: fact))
    }.joined(separator: ", ")
  }

  /// Cells that all do: one after another on a line they are a stretch of it.
  private func words(for cells: CellSet, of fact: Fact, _ change: Change) -> String {
    let form = changes.cells(of: change)
    var parts: [String] = []
    var run: [Int] = []
    func end() {
      if let first = run.first, let last = run.last {
        parts.append(stretch(form, first, last, fact, change))
      }
      run = []
    }
    for cell in cells.cells {
      let isLine = if case .line = form?.form { cell != form?.noneCell } else { false }
      if !isLine || run.last.map({ $0 + 1 != cell }) == true { end() }
      run.append(cell)
      if !isLine { end() }
    }
    end()
    return wording.either(parts)
  }

  private func stretch(
    _ form: Cells?, _ first: Int, _ last: Int, _ fact: Fact, _ change: Change
  ) -> String {
    guard case .line(let boundaries)? = form?.form, first != form?.noneCell else {
      return changes.value(of: change, first).map { word($0, form, first, fact) } ?? ""
    }
    let low = first > 0 ? boundaries[first - 1] : nil
    let high = last < boundaries.count ? boundaries[last] : nil
    let isDay = fact.type == .date || fact.type == .time
    func said(_ boundary: Boundary) -> String { wording.words(for: boundary.point.value, of: fact) }
    if let low, let high, low.point == high.point {
      return (isDay ? WhatIfWords.on : WhatIfWords.exactly).said(in: language, said(low))
    }
    let from: String? = low.map { low in
      low.isAfter
        ? (isDay ? WhatIfWords.after : WhatIfWords.moreThan).said(in: language, said(low))
        : wording.say(isDay ? .onOrAfter : .atLeast, said(low))
    }
    let to: String? = high.map { high in
      high.isAfter
        ? (isDay
          ? WhatIfWords.atMostOn.said(in: language, said(high))
          : wording.say(.atMost, said(high)))
        : isDay
          ? wording.say(.before, said(high)) : WhatIfWords.lessThan.said(in: language, said(high))
    }
    switch (from, to) {
    case (let from?, let to?): return WhatIfWords.between.said(in: language, from, to)
    case (let one?, nil), (nil, let one?): return one
    case (nil, nil):
      return changes.value(of: change, first).map { word($0, form, first, fact) } ?? ""
    }
  }

  private func word(_ value: Value, _ form: Cells?, _ cell: Int, _ fact: Fact) -> String {
    if value == .none { return WhatIfWords.none.said(in: language) }
    if case .words(let words)? = form?.form, cell == words.count {
      return WhatIfWords.another.said(in: language)
    }
    return wording.words(for: value, of: fact)
  }
}
