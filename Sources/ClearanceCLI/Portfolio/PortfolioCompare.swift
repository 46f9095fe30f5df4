import ArgumentParser
import LocatedYAML
import Reports
import RuleCompiler

/// `clearance portfolio compare`: the figures of two administrations, where they mean the same.
struct PortfolioCompare: Verb {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract:
      "Lays the figures of two portfolios, or of two audits, side by side, where their definitions agree.",
    discussion: """
      Both are read as `clearance portfolio FOLDER --format json` or `clearance audit --format json` \
      writes them. Two figures are laid \
      side by side only where id, version and definition of the indicator agree; otherwise it is \
      said which differ, and in what.

      \(ExitStatus.help)
      """)

  @Argument(help: "A portfolio or an audit in JSON.", completion: .file(extensions: ["json"]))
  var first: String

  @Argument(help: "Another one.", completion: .file(extensions: ["json"]))
  var second: String

  @OptionGroup var result: ResultOptions
  @OptionGroup var style: StyleOptions

  var wantsJSON: Bool { result.wantsJSON }
  var language: Language { result.language }

  /// A portfolio of a hundred thousand systems has its place in it.
  private static var limits: Limits {
    var limits = Limits.useCase
    limits.bytes = 256 << 20
    limits.nodes = 64 << 20
    return limits
  }

  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome {
    let one = try read(first, in: surroundings)
    let two = try read(second, in: surroundings)
    guard one.about == two.about else { throw Failure(.notAlike(second)) }
    let comparison = FiguresComparison(one, two)
    var outcome = Outcome()
    if wantsJSON {
      outcome.say(comparison.json(code: 0).written)
    } else {
      outcome.say(comparison.text(in: language, style.options(in: surroundings)))
    }
    return outcome
  }

  private func read(
    _ path: String, in surroundings: Surroundings
  ) throws(Failure) -> FiguresFile {
    let bytes: [UInt8]
    do { bytes = try surroundings.files.read(path, limit: Self.limits.bytes) } catch {
      throw Failure(error)
    }
    let source = SourceFile(path: path, bytes: bytes)
    var diagnostics: [Diagnostic] = []
    guard
      let figures = FiguresFile(source, limits: Self.limits, noting: &diagnostics),
      !diagnostics.containsError
    else { throw Failure(diagnostics, in: [source]) }
    return figures
  }
}

extension Problem {
  fileprivate static func notAlike(_ file: String) -> Problem {
    Problem(
      code: "not-alike", message: "one of them is a portfolio and the other an audit",
      french: "l'un est un portefeuille et l'autre un audit", file: file,
      hint: "compare two portfolios, or two audits",
      frenchHint: "comparer deux portefeuilles, ou deux audits")
  }
}
