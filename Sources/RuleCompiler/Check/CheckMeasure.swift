import LocatedYAML

extension WrittenMeasure {
  /// The facts that it reads by itself, by name.
  var factNames: [Key] {
    switch form {
    case .score(let tables): tables.map(\.0)
    case .adjusted: []
    case .elapsed(let from, let to, _, _): [from, to].filter { $0.text != assessmentDayName }
    }
  }

  /// What it adjusts, and so on to the score that adjusts none.
  func adjusting(_ names: Names) -> [WrittenMeasure] {
    var chain: [WrittenMeasure] = []
    var last = self
    while chain.count <= names.measures.count {
      chain.append(last)
      guard case .adjusted(let base, _, _, _) = last.form,
        let (home, rest) = names.split(base.text, within: last.act),
        let id = names.measure(rest, in: home)
      else { break }
      last = names.measures[id.index]
    }
    return chain
  }

  /// Looks up the names of a measure.
  func check(
    _ id: MeasureID, names: Names, noting diagnostics: inout [Diagnostic]
  ) -> Measure<Atom>? {
    if let first = names.measure(name.text, in: act), first != id {
      diagnostics.append(.repeatedName(name, first: nil, in: file))
    }
    let form: Measure<Atom>.Form?
    switch self.form {
    case .score(let tables):
      let points = tables.map { checkPoints($0, $1, names: names, noting: &diagnostics) }
      let whole = points.compactMap { $0 }
      form = whole.count == points.count ? .score(whole) : nil
    case .adjusted(let base, let when, let times, let round):
      form = checkAdjusted(base, when, times, round, names: names, noting: &diagnostics)
    case .elapsed(let from, let to, let unit, let bothEnds):
      form = checkElapsed(from, to, unit, bothEnds, names: names, noting: &diagnostics)
    }
    return form.map {
      Measure(
        id: id, act: act, name: name.text, citation: citation, form: $0,
        place: Place(file: file, span: name.span))
    }
  }

  private func fact(
    _ name: Key, names: Names, noting diagnostics: inout [Diagnostic]
  ) -> Fact? {
    guard let id = names.vocabulary.fact(named: name.text) else {
      diagnostics.append(.unknownFact(name, names.vocabulary, in: file))
      return nil
    }
    return names.vocabulary[id]
  }

  private func checkPoints(
    _ name: Key, _ table: Entry, names: Names, noting diagnostics: inout [Diagnostic]
  ) -> Points? {
    guard let fact = fact(name, names: names, noting: &diagnostics) else { return nil }
    guard fact.level != .item else {
      diagnostics.append(.pointsOfItem(fact, in: file, at: name.span))
      return nil
    }
    let options: [String] =
      fact.type == .yesNo ? ["no", "yes"] : fact.options.map(\.name)
    guard !options.isEmpty, fact.isSet == (table.key.text == "sum") else {
      diagnostics.append(.pointsDoNotFit(fact, in: file, at: name.span))
      return nil
    }
    guard case .mapping(let entries) = table.value.shape else {
      diagnostics.append(.mappingExpected(table.key.text, in: file, at: table.value.span))
      return nil
    }
    var points = [Number?](repeating: nil, count: options.count)
    for entry in entries {
      guard let place = options.firstIndex(of: entry.key.text) else {
        diagnostics.append(.wrongValue(entry.key, for: fact, in: file))
        continue
      }
      guard let word = Fields.text(entry.value, of: entry.key.text, in: file, noting: &diagnostics)
      else { continue }
      guard let number = Number(word.text) else {
        diagnostics.append(.notANumber(word, in: file))
        continue
      }
      points[place] = number
    }
    if let missing = points.firstIndex(of: nil), entries.count < options.count {
      diagnostics.append(.pointsMissing(options[missing], fact, in: file, at: name.span))
    }
    let whole = points.compactMap { $0 }
    return whole.count == points.count ? Points(fact: fact.id, options: whole) : nil
  }

  private func checkAdjusted(
    _ base: Key, _ when: Condition<Written>, _ times: Number, _ round: Rounding?, names: Names,
    noting diagnostics: inout [Diagnostic]
  ) -> Measure<Atom>.Form? {
    let resolver = Resolver(names: names, act: act, file: file, level: .use)
    let condition = resolver.resolve(when, noting: &diagnostics)
    guard let (home, rest) = names.split(base.text, within: act),
      let id = names.measure(rest, in: home)
    else {
      diagnostics.append(
        .unknownName(base, nearest: nearest(to: base.text, among: names.known(in: act)), in: file))
      return nil
    }
    if case .elapsed = names.measures[id.index].form {
      diagnostics.append(.adjustedElapsed(base, in: file))
      return nil
    }
    return condition.map {
      .adjusted(Adjustment(base: id, when: $0, factor: times, rounding: round))
    }
  }

  private func checkElapsed(
    _ from: Key, _ to: Key, _ unit: TimeUnit, _ bothEnds: Bool, names: Names,
    noting diagnostics: inout [Diagnostic]
  ) -> Measure<Atom>.Form? {
    var types: [FactType] = []
    func endpoint(_ name: Key) -> Elapsed.Endpoint? {
      if name.text == assessmentDayName {
        types.append(.date)
        return .assessmentDay
      }
      guard let fact = fact(name, names: names, noting: &diagnostics) else { return nil }
      guard fact.type == .date || fact.type == .time else {
        diagnostics.append(.elapsedOfOther(fact, in: file, at: name.span))
        return nil
      }
      types.append(fact.type)
      return .fact(fact.id)
    }
    guard let first = endpoint(from), let second = endpoint(to) else { return nil }
    guard types[0] == types[1] else {
      diagnostics.append(.elapsedMixed(in: file, at: name.span))
      return nil
    }
    if types[0] == .date, unit != .days {
      diagnostics.append(.elapsedInDays(in: file, at: name.span))
      return nil
    }
    if bothEnds, types[0] == .time {
      diagnostics.append(.countingOfTimes(in: file, at: name.span))
    }
    return .elapsed(
      Elapsed(
        from: first, to: second, unit: unit, countsBothEnds: bothEnds,
        isBetweenDays: types[0] == .date))
  }
}

extension Diagnostic {
  static func pointsDoNotFit(_ fact: Fact, in file: String, at span: SourceSpan) -> Diagnostic {
    let form = fact.isSet ? "sum" : "one"
    return Diagnostic(
      code: "points-do-not-fit", severity: .error,
      message: fact.options.isEmpty && fact.type != .yesNo
        ? "a `\(fact.type.name)` fact has no options to give points to"
        : "points of the `\(fact.type.name)` fact `\(fact.name)` are written `\(form)`",
      file: file, span: span)
  }

  static func pointsOfItem(_ fact: Fact, in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "points-of-item", severity: .error,
      message: "`\(fact.name)` belongs to an item of a list, and items are not summed", file: file,
      span: span)
  }

  static func pointsMissing(
    _ option: String, _ fact: Fact, in file: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      code: "points-missing", severity: .error,
      message: "the points of `\(fact.name)` leave out `\(option)`", file: file, span: span,
      hint: "write 0 where an option adds nothing")
  }

  static func adjustedElapsed(_ base: Key, in file: String) -> Diagnostic {
    Diagnostic(
      code: "adjusted-elapsed", severity: .error,
      message: "only a score can be adjusted, and `\(base.text)` is a time", file: file,
      span: base.span)
  }

  static func elapsedOfOther(_ fact: Fact, in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "elapsed-of-other", severity: .error,
      message: "`\(fact.name)` is neither a date nor a time", file: file, span: span)
  }

  static func elapsedMixed(in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "elapsed-mixed", severity: .error,
      message: "time passes between two dates or between two times, not from one to the other",
      file: file, span: span)
  }

  static func elapsedInDays(in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "elapsed-in-days", severity: .error, message: "dates are only days apart", file: file,
      span: span, hint: "write `in: days`")
  }

  static func countingOfTimes(in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "counting-of-times", severity: .error,
      message: "`counting` is about days, and these are times", file: file, span: span)
  }
}
