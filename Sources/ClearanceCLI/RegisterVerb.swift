import ArgumentParser
import Reports
import RuleCompiler

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// `clearance register`: the program `clearance-register`, in place of this one.
struct RegisterVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "register",
    abstract: "Keeps systems, versions, assessments and documents in a register (SQLite).",
    discussion: """
      Runs the program clearance-register, which stands beside this one or on the path, with \
      these arguments; `clearance register --help` is its help.

      \(ExitStatus.help)
      """)

  @Argument(parsing: .captureForPassthrough, help: "A verb of the register and what it takes.")
  var arguments: [String] = []

  var wantsJSON: Bool {
    arguments.contains("--format=json")
      || zip(arguments, arguments.dropFirst()).contains { $0 == ("--format", "json") }
  }
  var language: Language {
    arguments.contains("--lang=fr")
      || zip(arguments, arguments.dropFirst()).contains { $0 == ("--lang", "fr") }
      ? .french : .english
  }

  func carryOut(in surroundings: Surroundings) throws(Failure) -> Outcome {
    guard let program = RegisterVerb.program(in: surroundings) else {
      throw Failure(.noRegisterProgram)
    }
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
    words.append(nil)
    execv(program, words)
    // Only where that was not possible.
    let error = errno
    for pointer in words { free(pointer) }
    throw Failure(.unrunnable(program, String(cString: strerror(error)).lowercased()))
  }

  static let name = "clearance-register"

  /// Beside this program, else on the path; nil where it is in neither place.
  static func program(in surroundings: Surroundings) -> String? {
    let beside = surroundings.program.flatMap { program in
      program.lastIndex(of: "/").map { String(program[...$0]) + name }
    }
    let folders = (surroundings.variable("PATH") ?? "").split(separator: ":").filter {
      // The working directory is not searched, whatever the path says.
      $0.hasPrefix("/")
    }
    return ([beside].compactMap(\.self) + folders.map { $0 + "/" + name }).first {
      surroundings.files.kind(of: $0) == .file && access($0, X_OK) == 0
    }
  }
}

extension Problem {
  static let noRegisterProgram = Problem(
    code: "no-register-program",
    message: "the program `clearance-register` is needed here, and is not installed",
    french: "le programme `clearance-register` est nécessaire ici, et n'est pas installé",
    hint: "install it beside `clearance`, or in a folder of the path",
    frenchHint: "l'installer à côté de `clearance`, ou dans un dossier du chemin")

  static func unrunnable(_ program: String, _ words: String) -> Problem {
    Problem(
      code: "register-not-run", message: "this program cannot be run: \(words)",
      french: "ce programme ne peut être lancé : \(words)", file: program)
  }
}
