import LocatedYAML
import Reports
import RuleCompiler
package import RuleEvaluator

/// Waivers besides those of use cases, and at which commit a waiver must stand to count.
package struct WaiverBook: Sendable {
  private(set) var entries: [WaiverFile.Entry] = []
  /// Remarks on entries that are malformed.
  private(set) var notes: [RunProblem] = []
  /// Nil where every waiver counts that stands in a file.
  let tree: GitTree?
  /// The files, for the lines that are shown.
  private(set) var sources: [SourceFile] = []

  /// Without any.
  init() { tree = nil }

  /// Of waivers that were read already.
  package init(_ entries: [WaiverFile.Entry]) {
    self.entries = entries
    tree = nil
  }

  /// Reads files of waivers.
  init(
    _ paths: [String], from reference: String?, answering rulebook: Rulebook, in files: Files
  ) throws(Failure) {
    do {
      tree = try reference.map { reference throws(Problem) in try GitTree(reference, in: files) }
    } catch { throw Failure(error) }
    for path in paths {
      let source: SourceFile
      do {
        source = SourceFile(path: path, bytes: try files.read(path, limit: Limits.useCase.bytes))
      } catch { throw Failure(error) }
      let file: WaiverFile
      do { file = try WaiverFile(source, answering: rulebook) } catch {
        throw Failure(error.diagnostics, in: [source])
      }
      sources.append(source)
      notes += file.warnings.map { RunProblem($0) }
      entries += try marked(file.entries, of: path, rulebook)
    }
  }

  /// Marks entries that do not stand at the commit.
  private func marked(
    _ entries: [WaiverFile.Entry], of path: String, _ rulebook: Rulebook
  ) throws(Failure) -> [WaiverFile.Entry] {
    guard let tree else { return entries }
    let before: [WaiverFile.Entry]
    do {
      before =
        try tree.bytes(of: path)
        .flatMap { try? WaiverFile(SourceFile(path: path, bytes: $0), answering: rulebook) }?
        .entries ?? []
    } catch { throw Failure(error) }
    return entries.map { entry in
      var entry = entry
      entry.waiver.isSelfGranted = !before.contains {
        $0.useCase == entry.useCase && $0.waiver.isLike(entry.waiver)
      }
      return entry
    }
  }

  /// A use case with all its waivers, those marked that do not stand at the commit.
  func completed(_ useCase: UseCase, _ rulebook: Rulebook) throws(Failure) -> UseCase {
    var useCase = useCase
    if let tree, !useCase.waivers.isEmpty {
      let before: [Waiver]
      do {
        let bytes = try tree.bytes(of: useCase.file)
        before =
          bytes.map {
            Waiver.read(SourceFile(path: useCase.file, bytes: $0), answering: rulebook)
          } ?? []
      } catch { throw Failure(error) }
      for place in useCase.waivers.indices {
        let waiver = useCase.waivers[place]
        useCase.waivers[place].isSelfGranted = !before.contains { $0.isLike(waiver) }
      }
    }
    useCase.waivers += entries.filter { $0.useCase == useCase.name }.map(\.waiver)
    return useCase
  }

  /// Waivers of use cases that this run does not have, but of which one is called almost alike.
  func strays(among useCases: [String]) -> [RunProblem] {
    entries.filter { !useCases.contains($0.useCase) }.compactMap { entry in
      nearest(to: entry.useCase, among: useCases).map { close in
        RunProblem(
          code: "waiver-of-no-case",
          message: Text(
            "a waiver is of `\(entry.useCase)`, which is no use case here; did you mean `\(close)`?",
            french:
              "une tolérance est de `\(entry.useCase)`, qui n'est pas un cas ici ; peut-être `\(close)` ?"
          ), file: entry.place.file, span: entry.place.span)
      }
    }
  }
}
