package import LocatedYAML
package import RuleCompiler

/// The figures of a portfolio, or of an audit, that was written as JSON before.
package struct FiguresFile: Sendable {
  /// One of its figures, with what names its definition.
  package struct Figure: Sendable {
    package let id: String
    package let version: String
    package let digest: String
    package let term: Text
    package let figure: IndicatorFigure
  }

  package let file: String
  package let day: String
  package let rulebook: String
  /// Whether it counts systems or decisions, and how many there were of them.
  package let about: Indicator.Subject
  package let count: Int
  package let figures: [Figure]

  /// Reads one; nil where it is neither of a version that is known, with the reasons noted.
  package init?(_ source: SourceFile, limits: Limits, noting diagnostics: inout [Diagnostic]) {
    guard let node = Node.read(source, limits: limits, noting: &diagnostics) else { return nil }
    let version = node.text("version")
    let about: Indicator.Subject? =
      switch node.text("format") {
      case "clearance-portfolio" where version == String(PortfolioJSON.version): .system
      case "clearance-audit" where version == String(AuditJSON.version): .decision
      default: nil
      }
    guard let about, let day = node.text("day"),
      let rulebook = node.member("rulebook")?.text("digest"),
      let count = about == .system
        ? node.member("counts")?.integer("assessed") : node.integer("records"),
      case .sequence(let items)? = node.member("indicators")?.shape
    else {
      diagnostics.append(.notAPortfolio(in: source.path, at: node.span))
      return nil
    }
    var figures: [Figure] = []
    for item in items {
      guard let figure = Figure(item) else {
        diagnostics.append(.notAFigure(in: source.path, at: item.span))
        return nil
      }
      figures.append(figure)
    }
    file = source.path
    self.day = day
    self.rulebook = rulebook
    self.about = about
    self.count = count
    self.figures = figures
  }
}

extension FiguresFile.Figure {
  /// Nil where something is missing, or where the numbers cannot be.
  fileprivate init?(_ node: Node) {
    guard let id = node.text("id"), let version = node.text("indicator_version"),
      let digest = node.text("definition_digest"), let term = node.member("term"),
      let english = term.text("en"), let denominator = node.integer("denominator"),
      let counted = node.integer("at_least"), let unknown = node.integer("unknown"),
      let most = node.integer("at_most"), most == counted + unknown, most <= denominator,
      let perhaps = node.integer("denominator_unknown"), let outside = node.integer("outside")
    else { return nil }
    self.id = id
    self.version = version
    self.digest = digest
    self.term = Text(english, french: term.text("fr"))
    figure = IndicatorFigure(
      denominator: denominator, counted: counted, unknown: unknown, perhaps: perhaps,
      outside: outside)
  }
}

extension Node {
  fileprivate func member(_ name: String) -> Node? {
    guard case .mapping(let entries) = shape else { return nil }
    return entries.first { $0.key.text == name }?.value
  }

  fileprivate func text(_ name: String) -> String? {
    guard case .scalar(let scalar)? = member(name)?.shape else { return nil }
    return scalar.text == "null" && scalar.isPlain ? nil : scalar.text
  }

  /// A number that counts something.
  fileprivate func integer(_ name: String) -> Int? {
    text(name).flatMap(Int.init).flatMap { (0...1_000_000_000_000).contains($0) ? $0 : nil }
  }
}

extension Diagnostic {
  static func notAPortfolio(in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "not-a-portfolio", severity: .error,
      message:
        "this is neither a portfolio in JSON of version \(PortfolioJSON.version) nor an audit",
      file: file, span: SourceSpan(start: span.start, end: span.start),
      hint: "`clearance portfolio FOLDER --format json` writes one, and so does `clearance audit`")
  }

  static func notAFigure(in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "not-a-figure", severity: .error,
      message: "this figure lacks something, or its numbers cannot be", file: file,
      span: SourceSpan(start: span.start, end: span.start))
  }
}
