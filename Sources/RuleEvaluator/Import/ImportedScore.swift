package import RuleCompiler

/// The score of a tool's answers, counted as the tool does: a question without an answer adds
/// nothing.
package struct ImportedScore: Sendable, Hashable {
  /// Each sum, in the order of the preset.
  package let sums: [Number]
  package let total: Number
  /// The place in its scheme of the class that the total gives.
  package let place: Int
}

/// The scores that a file of a tool leads to.
package struct ImportedScores: Sendable {
  /// Of all that stands in the file, as the tool counts.
  package let ofTool: ImportedScore
  /// Of the answers to questions that are shown.
  package let ofShown: ImportedScore
  /// What the total can be once every question that is shown has an answer.
  package let possible: Interval
  /// The classes that the ends of that give.
  package let possiblePlaces: (low: Int, high: Int)
}

extension ImportedFile {
  /// The scores on a day; nil where the tool makes none.
  package func scores(on day: Day) -> ImportedScores? {
    guard let score = preset.score else { return nil }
    let useCase = UseCase(shown, by: preset)
    let rules = rulebook.rules
    func evaluation(_ given: [MeasureID: Number]) -> Evaluation {
      var setting = Setting(of: useCase, on: day, rules)
      setting.scores = given
      return Evaluation(useCase, setting, rulebook)
    }
    func counted(_ answers: [ImportedAnswer]) -> ImportedScore? {
      let values = Dictionary(uniqueKeysWithValues: answers.map { ($0.fact, $0.value) })
      let sums = score.sums.map { rules[$0].sum(of: values) }
      let given = Dictionary(uniqueKeysWithValues: zip(score.sums, sums))
      let evaluation = evaluation(given)
      return evaluation.interval(of: score.total, 0).map {
        ImportedScore(sums: sums, total: $0.low, place: evaluation.bestPlace(in: score.scheme))
      }
    }
    guard let ofTool = counted(shown + hidden), let ofShown = counted(shown),
      let possible = evaluation([:]).interval(of: score.total, 0)
    else { return nil }
    func place(_ total: Number) -> Int {
      evaluation([score.total: total]).bestPlace(in: score.scheme)
    }
    return ImportedScores(
      ofTool: ofTool, ofShown: ofShown, possible: possible,
      possiblePlaces: (place(possible.low), place(possible.high)))
  }
}

extension Measure {
  /// The points of answers; a fact without one adds nothing.
  fileprivate func sum(of answers: [FactID: Value]) -> Number {
    guard case .score(let points) = form else { return Number(0) }
    return points.reduce(Number(0)) { sum, points in
      let places: [Int] =
        switch answers[points.fact] {
        case .option(let place)?: [place]
        case .members(let places)?: places
        case .some(.none), .number?, .day?, .instant?, .word?, nil: []
        }
      return places.reduce(sum) { $0.adding(points.options[$1]) ?? $0 }
    }
  }
}

extension Evaluation {
  /// The highest class that the system may have. Whether it has any may hang on more than a score.
  fileprivate func bestPlace(in scheme: SchemeID) -> Int {
    let steps = program.classes[scheme.index]
    return steps.firstIndex { truths[0][$0.index] != .no } ?? steps.count - 1
  }
}
