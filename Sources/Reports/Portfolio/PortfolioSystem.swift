import LocatedYAML
package import RuleCompiler
package import RuleEvaluator

/// A system as a portfolio lists it: who has it, where it stands, and what its assessment comes to.
package struct PortfolioSystem: Sendable {
  package let name: String
  package let title: String?
  package let owner: String?
  package let jurisdictions: [String]
  package let asIf: [String]
  package let file: String
  /// The line of a register at which its entry begins; nil where the file is about it alone.
  package let line: Int?
  package let day: Day
  package let labels: [SystemLabel]
  /// Among all that were given, those that could not be assessed too; its page is named by it.
  package let number: Int
  package let result: SystemResult

  package init(
    _ useCase: UseCase, on day: Day, line: Int?, labels: [SystemLabel], number: Int,
    result: SystemResult
  ) {
    name = useCase.name
    title = useCase.title
    owner = useCase.operatorName
    jurisdictions = useCase.jurisdictions
    asIf = useCase.asIf
    file = useCase.file
    self.day = day
    self.line = line
    self.number = number
    self.labels = labels
    self.result = result
  }

  package var shownName: String { title ?? name }

  /// Where it is described.
  package var place: String { line.map { "\(file):\($0)" } ?? file }

  /// What the register says of its class, with what comes out here.
  package var comparisons: [(label: SystemLabel, own: SystemClass, agreement: Agreement)] {
    labels.compactMap { label in
      result.classes.first { $0.scheme == label.scheme }.map {
        (label, $0, Agreement(label, $0))
      }
    }
  }
}

/// The class that an administration gives to a system itself.
package struct SystemLabel: Sendable, Hashable {
  package let scheme: SchemeID
  /// The place of the class, 0 the highest.
  package let place: Int
  /// In the register's own words.
  package let words: String
  /// Where it is said.
  package let origin: Text

  package init(scheme: SchemeID, place: Int, words: String, origin: Text) {
    self.scheme = scheme
    self.place = place
    self.words = words
    self.origin = origin
  }
}

/// Whether a label says what comes out here.
package enum Agreement: String, Sendable, CaseIterable {
  case agrees, differs
  /// What is known leaves its class possible, and others.
  case open

  init(_ label: SystemLabel, _ own: SystemClass) {
    self =
      own.isSettled && own.highest == label.place
      ? .agrees : (own.highest...own.lowest).contains(label.place) ? .open : .differs
  }
}

extension UseCase {
  /// The class that the register gives, and classes that the file itself expects.
  package func labels(_ rules: CheckedRules) -> [SystemLabel] {
    let given = entry?.label.flatMap { label -> SystemLabel? in
      guard let scheme = rules.schemes.first(where: { $0.name == label.scheme }),
        let place = scheme.classes.firstIndex(of: label.name)
      else { return nil }
      let origin = entry?.origin(of: [label.column])
      return SystemLabel(
        scheme: scheme.id, place: place, words: label.text.onOneLine,
        origin: Text(
          origin?.words(in: .english) ?? file, french: origin?.words(in: .french) ?? file))
    }
    return [given].compactMap(\.self) + expectedClasses(rules)
  }

  private func expectedClasses(_ rules: CheckedRules) -> [SystemLabel] {
    expectations.compactMap { expectation in
      guard case .scheme(let scheme) = expectation.target,
        let place = rules[scheme].classes.firstIndex(of: expectation.outcome.text)
      else { return nil }
      let start = expectation.outcome.span.start
      return SystemLabel(
        scheme: scheme, place: place, words: expectation.outcome.text,
        origin: Text("\(file):\(start.line):\(start.column)"))
    }
  }
}

extension SystemClass {
  /// The classifications by which a class is decided, against what a label says.
  package func deciders(against label: SystemLabel?, _ rules: CheckedRules) -> [RuleID] {
    guard let label, highest == rules[scheme].classes.count - 1, label.place != highest else {
      return deciders
    }
    return deciders.filter { rules[$0].membership?.rank == label.place }
  }
}
