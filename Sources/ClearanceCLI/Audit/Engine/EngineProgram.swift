#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The program of an engine, run in the folder of a run.
extension EngineRun {
  /// Writes a file for it.
  func put(_ text: String, _ name: String) throws(Problem) {
    try surroundings.files.create(folder + "/" + name, Array(text.utf8))
  }

  /// Runs a program to its end; what it says of errors is told where it fails.
  func start(_ words: [String]) throws(Problem) {
    let errors = folder + "/errors"
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    guard posix_spawn_file_actions_init(&actions) == 0 else { throw .noEngine(engine) }
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(
      &actions, STDERR_FILENO, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    arguments.append(nil)
    var variables: [UnsafeMutablePointer<CChar>?] = (EngineRun.variables + ["HOME"]).compactMap {
      name in surroundings.environment[name].map { strdup(name + "=" + $0) }
    }
    variables.append(strdup("LC_ALL=C.UTF-8"))
    variables.append(nil)
    defer { for pointer in arguments + variables { free(pointer) } }
    var child: pid_t = 0
    guard posix_spawnp(&child, words[0], &actions, nil, arguments, variables) == 0 else {
      throw .noEngine(engine)
    }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    let code = status & 0x7F == 0 ? status >> 8 & 0xFF : 128
    switch code {
    case 0: return
    case 41, 127: throw .noEngine(engine)
    default:
      let said = (try? surroundings.files.read(errors, limit: 1 << 20)) ?? []
      throw .engineFailed(engine, String(decoding: said, as: UTF8.self))
    }
  }
}

extension Surroundings {
  /// Whether a program is on the path.
  func finds(_ program: String) -> Bool {
    (variable("PATH") ?? "").split(separator: ":").contains {
      access("\($0)/\(program)", X_OK) == 0
    }
  }
}

extension Problem {
  static func noEngine(_ engine: AuditSQLOptions.Engine) -> Problem {
    let isDuckDB = engine == .duckdb
    return Problem(
      code: "no-engine",
      message: isDuckDB
        ? "neither the program `duckdb` nor the module `duckdb` of `python3` is here"
        : "neither the program `spark-submit` nor the module `pyspark` of `python3` is here",
      french: isDuckDB
        ? "ni le programme `duckdb` ni le module `duckdb` de `python3` ne sont là"
        : "ni le programme `spark-submit` ni le module `pyspark` de `python3` ne sont là",
      hint: "install it, such as with `pip install \(isDuckDB ? "duckdb" : "pyspark")`"
        + (isDuckDB ? "" : " and Java 17")
        + "; or leave --engine out",
      frenchHint: "l'installer, par exemple avec `pip install \(isDuckDB ? "duckdb" : "pyspark")`"
        + (isDuckDB ? "" : " et Java 17")
        + " ; ou omettre --engine")
  }

  static func engineFailed(_ engine: AuditSQLOptions.Engine, _ said: String) -> Problem {
    let lines = said.split(whereSeparator: \.isNewline).map(String.init).filter { !$0.isEmpty }
    let told = lines.suffix(3).joined(separator: " / ")
    return Problem(
      code: "engine-failed", message: "\(engine.rawValue) stopped with an error",
      french: "\(engine.rawValue) s'est arrêté sur une erreur",
      hint: String(told.prefix(600)), frenchHint: String(told.prefix(600)))
  }
}
