import RuleCompiler

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Files {
  /// Puts several files in place: each whole, and where one cannot be written none is.
  ///
  /// All are first written beside where they go, and then renamed. Pipes and devices are written
  /// to as they are.
  package func place(_ outputs: [(path: String, text: String)]) throws(Problem) {
    var written: [(temporary: String, target: String)] = []
    var streams: [(path: String, text: String)] = []
    do throws(Problem) {
      for (number, output) in outputs.enumerated() {
        if kind(of: output.path) == .stream {
          streams.append(output)
          continue
        }
        guard kind(of: output.path) != .folder else { throw .isFolder(output.path) }
        // What a link leads to is replaced, not the link.
        let target = resolved(output.path) ?? absolute(output.path)
        let temporary = target + ".\(getpid()).\(number).tmp"
        try write(output.text, to: temporary, named: output.path)
        written.append((temporary, target))
      }
      for (path, text) in streams {
        let descriptor = open(absolute(path), O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unwritable(path, errno) }
        let trouble = Files.write(Array(text.utf8), to: descriptor)
        close(descriptor)
        if let trouble { throw .unwritable(path, trouble) }
      }
    } catch {
      for (temporary, _) in written { unlink(temporary) }
      throw error
    }
    for (temporary, target) in written where rename(temporary, target) != 0 {
      let error = errno
      for (temporary, _) in written { unlink(temporary) }
      throw .unwritable(target, error)
    }
  }

  /// One name for a file, whether it is there yet or not.
  fileprivate func settled(_ path: String) -> String {
    if let real = resolved(path) { return real }
    let absolute = absolute(path)
    guard let slash = absolute.lastIndex(of: "/"),
      let folder = resolved(String(absolute[...slash]))
    else { return absolute }
    return folder + absolute[slash...]
  }

  private func write(
    _ text: String, to temporary: String, named path: String
  ) throws(Problem) {
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .unwritable(path, errno) }
    let trouble = Files.write(Array(text.utf8), to: descriptor)
    close(descriptor)
    guard let trouble else { return }
    unlink(temporary)
    throw .unwritable(path, trouble)
  }
}

extension [OutputRequest] {
  /// Nil where every request has a file of its own, and none that is read.
  func problem(reading inputs: [String], in files: Files) -> Problem? {
    var seen: Set<String> = []
    let read = Set(inputs.compactMap(files.resolved))
    for output in self where files.kind(of: output.path) != .stream {
      let path = files.settled(output.path)
      if !seen.insert(path).inserted { return .twoOutputs(output.path) }
      if read.contains(path) { return .outputIsInput(output.path) }
    }
    return nil
  }
}

extension Problem {
  static func twoOutputs(_ path: String) -> Problem {
    Problem(
      code: "two-outputs", message: "two outputs go to this file",
      french: "deux sorties vont dans ce fichier", file: path)
  }

  static func outputIsInput(_ path: String) -> Problem {
    Problem(
      code: "output-is-input", message: "this file is read here, and would be written over",
      french: "ce fichier est lu ici, et serait écrasé", file: path)
  }
}
