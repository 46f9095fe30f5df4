import ArgumentParser
import LocatedYAML
import Reports
import RuleCompiler
import RuleEvaluator

/// `clearance draft`: a document that the law asks for, filled from a use case.
struct DraftVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "draft",
    abstract: "Drafts a document that the law asks for, from the answers of a use case.",
    discussion: """
      Templates stand among the rules, in files that begin with `draft:`; without arguments they \
      are listed. What nobody has said stands in the draft as an open place; nothing is made up. \
      Without --out the draft goes to standard output. A file that is there already is never \
      overwritten.

      \(ExitStatus.help)
      """)

  @Argument(help: "Which document, such as eu-fria.")
  var kind: String?

  @Argument(help: "The use-case file, or - for standard input.", completion: .file())
  var path: String?

  @Option(
    help: ArgumentHelp("The Markdown file to write.", valueName: "file"),
    completion: .file(extensions: ["md"]))
  var out: String?

  @Option(name: .customLong("lang"), help: "The language of the draft.")
  var language = Language.english

  @OptionGroup var day: DayOption
  @OptionGroup var rules: RulesOption
  @OptionGroup var inputs: InputOptions

  var wantsJSON: Bool { false }

  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome {
    let loaded = try rules.load(in: surroundings, withExamples: true)
    let templates = try find(in: loaded)
    guard let kind else { return list(templates, loaded) }
    guard let template = templates.first(where: { $0.name == kind }) else {
      throw Failure(.unknownDraft(kind, among: templates.map(\.name)))
    }
    guard let path else { throw Failure(.noCaseToDraftFrom) }
    var run = AssessmentRun(loaded: loaded, day: try day.read(), today: surroundings.today)
    let source = try read(path, in: surroundings)
    run.assess(source, limits: inputs.limits)
    guard run.failures.isEmpty, let assessment = run.assessments.first else {
      throw run.failures.reduce(into: Failure([], in: [])) { $0.add($1) }
    }
    let draft = Draft(template, of: assessment)
    let text = draft.markdown(in: language, useCaseDigest: sha256(source.bytes))
    var outcome = Outcome()
    outcome.open(run.head(in: language))
    if let out, out != "-" {
      do { try surroundings.files.create(out, Array(text.utf8)) } catch { throw Failure(error) }
      outcome.remark(DraftVerbWords.wrote(out.printable, draft.openPlaces).in(language))
    } else {
      outcome.say(text)
      outcome.remark(DraftVerbWords.open(draft.openPlaces).in(language))
    }
    return outcome
  }

  private func read(
    _ path: String, in surroundings: Surroundings
  ) throws(Failure) -> SourceFile {
    guard surroundings.files.kind(of: path) != .folder else { throw Failure(.isAFolder(path)) }
    let read = inputs.read([path], in: surroundings)
    guard let source = read.sources.first else {
      throw read.problems.reduce(into: Failure([], in: [])) { $0.add(Failure($1)) }
    }
    return source
  }

  private func find(in loaded: LoadedRules) throws(Failure) -> [DraftTemplate] {
    var diagnostics: [Diagnostic] = []
    let templates = DraftTemplate.read(loaded.sources, of: loaded.rulebook, noting: &diagnostics)
    guard !diagnostics.containsError else {
      var failure = Failure(diagnostics, in: loaded.sources)
      failure.add(Failure(.brokenRules(loaded.folder)))
      throw failure
    }
    return templates
  }

  private func list(_ templates: [DraftTemplate], _ loaded: LoadedRules) -> Outcome {
    var outcome = Outcome()
    outcome.open(loaded.line(in: language))
    let width = templates.map(\.name.count).max() ?? 0
    for template in templates {
      let gap = String(repeating: " ", count: width - template.name.count + 2)
      outcome.say(template.name + gap + template.title.in(language))
    }
    if templates.isEmpty { outcome.remark(DraftVerbWords.noTemplates.in(language)) }
    return outcome
  }
}

/// What people are told of a draft.
enum DraftVerbWords {
  static let noTemplates = Text(
    "these rules have no drafts", french: "ces règles n'ont pas de projets de documents")

  static func open(_ count: Int) -> Text {
    Text(
      count == 1 ? "1 open place" : "\(count) open places",
      french: count < 2 ? "\(count) endroit ouvert" : "\(count) endroits ouverts")
  }

  static func wrote(_ path: String, _ count: Int) -> Text {
    let places = open(count)
    return Text(
      "wrote \(path): \(places.english)",
      french: "écrit : \(path) · \(places.french ?? places.english)")
  }
}

extension Problem {
  static func unknownDraft(_ name: String, among names: [String]) -> Problem {
    let known = names.map { "`\($0)`" }.joined(separator: ", ")
    let close = nearest(to: name, among: names)
    return Problem(
      code: "unknown-draft", message: "there is no draft `\(name)` among the rules",
      french: "il n'y a pas de projet `\(name)` parmi les règles",
      hint: close.map { "did you mean `\($0)`?" }
        ?? (names.isEmpty ? "these rules have none" : "there are: \(known)"),
      frenchHint: close.map { "vouliez-vous dire `\($0)` ?" }
        ?? (names.isEmpty ? "ces règles n'en ont pas" : "il y a : \(known)"))
  }

  static let noCaseToDraftFrom = Problem(
    code: "no-file", message: "a draft is filled from a use case, and none is named",
    french: "un projet se remplit d'après un cas, et aucun n'est nommé",
    hint: "clearance draft KIND FILE", frenchHint: "clearance draft KIND FILE")
}
