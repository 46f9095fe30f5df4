import LocatedYAML
import RuleCompiler

/// `assess` with nothing but paths is what most runs are, in hooks and editors. What the parser of
/// arguments makes of them is known, and is made without it: asking Swift for the types of every
/// option takes a fifteenth of a run.
extension Assess {
  /// What the parser makes of these arguments of the program; nil where they are not plainly the
  /// verb and paths.
  init?(plain arguments: [String]) {
    guard arguments.count > 1, arguments[0] == "assess",
      !arguments.contains(where: { $0.isEmpty || $0.utf8.first == UInt8(ascii: "-") })
    else { return nil }
    self.init()
    paths = Array(arguments.dropFirst())
    failOn = .never
    strict = false
    day = DayOption.unset
    rules = RulesOption.unset
    output = RunOutputOptions.unset
    signing = SigningOptions.unset
    style = StyleOptions.unset
    inputs = InputOptions.unset
  }
}

// Of each group, what holds where none of its options is given.

extension DayOption {
  fileprivate static var unset: DayOption {
    var options = DayOption()
    options.on = nil
    return options
  }
}

extension RulesOption {
  fileprivate static var unset: RulesOption {
    var options = RulesOption()
    options.folder = nil
    options.config = ConfigOption.unset
    return options
  }
}

extension ConfigOption {
  fileprivate static var unset: ConfigOption {
    var options = ConfigOption()
    options.config = nil
    options.isIgnored = false
    return options
  }
}

extension RunOutputOptions {
  fileprivate static var unset: RunOutputOptions {
    var options = RunOutputOptions()
    options.format = nil
    options.outputs = []
    options.language = nil
    return options
  }
}

extension SigningOptions {
  fileprivate static var unset: SigningOptions {
    var options = SigningOptions()
    options.key = nil
    return options
  }
}

extension StyleOptions {
  fileprivate static var unset: StyleOptions {
    var options = StyleOptions()
    options.colour = .auto
    options.ascii = false
    return options
  }
}

extension InputOptions {
  fileprivate static var unset: InputOptions {
    var options = InputOptions()
    options.maxBytes = Limits.useCase.bytes
    options.stdinFilename = "<stdin>"
    return options
  }
}
