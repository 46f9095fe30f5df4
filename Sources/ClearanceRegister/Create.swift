import ArgumentParser
import ClearanceCLI
import LocatedYAML
import Register
import Reports
import RuleCompiler

/// `init`: an empty register.
struct Create: Verb {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Makes an empty register, where there is no such file yet.")

  @OptionGroup var argument: RegisterArgument
  @OptionGroup var output: ResultOptions

  var wantsJSON: Bool { output.wantsJSON }
  var language: Language { output.language }

  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome {
    let path = surroundings.files.absolute(argument.register)
    try argument.attempt { () throws(RegisterError) in try RegisterStore.create(path) }
    return Outcome(
      .made, argument, output, [],
      text: Text(
        "made the empty register \(argument.register.printable)",
        french: "registre vide créé : \(argument.register.printable)"))
  }
}

/// `backup`: a copy while others go on.
struct Backup: Verb {
  static let configuration = CommandConfiguration(
    abstract: "Writes a copy of the register as it is now, while others may go on using it.")

  @OptionGroup var argument: RegisterArgument
  @Argument(help: "The file to write, which must not be there yet.", completion: .file())
  var target: String
  @OptionGroup var output: ResultOptions

  var wantsJSON: Bool { output.wantsJSON }
  var language: Language { output.language }

  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome {
    let store = try argument.open(in: surroundings)
    let path = surroundings.files.absolute(target)
    do throws(RegisterError) {
      try store.backUp(to: path)
    } catch {
      throw Failure(Problem(error, error == .exists || error == .full ? target : argument.register))
    }
    let head = try argument.attempt { () throws(RegisterError) in
      try RegisterStore(path, writing: false).head()
    }
    return Outcome(
      .backup, argument, output,
      [
        ("backup", .text(target)), ("events", .integer(head.events)),
        ("head", .text(head.digest)),
      ],
      text: Text(
        "copied \(head.events) events to \(target.printable) · last \(head.digest.prefix(12))",
        french:
          "\(head.events) événements copiés dans \(target.printable) · dernier \(head.digest.prefix(12))"
      ))
  }
}

extension Outcome {
  /// A result that is a few members or a few words.
  init(
    _ format: RegisterFormat, _ argument: RegisterArgument, _ output: ResultOptions,
    _ members: [(String, JSONValue)], text: Text, ending status: ExitStatus = .clean
  ) {
    self.init(
      format, argument, output, members, text: text.in(output.language), ending: status)
  }

  init(
    _ format: RegisterFormat, _ argument: RegisterArgument, _ output: ResultOptions,
    _ members: [(String, JSONValue)], text: String, ending status: ExitStatus = .clean
  ) {
    self.init()
    end(status)
    guard output.wantsJSON else {
      say(text)
      return
    }
    say(
      JSONValue.object(
        format.head(argument.register) + members.map { JSONValue.Member($0, $1) } + [
          .init("exit_code", .integer(Int(status.code)))
        ]
      ).written)
  }
}
