#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Files {
  /// Puts other bytes into a file that is there, whole or not at all; its mode is kept, and links
  /// to it stay links.
  ///
  /// - Parameter known: what the file must still hold: nobody else's change is overwritten.
  func save(_ path: String, _ bytes: [UInt8], over known: [UInt8]) throws(Problem) {
    guard let real = resolved(path) else { throw .unreadable(path, ENOENT) }
    guard try read(real, limit: known.count + 1) == known else { throw .changedMeanwhile(path) }
    var status = stat()
    guard stat(real, &status) == 0 else { throw .unreadable(path, errno) }
    let slash = real.lastIndex(of: "/") ?? real.startIndex
    let name = real[real.index(after: slash)...]
    // A name with a point in front is no use case to a run over the folder.
    let temporary = real[...slash] + "." + name + "." + String(getpid())
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .unwritable(path, errno) }
    var trouble = Files.write(bytes, to: descriptor)
    if trouble == nil, fchmod(descriptor, status.st_mode & 0o7777) != 0 { trouble = errno }
    if trouble == nil, fsync(descriptor) != 0 { trouble = errno }
    close(descriptor)
    if trouble == nil, rename(temporary, real) != 0 { trouble = errno }
    guard let trouble else { return }
    unlink(temporary)
    throw .unwritable(path, trouble)
  }
}

extension Problem {
  static func changedMeanwhile(_ path: String) -> Problem {
    Problem(
      code: "file-changed",
      message: "somebody has changed the file meanwhile; the last answer is not in it",
      french: "quelqu'un a modifié le fichier entre-temps ; la dernière réponse n'y est pas",
      file: path, hint: "begin again: what was answered before is kept",
      frenchHint: "recommencer : les réponses précédentes sont gardées")
  }
}
