package import RuleCompiler

/// A hash function of the caller's own, such as SHA-256 as hexadecimal digits.
public typealias HashFunction = @Sendable ([UInt8]) -> String

extension CheckedRules {
  /// What names the meaning of a rule: the hash of all that it says, binds and depends on by name.
  ///
  /// Comments, order of keys, remedies and places make no difference. Rules that it names count by
  /// their names alone: they have digests of their own.
  package func digest(of id: RuleID, by hash: HashFunction) -> String {
    hash(Array(RuleText(rules: self).words(for: self[id]).utf8))
  }
}

/// Writes a rule in one way only: every part in brackets, words in quotes.
private struct RuleText {
  let rules: CheckedRules

  func words(for rule: Rule<Atom>) -> String {
    list(
      [
        "clearance-rule-1", quoted(rules.fullName(rule.id)), rule.kind.rawValue,
        rule.level.rawValue, list(rule.bearers.map(quoted)), optional(rule.holder),
        rule.membership.map {
          list([quoted(rules[$0.scheme].name), quoted(rules[$0.scheme].classes[$0.rank])])
        } ?? "-",
      ] + rule.versions.map(words))
  }

  private func words(for version: Version<Atom>) -> String {
    list([
      "version", words(for: version.period), words(for: version.citation),
      version.status.rawValue, version.verified.rawValue, version.severity.rawValue,
      words(for: version.body), list(version.unless.map(words)),
      version.requires.map(words) ?? "-", list(version.evidence.map(quoted)),
    ])
  }

  private func words(for period: Period) -> String {
    list([period.from?.description ?? "-", period.until?.description ?? "-"])
  }

  private func words(for citation: Citation?) -> String {
    guard let citation else { return "-" }
    return list([
      list(citation.provisions.map(quoted)), quoted(citation.cite), words(for: citation.says),
    ])
  }

  private func words(for text: Text) -> String {
    list([quoted(text.english), optional(text.french)])
  }

  private func words(for body: Body<Atom>) -> String {
    switch body {
    case .when(let condition): list(["when", words(for: condition)])
    case .untranslatable(let why, _): list(["untranslatable", quoted(why)])
    case .readings(let readings):
      list(
        ["readings"]
          + readings.map {
            list([
              quoted($0.name), words(for: $0.says), quoted($0.source), words(for: $0.period),
              words(for: $0.when),
            ])
          })
    }
  }

  private func words(for derogation: Derogation<Atom>) -> String {
    list([
      quoted(derogation.name), words(for: derogation.citation), words(for: derogation.period),
      derogation.mustBeShown ? "shown" : "-", derogation.verified.rawValue,
      words(for: derogation.body), list(derogation.unless.map(words)),
    ])
  }

  // MARK: Conditions

  private func words(for condition: Condition<Atom>) -> String {
    switch condition.shape {
    case .always: "always"
    case .all(let parts): list(["all"] + parts.map(words))
    case .any(let parts): list(["any"] + parts.map(words))
    case .not(let part): list(["not", words(for: part)])
    case .atom(let atom): words(for: atom)
    }
  }

  private func words(for atom: Atom) -> String {
    switch atom {
    case .fact(let id, let test):
      let fact = rules.vocabulary[id]
      return list(["fact", quoted(fact.name), words(for: test) { quoted(fact.words(for: $0)) }])
    case .measure(let id, let test):
      return list(["measure", quoted(rules[id].name), words(for: test, plain)])
    case .assessmentDay(let test): return list(["day", words(for: test, plain)])
    case .rule(let id): return list(["rule", quoted(rules.fullName(id))])
    case .reached(let id, let path): return list(["rule", quoted(rules.fullName(id, path))])
    case .reading(let id, let index):
      return list(["reading", quoted(rules.fullName(id)), quoted(rules[id].readingNames[index])])
    case .scheme(let id, let among):
      return list(["scheme", quoted(rules[id].name)] + among.map { quoted(rules[id].classes[$0]) })
    case .items(let quantity, let list, let filter, let demand):
      return self.list([
        quantity.rawValue, quoted(rules.vocabulary[list].name), filter.map(words) ?? "-",
        demand.map(words) ?? "-",
      ])
    case .uses(let quantity, let filter, let demand):
      return list([
        quantity.rawValue, "uses", filter.map(words) ?? "-", demand.map(words) ?? "-",
      ])
    }
  }

  private func words(for test: Test, _ value: (Value) -> String) -> String {
    switch test {
    case .among(let values): list(["among"] + values.map(value))
    case .includesAll(let places): list(["includes_all", value(.members(places))])
    case .only(let places): list(["only", value(.members(places))])
    case .present: "present"
    case .atLeast(let bound): list(["at_least", value(bound)])
    case .atMost(let bound): list(["at_most", value(bound)])
    case .before(let bound): list(["before", value(bound)])
    case .onOrAfter(let bound): list(["on_or_after", value(bound)])
    case .lessThan(let fact): list(["less_than", quoted(rules.vocabulary[fact].name)])
    }
  }

  /// A value of something that no fact declares.
  private func plain(_ value: Value) -> String {
    switch value {
    case .number(let number): number.description
    case .day(let day): day.description
    case .instant(let instant): instant.description
    case .word(let word): quoted(word)
    case .option(let place): String(place)
    case .members(let places): list(places.map(String.init))
    case .none: "none"
    }
  }

  // MARK: Writing

  private func list(_ parts: [String]) -> String { "(" + parts.joined(separator: " ") + ")" }

  private func optional(_ text: String?) -> String { text.map(quoted) ?? "-" }

  private func quoted(_ text: String) -> String {
    "\"" + text.map { "\"\\".contains($0) ? "\\\($0)" : String($0) }.joined() + "\""
  }
}
