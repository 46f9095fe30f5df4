import RuleCompiler

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The streams of the process.
package enum Console {
  /// Writes what is to be said, and ends the process.
  ///
  /// A reader that has gone away is no error: `head` has read enough.
  package static func finish(_ outcome: Outcome) -> Never {
    signal(SIGPIPE, SIG_IGN)
    var code = outcome.status.code
    _ = Files.write(Array(outcome.opening.utf8), to: STDERR_FILENO)
    if let trouble = Files.write(Array(outcome.output.utf8), to: STDOUT_FILENO), trouble != EPIPE {
      let problem = Problem.unwritable("standard output", trouble)
      _ = Files.write(Array((problem.rendered(in: .english) + "\n").utf8), to: STDERR_FILENO)
      code = ExitStatus.failed.code
    }
    _ = Files.write(Array(outcome.closing.utf8), to: STDERR_FILENO)
    exit(code)
  }
}

extension Surroundings {
  /// What this process finds.
  package static func ofThisProcess() -> Surroundings {
    var size = winsize()
    let hasSize = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return Surroundings(
      directory: workingDirectory(), environment: readEnvironment(), today: todayInUTC(),
      program: programPath(), outputIsTerminal: isatty(STDOUT_FILENO) == 1,
      remarksAreTerminal: isatty(STDERR_FILENO) == 1, columns: hasSize ? Int(size.ws_col) : nil)
  }

  /// Variables that are read, and no others.
  private static let names =
    [
      "CLEARANCE_RULES", "CLEARANCE_CACHE", "XDG_CACHE_HOME", "HOME", "NO_COLOR", "FORCE_COLOR",
      "TERM", "PATH",
    ] + EngineRun.variables + ConfigKey.variables

  private static func readEnvironment() -> [String: String] {
    var found: [String: String] = [:]
    for name in names {
      if let value = getenv(name) { found[name] = String(cString: value) }
    }
    return found
  }

  private static func workingDirectory() -> String {
    guard let path = getcwd(nil, 0) else { return "/" }
    defer { free(path) }
    return String(cString: path)
  }

  private static func todayInUTC() -> Day {
    Day(number: 0).adding(days: time(nil) / 86_400)
  }

  /// The program's own file; links to it are resolved.
  private static func programPath() -> String? {
    #if os(Linux)
      Files(directory: "/").resolved("/proc/self/exe")
    #else
      Files(directory: workingDirectory()).resolved(CommandLine.arguments[0])
    #endif
  }
}
