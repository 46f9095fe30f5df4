import ArgumentParser
import LocatedYAML

/// How use-case files are read.
struct InputOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The largest use-case file that is read.", valueName: "bytes"))
  var maxBytes = Limits.useCase.bytes

  @Option(
    help: ArgumentHelp(
      "What to call standard input; a name that ends in .json is read as JSON.",
      valueName: "name"))
  var stdinFilename = "<stdin>"

  mutating func validate() throws {
    if maxBytes < 1 { throw ValidationError("--max-bytes takes a number of at least 1") }
  }

  var limits: Limits {
    var limits = Limits.useCase
    limits.bytes = maxBytes
    return limits
  }

  /// Reads files, the files of folders, and standard input, each once, in the order given.
  func read(_ paths: [String], in surroundings: Surroundings) -> Inputs {
    var inputs = Inputs()
    for path in paths {
      do throws(Problem) {
        for path in try expand(path, in: surroundings.files) where inputs.isNew(path) {
          inputs.sources.append(try readOne(path, in: surroundings))
        }
      } catch {
        inputs.problems.append(error)
      }
    }
    return inputs
  }

  private func expand(_ path: String, in files: Files) throws(Problem) -> [String] {
    guard path != "-", files.kind(of: path) == .folder else { return [path] }
    let found = try files.dataFiles(in: path)
    guard !found.isEmpty else { throw .noUseCases(in: path) }
    return found
  }

  private func readOne(
    _ path: String, in surroundings: Surroundings
  ) throws(Problem) -> SourceFile {
    guard path == "-" else {
      return SourceFile(path: path, bytes: try surroundings.files.read(path, limit: maxBytes))
    }
    if let input = surroundings.input { return SourceFile(path: stdinFilename, bytes: input) }
    let bytes = try Files.readInput(named: stdinFilename, limit: maxBytes)
    return SourceFile(path: stdinFilename, bytes: bytes)
  }
}

/// Use-case files that could be read, and why others could not.
struct Inputs {
  var sources: [SourceFile] = []
  var problems: [Problem] = []
  private var seen: Set<String> = []

  fileprivate mutating func isNew(_ path: String) -> Bool { seen.insert(path).inserted }
}

extension Problem {
  static func noUseCases(in folder: String) -> Problem {
    Problem(
      code: "no-file-matched", message: "there is no use-case file in this folder", file: folder,
      hint: "use-case files end in .yaml, .yml or .json")
  }
}
