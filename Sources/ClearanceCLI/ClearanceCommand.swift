package import ArgumentParser
import LocatedYAML
import Reports
package import RuleCompiler

/// The command `clearance`: finds the verb, lets it do its work, and writes what it has to say.
struct ClearanceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clearance",
    abstract: "Says what the law asks of an AI system of customs, and why.",
    discussion: """
      Rules are YAML files that cite the law; a use case is a file of answers about one system. \
      Nothing is read from a network or a clock, but the day where none is named.

      \(ExitStatus.help)
      """,
    version: programVersion,
    subcommands: [
      Assess.self, GateVerb.self, Obligations.self, Diff.self, WhatIf.self, DraftVerb.self,
      Config.self, Ask.self, Explain.self, New.self, Import.self, Export.self, PortfolioVerb.self,
      Audit.self, Verify.self, Schema.self, RegisterVerb.self, Share.self, Rules.self,
    ])

  /// Runs on the arguments of the process, and ends it.
  static func main() {
    let outcome = carryOut(Array(CommandLine.arguments.dropFirst()), in: .ofThisProcess())
    Console.finish(outcome)
  }

  /// Runs on arguments, without writing anything.
  static func carryOut(_ arguments: [String], in surroundings: Surroundings) -> Outcome {
    if let assess = Assess(plain: arguments) { return run(assess, in: surroundings) }
    let command: any ParsableCommand
    do { command = try parse(arguments) } catch {
      if let problem = Problem.unknownVerb(in: arguments) {
        return Outcome(of: Failure(problem), wantsJSON: arguments.wantJSON, .english)
      }
      return outcome(of: error, wantsJSON: arguments.wantJSON)
    }
    guard let verb = command as? any Verb else { return help(with: command) }
    return run(verb, in: surroundings)
  }

  private static func run(_ verb: any Verb, in surroundings: Surroundings) -> Outcome {
    do { return try verb.carryOut(in: surroundings) } catch {
      return Outcome(of: error, wantsJSON: verb.wantsJSON, verb.language)
    }
  }

  /// The verb of most runs is looked at by itself: the whole tree of verbs takes a twentieth of
  /// their time. The tree tells what else there may be, and what is wrong.
  private static func parse(_ arguments: [String]) throws -> any ParsableCommand {
    if arguments.first == "assess" {
      let assess = try? Assess.parseAsRoot(Array(arguments.dropFirst()))
      if let assess = assess as? Assess { return assess }
    }
    return try parseAsRoot(arguments)
  }

  /// What the parser of arguments says: help and version are results, anything else is an error,
  /// and never ends as findings do.
  private static func outcome(of error: any Error, wantsJSON: Bool) -> Outcome {
    let message = fullMessage(for: error)
    var outcome = Outcome()
    if exitCode(for: error).isSuccess {
      outcome.say(message)
      return outcome
    }
    outcome.remark(message)
    outcome.end(.failed)
    if wantsJSON {
      let problem = Problem(code: "usage", message: self.message(for: error))
      outcome.say(Outcome(of: Failure(problem), wantsJSON: true, .english).output)
    }
    return outcome
  }

  /// `help VERB` is a result; a command without a verb did nothing, and says how to use it.
  private static func help(with command: any ParsableCommand) -> Outcome {
    var command = command
    do { try command.run() } catch {
      guard command is ClearanceCommand || command is Rules else {
        return outcome(of: error, wantsJSON: false)
      }
      var outcome = Outcome()
      outcome.remark(fullMessage(for: error))
      outcome.end(.failed)
      return outcome
    }
    return Outcome()
  }
}

/// A part of the command that does something.
package protocol Verb: ParsableCommand {
  /// Whether failures too are to be JSON on standard output.
  var wantsJSON: Bool { get }

  /// In which people are told what went wrong.
  var language: Language { get }

  /// Does the work and says what came of it.
  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome
}

extension Outcome {
  /// The end of a verb that could not do its job.
  package init(of failure: Failure, wantsJSON: Bool, _ language: Language) {
    end(.failed)
    if wantsJSON {
      let code = JSONValue.integer(Int(status.code))
      say(JSONValue.members([("diagnostics", .list(failure.json)), ("exit_code", code)]).written)
    } else {
      remark(failure.rendered(in: language))
    }
  }
}

extension [String] {
  /// Whether arguments that could not be parsed ask for JSON.
  fileprivate var wantJSON: Bool {
    contains("--format=json") || zip(self, dropFirst()).contains { $0 == ("--format", "json") }
  }
}

extension Problem {
  /// Nil where the words before the first option are verbs that there are.
  fileprivate static func unknownVerb(in arguments: [String]) -> Problem? {
    var path = "clearance"
    var verbs = ClearanceCommand.configuration.subcommands
    for word in arguments where !verbs.isEmpty {
      if word.hasPrefix("-") || word == "help" { return nil }
      guard let verb = verbs.first(where: { $0._commandName == word }) else {
        let close = nearest(to: word, among: verbs.map { $0._commandName })
        return Problem(
          code: "unknown-verb", message: "`\(path)` has no verb `\(word)`",
          hint: close.map { "did you mean `\(path) \($0)`?" } ?? "`\(path) --help` names them")
      }
      path += " " + word
      if verb.configuration.defaultSubcommand != nil { return nil }
      verbs = verb.configuration.subcommands
    }
    return nil
  }
}
