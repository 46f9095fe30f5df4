import ArgumentParser
import ClearanceCLI
import Reports
import RuleCompiler

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An option of the command line, and not one of the answers to a fact.
typealias Option<Value> = ArgumentParser.Option<Value>

/// The command `clearance-register`, which `clearance register` runs.
struct RegisterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clearance register",
    abstract: "Keeps systems, the versions of their files and what was found about them.",
    discussion: """
      A register is one file of SQLite. What is recorded is never changed: every event is linked \
      to the one before by its digest.

      \(ExitStatus.help)
      """,
    version: programVersion,
    subcommands: [
      Create.self, Add.self, Reassess.self, List.self, Show.self, History.self, Due.self,
      Waive.self, EvidenceGroup.self, Retire.self, Export.self, ImportLines.self, Check.self,
      Backup.self,
    ])

  /// Runs on the arguments of the process, and ends it.
  static func start() {
    // A file that may not grow is an error like another, and no reason to die.
    signal(SIGXFSZ, SIG_IGN)
    let outcome = carryOut(Array(CommandLine.arguments.dropFirst()), in: .ofThisProcess())
    Console.finish(outcome)
  }

  /// Runs on arguments, without writing to the terminal.
  static func carryOut(_ arguments: [String], in surroundings: Surroundings) -> Outcome {
    let wantsJSON =
      arguments.contains("--format=json")
      || zip(arguments, arguments.dropFirst()).contains { $0 == ("--format", "json") }
    var command: any ParsableCommand
    do { command = try parseAsRoot(arguments) } catch {
      return outcome(of: error, wantsJSON: wantsJSON)
    }
    guard let verb = command as? any Verb else {
      do { try command.run() } catch {
        var outcome = outcome(of: error, wantsJSON: false)
        // Without a verb it did nothing, and says how to use it.
        if command is RegisterCommand || command is EvidenceGroup, outcome.status == .clean {
          let said = outcome.output
          outcome = Outcome()
          outcome.remark(said)
          outcome.end(.failed)
        }
        return outcome
      }
      return Outcome()
    }
    do { return try verb.carryOut(in: surroundings) } catch {
      return Outcome(of: error, wantsJSON: verb.wantsJSON, verb.language)
    }
  }

  /// Help and the version are results; anything else is an error, and never ends as findings do.
  private static func outcome(of error: any Error, wantsJSON: Bool) -> Outcome {
    var outcome = Outcome()
    if exitCode(for: error).isSuccess {
      outcome.say(fullMessage(for: error))
      return outcome
    }
    outcome.remark(fullMessage(for: error))
    outcome.end(.failed)
    if wantsJSON {
      let problem = Problem(code: "usage", message: message(for: error))
      outcome.say(Outcome(of: Failure(problem), wantsJSON: true, .english).output)
    }
    return outcome
  }
}
