import LocatedYAML
package import RuleCompiler
package import RuleEvaluator

/// The registry of indicators, for people and for programs.
package struct IndicatorList {
  private let registry: IndicatorRegistry
  private let rules: CheckedRules
  private let definitions: [IndicatorDefinition]

  package init(
    _ registry: IndicatorRegistry, _ rules: CheckedRules, hashing hash: HashFunction
  ) {
    self.registry = registry
    self.rules = rules
    definitions = registry.indicators.map { IndicatorDefinition($0, hash) }
  }

  package var json: JSONValue {
    .list(
      definitions.map { definition in
        .object(
          definition.members + [
            .init("about", .text(definition.indicator.about.rawValue)),
            .init("file", .text(definition.indicator.place.file)),
            .init("line", .integer(definition.indicator.place.span.start.line)),
          ])
      })
  }

  package func text(in language: Language, _ options: TextOptions) -> String {
    var page = Page(options)
    let wording = Wording(language: language, rules: rules, useCase: nil)
    for definition in definitions {
      let indicator = definition.indicator
      page.skip()
      page.put(
        wording.sentence(indicator.term), at: 0, right: "\(indicator.name) \(indicator.version)",
        .strong)
      page.put(wording.sentence(indicator.definition), at: 2)
      func line(_ words: Words, _ text: String) {
        page.put(wording.say(.sepSays, words.in(language), text), at: 2, .faint)
      }
      line(PortfolioWords.unit, wording.sentence(indicator.unit))
      line(PortfolioWords.source, wording.sentence(indicator.source))
      line(PortfolioWords.validFrom, indicator.validFrom.description)
      page.put(
        "sha256 \(definition.digest.prefix(12))", at: 2,
        right: "\(indicator.place.file):\(indicator.place.span.start.line)", .faint)
    }
    return page.text
  }
}
