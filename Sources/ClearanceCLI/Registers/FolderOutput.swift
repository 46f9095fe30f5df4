#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Files {
  /// Puts files into a folder: all are first written into another beside it. Where one cannot be
  /// written none is put in place.
  ///
  /// - Parameter overwrites: whether files of the same names are replaced.
  func fill(
    _ folder: String, _ outputs: [(name: String, text: String)], overwrites: Bool
  ) throws(Problem) {
    switch kind(of: folder) {
    case .file, .stream: throw .notAFolder(folder, saidBy: "--out")
    case .folder, nil: break
    }
    let target = folder.hasSuffix("/") && folder.count > 1 ? String(folder.dropLast()) : folder
    let isThere = kind(of: target) == .folder
    if isThere, !overwrites {
      let taken = outputs.filter { kind(of: target + "/" + $0.name) != nil }
      if let first = taken.first {
        throw .filesExist(target + "/" + first.name, count: taken.count)
      }
    }
    let work = absolute(target) + ".\(getpid()).tmp"
    guard makeFolder(work, mode: 0o755) else { throw .unwritable(target, errno) }
    do throws(Problem) {
      for output in outputs { try create(work + "/" + output.name, Array(output.text.utf8)) }
      if isThere {
        for output in outputs {
          let path = target + "/" + output.name
          guard rename(work + "/" + output.name, absolute(path)) == 0 else {
            throw .unwritable(path, errno)
          }
        }
        rmdir(work)
      } else if rename(work, absolute(target)) != 0 {
        throw .unwritable(target, errno)
      }
    } catch {
      for output in outputs { unlink(work + "/" + output.name) }
      rmdir(work)
      throw error.file?.hasPrefix(work) == true ? error.about(folder) : error
    }
  }
}

extension Problem {
  /// The same of another path, for what people have not named themselves.
  fileprivate func about(_ path: String) -> Problem {
    var problem = self
    problem.file = path
    return problem
  }

  static func filesExist(_ path: String, count: Int) -> Problem {
    let (rest, french) =
      count == 1 ? ("", "") : (", and \(count - 1) more", ", et \(count - 1) autres")
    return Problem(
      code: "file-exists", message: "there is such a file already\(rest); nothing was written",
      french: "ce fichier existe déjà\(french) ; rien n'a été écrit", file: path,
      hint: "name another folder, or replace them with --force",
      frenchHint: "nommer un autre dossier, ou les remplacer avec --force")
  }
}
