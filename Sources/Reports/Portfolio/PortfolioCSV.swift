import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// A portfolio as CSV of RFC 4180: a row for each system, and for each that could not be assessed.
struct PortfolioCSV {
  let portfolio: Portfolio
  private let names: PortfolioNames
  private let schemes: [Scheme]

  init(_ portfolio: Portfolio) {
    self.portfolio = portfolio
    names = PortfolioNames(portfolio, .english)
    schemes = portfolio.classes.map(\.scheme)
  }

  private var columns: [String] {
    ["name", "title", "owner", "file", "line", "day", "jurisdictions", "as_if", "standing"]
      + ["violated", "undecided", "contested", "open", "satisfied", "waived", "questions"]
      + schemes.flatMap { [$0.name + "_highest", $0.name + "_lowest"] }
      + ["label", "label_scheme", "agreement", "deciding"]
      + portfolio.registry.dimensions.map(\.name)
      + portfolio.registry.indicators.map { "indicator_" + $0.name }
      + ["next_duty_from", "next_duty", "problem"]
  }

  var text: String {
    var text = Self.line(columns)
    for problem in portfolio.problems { text += Self.line(row(problem)) }
    for system in portfolio.systems { text += Self.line(row(system)) }
    return text
  }

  private static func line(_ cells: [String]) -> String {
    cells.map(\.csvField).joined(separator: ",") + "\r\n"
  }

  private func row(_ system: PortfolioSystem) -> [String] {
    let result = system.result
    func count(_ state: DutyState) -> String { String(result.counts[state] ?? 0) }
    let next = result.duties.filter { $0.gates && $0.begins != nil }.min {
      ($0.begins ?? portfolio.day) < ($1.begins ?? portfolio.day)
    }
    var cells = [
      system.name, system.title ?? "", system.owner ?? "", system.file,
      system.line.map(String.init) ?? "", system.day.description,
      system.jurisdictions.joined(separator: " "), system.asIf.joined(separator: " "),
    ]
    cells += [
      result.standing.rawValue, count(.violated), count(.undecided), count(.contested),
      count(.open), count(.satisfied), String(result.waived), String(result.questions.count),
    ]
    for scheme in schemes { cells += classes(system, scheme) }
    cells += label(system) + dimensions(system) + indicators(system)
    cells += [
      next?.begins?.description ?? "", next.map { names.rules.fullName($0.rule) } ?? "", "",
    ]
    return cells
  }

  private func classes(_ system: PortfolioSystem, _ scheme: Scheme) -> [String] {
    guard let own = system.result.classes.first(where: { $0.scheme == scheme.id }) else {
      return ["", ""]
    }
    return [scheme.classes[own.highest], scheme.classes[own.lowest]]
  }

  private func label(_ system: PortfolioSystem) -> [String] {
    guard let compared = system.comparisons.first else { return ["", "", "", ""] }
    return [
      compared.label.words, names.rules[compared.label.scheme].name,
      compared.agreement.rawValue,
      compared.own.deciders(against: compared.label, names.rules).map(names.rules.fullName)
        .joined(separator: " "),
    ]
  }

  private func dimensions(_ system: PortfolioSystem) -> [String] {
    zip(portfolio.registry.dimensions, system.result.groups).map { dimension, places in
      let fact = names.rules.vocabulary[dimension.fact]
      let options = fact.type == .yesNo ? ["no", "yes"] : fact.options.map(\.name)
      return places.map { $0.map { options[$0] }.joined(separator: " ") } ?? ""
    }
  }

  /// `counted`, `not_counted`, `unknown`, or nothing outside the denominator.
  private func indicators(_ system: PortfolioSystem) -> [String] {
    system.standings.map { standing in
      switch (standing.denominator, standing.numerator) {
      case (.no, _): ""
      case (.unknown, _): "denominator_unknown"
      case (.yes, .yes): "counted"
      case (.yes, .no): "not_counted"
      case (.yes, .unknown): "unknown"
      }
    }
  }

  /// Under `standing` it says `error`, which no system does.
  private func row(_ problem: RunProblem) -> [String] {
    let values = [
      "file": problem.file ?? "", "line": problem.span.map { String($0.start.line) } ?? "",
      "standing": "error",
      "problem": problem.message.english.onOneLine + " [" + problem.code + "]",
    ]
    return columns.map { values[$0] ?? "" }
  }
}
