import Reports
import RuleCompiler
import RuleEvaluator

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A site that is being written: beside where it goes, and put in place when it is whole.
struct SiteFolder: Sendable {
  private let files: Files
  private let target: String
  private let name: String
  private let temporary: String

  /// Makes a place to write to.
  ///
  /// What is there already is replaced only where it is a site of ours, or an empty folder.
  init(_ name: String, in files: Files) throws(Problem) {
    self.files = files
    self.name = name
    var path = name
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    target = files.resolved(path) ?? files.absolute(path)
    temporary = target + ".\(getpid()).tmp"
    switch files.kind(of: target) {
    case nil: break
    case .folder:
      guard try files.names(in: target).isEmpty || isSite else { throw .notASite(name) }
    case .file, .stream: throw .notAFolder(name, saidBy: "--site")
    }
    guard files.makeFolder(temporary + "/systems", mode: 0o755) else {
      throw .unwritable(name, errno)
    }
  }

  /// Whether the folder holds a portfolio that was written before.
  private var isSite: Bool {
    guard let bytes = try? files.read(target + "/portfolio.json", limit: 64) else { return false }
    return String(decoding: bytes, as: UTF8.self).contains("\"clearance-portfolio\"")
  }

  /// Writes a page.
  func write(_ text: String, to path: SitePath) -> Problem? {
    do {
      try files.create(temporary + "/" + path.text, Array(text.utf8))
      return nil
    } catch { return error }
  }

  /// Writes what is about all systems, and puts the site in place.
  func finish(_ portfolio: Portfolio, language: Language, code: Int) throws(Problem) {
    enum Part: Sendable {
      case index
      case list(Int)
      case json, csv
    }
    let parts = [Part.index, .json, .csv] + (1...portfolio.listPages).map(Part.list)
    let troubles = parts.mapInParallel { part -> Problem? in
      switch part {
      case .index:
        write(
          portfolio.indexPage(in: language, version: programVersion), to: .index(fromSystem: false))
      case .list(let number):
        write(
          portfolio.listPage(number, in: language, version: programVersion), to: .list(number))
      case .json:
        write(
          portfolio.rendered(as: .json, in: language, code: code, version: programVersion),
          to: .json)
      case .csv:
        write(
          portfolio.rendered(as: .csv, in: language, code: code, version: programVersion), to: .csv)
      }
    }
    if let trouble = troubles.compactMap(\.self).first { throw trouble }
    try putInPlace()
  }

  private func putInPlace() throws(Problem) {
    let old = temporary + ".old"
    let isThere = files.kind(of: target) != nil
    if isThere, rename(target, old) != 0 { throw .unwritable(name, errno) }
    guard rename(temporary, target) == 0 else {
      let error = errno
      if isThere { rename(old, target) }
      throw .unwritable(name, error)
    }
    if isThere { Files.removeTree(old) }
  }

  /// Leaves nothing behind.
  func discard() { Files.removeTree(temporary) }
}

extension Files {
  /// Removes a folder with all that is in it; links in it are removed, not followed.
  fileprivate static func removeTree(_ path: String) {
    guard let stream = opendir(path) else { return }
    var names: [(name: String, isFolder: Bool)] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." {
        names.append((name, Int32(entry.pointee.d_type) == Int32(DT_DIR)))
      }
    }
    closedir(stream)
    for (name, isFolder) in names {
      if isFolder { removeTree(path + "/" + name) } else { unlink(path + "/" + name) }
    }
    rmdir(path)
  }
}

/// Writes the page of each system as soon as it is assessed.
struct SystemPages: Sendable {
  let folder: SiteFolder
  private let words: Portfolio
  private let language: Language

  init(
    folder: SiteFolder, rulebook: Rulebook, registry: IndicatorRegistry, on day: Day,
    language: Language
  ) {
    self.folder = folder
    self.language = language
    words = Portfolio(
      [], of: rulebook, counting: registry, on: day, problems: [], failed: 0, skipped: [],
      hashing: sha256)
  }

  func write(_ system: PortfolioSystem, _ useCase: UseCase) -> Problem? {
    folder.write(
      SystemPage(system, useCase, in: words, language).text, to: .system(system.number))
  }
}

extension Problem {
  fileprivate static func notASite(_ path: String) -> Problem {
    Problem(
      code: "not-a-site",
      message: "this folder holds something else than a site, and is left as it is",
      french: "ce dossier contient autre chose qu'un site, et reste tel quel", file: path,
      hint: "name a folder that is not there yet", frenchHint: "nommer un dossier nouveau")
  }
}
