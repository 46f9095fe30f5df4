import ArgumentParser
import LocatedYAML
import Reports
import RuleCompiler

/// `clearance rules doc`: the law as the rules have it, a page an act.
struct RulesDoc: Verb {
  static let configuration = CommandConfiguration(
    commandName: "doc", abstract: "Writes the rules as pages for people.",
    discussion: """
      Into the folder go a page an act with every rule of it, an index, which provision has which \
      rule, and what is not certain. With --check nothing is written: exit 1 where a page that is \
      there says something else, or is missing.

      """ + ExitStatus.help)

  @Option(help: ArgumentHelp("The folder of the pages.", valueName: "dir"), completion: .directory)
  var out = "docs/law"

  @Flag(help: "Only compare with what is there.")
  var check = false

  @Option(name: .customLong("lang"), help: "The language of the pages.")
  var language = Language.english

  @OptionGroup var rules: RulesOption

  var wantsJSON: Bool { false }

  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome {
    let loaded = try rules.load(in: surroundings, withExamples: true)
    let pages = loaded.rulebook.lawPages(in: language, up: way(to: loaded.folder))
    let files = surroundings.files
    var outcome = Outcome()
    outcome.open(loaded.line(in: language))
    if check {
      let stale = pages.filter { page in
        (try? files.read("\(out)/\(page.path)", limit: Limits.rules.bytes * 8))
          != Array(page.text.utf8)
      }
      for page in stale { outcome.say("\(out)/\(page.path)".printable + ": not as the rules say") }
      outcome.say("\(pages.count) pages, \(stale.count) stale")
      if !stale.isEmpty { outcome.end(.findings) }
      return outcome
    }
    guard files.makeFolder(out, mode: 0o755) else { throw Failure(.unwritable(out, 0)) }
    for page in pages {
      let path = "\(out)/\(page.path)"
      guard files.replace(path, Array(page.text.utf8), mode: 0o644) else {
        throw Failure(.unwritable(path, 0))
      }
    }
    outcome.say("wrote \(pages.count) pages to \(out.printable)")
    return outcome
  }

  /// How links lead from the pages to the rule files: nil where one of both is not below here.
  private func way(to folder: String) -> String? {
    let parts = out.split(separator: "/").filter { $0 != "." }
    guard !out.hasPrefix("/"), !folder.hasPrefix("/"), !parts.contains(".."),
      !folder.hasPrefix("..")
    else { return nil }
    return parts.map { _ in ".." }.joined(separator: "/")
  }
}
