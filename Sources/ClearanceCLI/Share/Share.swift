import ArgumentParser
import LocatedYAML
import Reports
import RuleCompiler
import RuleEvaluator

/// `clearance share`: a use case that may be given to other administrations.
struct Share: Verb {
  static let configuration = CommandConfiguration(
    abstract: "Writes a use case fit for others: operational answers are withheld.",
    discussion: """
      Answers to facts that the vocabulary marks `operational: yes` become \
      `{unknown: withheld}`. Comments, reasons, names of items, paths of documents, waivers and \
      who judged are left out. What that opens is told, on standard error or with --format json. \
      A file that is there already is never overwritten.

      \(ExitStatus.help)
      """)

  @Argument(help: "The use-case file, or - for standard input.", completion: .file())
  var path: String

  @Option(
    help: ArgumentHelp("The file to write; else standard output.", valueName: "file"),
    completion: .file(extensions: ["yaml"]))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "What the shared case is called; else after what is in it.", valueName: "word"))
  var name: String?

  @Option(
    name: .customLong("withhold"), parsing: .singleValue,
    help: ArgumentHelp(
      "Withhold this fact too, such as use.task; may be repeated.", valueName: "fact"))
  var others: [String] = []

  @OptionGroup var day: DayOption
  @OptionGroup var rules: RulesOption
  @OptionGroup var result: ResultOptions
  @OptionGroup var inputs: InputOptions

  var wantsJSON: Bool { result.wantsJSON }
  var language: Language { result.language }

  mutating func validate() throws {
    guard let name else { return }
    let isWord = name.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x5F
    }
    if name.isEmpty || !isWord {
      throw ValidationError("--name takes lower-case letters, digits, - and _")
    }
  }

  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome {
    let day = try day.read()
    let loaded = try rules.load(in: surroundings)
    var run = AssessmentRun(loaded: loaded, day: day, today: surroundings.today)
    let before = try run.assessOne(path, inputs, in: surroundings)
    let vocabulary = loaded.rulebook.rules.vocabulary
    var withheld: Set<FactID> = []
    for word in others {
      guard let fact = vocabulary.fact(named: word) else {
        throw Failure(.noSuchFact(word, vocabulary))
      }
      withheld.insert(fact)
    }
    let shared = SharedCase(
      before.useCase, of: loaded.rulebook.rules, named: name, withholding: withheld,
      hashing: sha256)
    let file = SourceFile(path: output ?? "<stdout>", text: shared.text)
    let useCase: UseCase
    do {
      useCase = try UseCase(file, answering: loaded.rulebook, limits: inputs.limits)
    } catch { throw Failure(error.diagnostics, in: [file]) }
    let after = loaded.rulebook.assess(useCase, on: before.day, hashing: sha256)
    let opened: [OpenedFinding]
    do { opened = try before.opened(by: after) } catch {
      throw Failure(.wouldFlip(loaded.rulebook.rules.fullName(error.rule)))
    }
    let report = ShareReport(
      shared: shared, opened: opened, before: before, rules: loaded.rulebook.rules)
    let target = output == "-" ? nil : output
    if let target {
      do { try surroundings.files.create(target, file.bytes) } catch { throw Failure(error) }
    }
    var outcome = Outcome()
    if wantsJSON {
      outcome.say(report.json(wrote: target).written)
      return outcome
    }
    outcome.open(run.head(in: language))
    if target == nil { outcome.say(shared.text) }
    outcome.remark(report.text(wrote: target, in: language))
    return outcome
  }
}

extension Problem {
  static func noSuchFact(_ name: String, _ vocabulary: Vocabulary) -> Problem {
    let close = nearest(to: name, among: vocabulary.facts.map(\.name))
    return Problem(
      code: "unknown-fact", message: "no fact is named `\(name)`",
      french: "aucun fait ne s'appelle `\(name)`",
      hint: close.map { "did you mean `\($0)`?" },
      frenchHint: close.map { "vouliez-vous dire `\($0)` ?" })
  }

  static func wouldFlip(_ rule: String) -> Problem {
    Problem(
      code: "verdict-would-flip",
      message:
        "without what is withheld `\(rule)` would come out otherwise, so nothing is written",
      french:
        "sans ce qui est retenu, `\(rule)` donnerait un autre résultat ; rien n'est écrit")
  }
}
