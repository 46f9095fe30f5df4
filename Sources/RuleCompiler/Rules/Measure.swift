import LocatedYAML

/// A number that follows from answers: a score, a score after an adjustment, an elapsed time.
package struct Measure<Atom: Sendable>: Sendable {
  package let id: MeasureID
  package let act: ActID
  /// A word, or `group.name` for one about an item.
  package let name: String
  /// Nil for an elapsed time, which takes the citations of the rules that use it.
  package let citation: Citation?
  package let form: Form
  package let place: Place

  package enum Form: Sendable {
    case score([Points])
    case adjusted(Adjustment<Atom>)
    case elapsed(Elapsed)
  }
}

/// What the answers to one fact add to a score.
package struct Points: Sendable {
  package let fact: FactID
  /// Points of each option, by its place; for `yes_no`, of no and of yes.
  package let options: [Number]
}

/// A score times a factor where a condition holds, as it is otherwise.
package struct Adjustment<Atom: Sendable>: Sendable {
  package let base: MeasureID
  package let when: Condition<Atom>
  package let factor: Number
  package let rounding: Rounding?
}

/// The time between two dates or two instants.
package struct Elapsed: Sendable {
  package let from: Endpoint
  package let to: Endpoint
  package let unit: TimeUnit
  /// Count both the first and the last day.
  package let countsBothEnds: Bool
  /// Between dates; otherwise between times.
  package let isBetweenDays: Bool

  package enum Endpoint: Hashable, Sendable {
    case fact(FactID)
    case assessmentDay
  }
}

/// The unit in which an elapsed time is compared.
package enum TimeUnit: String, Sendable, CaseIterable {
  case days, hours, seconds

  package var seconds: Int {
    switch self {
    case .days: 86_400
    case .hours: 3600
    case .seconds: 1
    }
  }
}

/// A measure whose names have not been looked up.
struct WrittenMeasure {
  let act: ActID
  let name: Key
  let file: String
  let citation: Citation?
  let form: Form

  enum Form {
    case score([(Key, Entry)])
    case adjusted(of: Key, when: Condition<Written>, times: Number, round: Rounding?)
    case elapsed(from: Key, to: Key, unit: TimeUnit, bothEnds: Bool)
  }
}

/// How days are counted.
private enum Counting: String, CaseIterable {
  case bothEnds = "both_ends"
  case afterFirst = "after_first"
}

extension WrittenMeasure {
  /// Reads an entry of `scores` or of `derived`.
  static func read(
    _ entry: Entry, of act: ActID, in file: String, noting diagnostics: inout [Diagnostic]
  ) -> WrittenMeasure? {
    guard var fields = Fields(entry.value, of: entry.key.text, in: file, noting: &diagnostics)
    else { return nil }
    let provisions = fields.words("provision", noting: &diagnostics).map(\.text)
    let cite = fields.text("cite", noting: &diagnostics)
    let says = fields.sentence("says", noting: &diagnostics)
    let points = fields.take("points")
    let adjusted = fields.take("adjusted")
    let elapsed = fields.take("elapsed")
    fields.finish(noting: &diagnostics)
    let form: Form?
    switch (points, adjusted, elapsed) {
    case (let points?, nil, nil): form = readPoints(points, in: file, noting: &diagnostics)
    case (nil, let adjusted?, nil): form = readAdjusted(adjusted, in: file, noting: &diagnostics)
    case (nil, nil, let elapsed?): form = readElapsed(elapsed, in: file, noting: &diagnostics)
    default:
      diagnostics.append(.measureForm(entry.key, in: file))
      return nil
    }
    guard let form else { return nil }
    if elapsed == nil {
      for (key, missing) in [
        ("provision", provisions.isEmpty), ("cite", cite == nil), ("says", says == nil),
      ] where missing {
        diagnostics.append(
          .missingKey(key, of: "`\(entry.key.text)`", in: file, at: entry.key.span))
      }
    }
    let citation = cite.flatMap { cite in
      says.map { Citation(provisions: provisions, cite: cite.text, says: $0) }
    }
    return WrittenMeasure(act: act, name: entry.key, file: file, citation: citation, form: form)
  }

  private static func readPoints(
    _ entry: Entry, in file: String, noting diagnostics: inout [Diagnostic]
  ) -> Form? {
    guard case .mapping(let entries) = entry.value.shape, !entries.isEmpty else {
      diagnostics.append(.mappingExpected("points", in: file, at: entry.value.span))
      return nil
    }
    let tables: [(Key, Entry)] = entries.compactMap { item in
      guard case .mapping(let forms) = item.value.shape, forms.count == 1, let form = forms.first,
        form.key.text == "one" || form.key.text == "sum"
      else {
        diagnostics.append(.pointsForm(item.key, in: file))
        return nil
      }
      return (item.key, form)
    }
    return tables.count == entries.count ? .score(tables) : nil
  }

  private static func readAdjusted(
    _ entry: Entry, in file: String, noting diagnostics: inout [Diagnostic]
  ) -> Form? {
    guard var fields = Fields(entry.value, of: "adjusted", in: file, noting: &diagnostics) else {
      return nil
    }
    let base = fields.text("of", noting: &diagnostics)
    let times = fields.text("times", noting: &diagnostics)
    let rounding: Rounding? = fields.choice("round", noting: &diagnostics)
    let when = fields.take("when").flatMap {
      Condition.read($0.value, in: file, noting: &diagnostics)
    }
    fields.finish(noting: &diagnostics)
    guard let base, let times, let when else {
      let key = base == nil ? "of" : times == nil ? "times" : "when"
      diagnostics.append(.missingKey(key, of: "`adjusted`", in: file, at: entry.key.span))
      return nil
    }
    guard let factor = Number(times.text), factor.digits >= 0 else {
      diagnostics.append(.notANumber(times, in: file))
      return nil
    }
    return .adjusted(of: base, when: when, times: factor, round: rounding)
  }

  private static func readElapsed(
    _ entry: Entry, in file: String, noting diagnostics: inout [Diagnostic]
  ) -> Form? {
    guard var fields = Fields(entry.value, of: "elapsed", in: file, noting: &diagnostics) else {
      return nil
    }
    let from = fields.text("from", noting: &diagnostics)
    let to = fields.text("to", noting: &diagnostics)
    let unit: TimeUnit? = fields.choice("in", noting: &diagnostics)
    let counting: Counting? = fields.choice("counting", noting: &diagnostics)
    fields.finish(noting: &diagnostics)
    guard let from, let to, let unit else {
      let key = from == nil ? "from" : to == nil ? "to" : "in"
      diagnostics.append(.missingKey(key, of: "`elapsed`", in: file, at: entry.key.span))
      return nil
    }
    return .elapsed(from: from, to: to, unit: unit, bothEnds: counting == .bothEnds)
  }
}

extension Diagnostic {
  static func measureForm(_ name: Key, in file: String) -> Diagnostic {
    Diagnostic(
      code: "measure-form", severity: .error,
      message: "`\(name.text)` needs one of `points`, `adjusted` and `elapsed`", file: file,
      span: name.span)
  }

  static func pointsForm(_ name: Key, in file: String) -> Diagnostic {
    Diagnostic(
      code: "points-form", severity: .error,
      message:
        "points of `\(name.text)` are `{one: {option: points}}` or `{sum: {option: points}}`",
      file: file, span: name.span)
  }

  static func notANumber(_ word: Key, in file: String) -> Diagnostic {
    Diagnostic(
      code: "not-a-number", severity: .error, message: "`\(word.text)` is not a decimal number",
      file: file, span: word.span)
  }
}
