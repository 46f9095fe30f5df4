import LocatedYAML
import Registers
import Reports
import RuleCompiler
import RuleEvaluator

/// What a portfolio is made of, a stretch at a time, so that no more than a few are held at once.
struct PortfolioItems {
  /// What is there to be read: this can be done for several at a time.
  enum Piece: Sendable {
    /// A use-case file; one that was found in a folder may be something else.
    case file(String, isNamed: Bool)
    case record(ImportedRecord)
  }

  /// A piece as it was read.
  enum Item: Sendable {
    case useCase(UseCase, line: Int?, labels: [SystemLabel])
    case failed(Failure)
    /// It says plainly that it is something else.
    case skipped(String)
  }

  /// Why something of what was named could not be read, besides pieces.
  private(set) var failures: [Failure] = []
  /// How many systems that is.
  private(set) var failed = 0
  /// Remarks on registers, none of which keeps a system from being assessed.
  private(set) var remarks = 0
  private var found: [Piece] = []
  private var next = 0
  private var registers: [RegisterImport] = []
  private let files: Files
  private let limits: Limits

  /// Use-case files of folders, in the order of names, and files that are named.
  init(
    _ paths: [String], _ options: InputOptions, besides others: [String],
    in surroundings: Surroundings
  ) {
    files = surroundings.files
    limits = options.limits
    let left = Set(others.compactMap(files.resolved))
    var seen: Set<String> = []
    for path in paths {
      do throws(Problem) {
        switch files.kind(of: path) {
        case .folder:
          let inside = try files.dataFiles(in: path).filter { path in
            left.isEmpty || !(files.resolved(path).map(left.contains) ?? false)
          }
          if inside.isEmpty { throw .noUseCases(in: path) }
          for file in inside where seen.insert(file).inserted {
            found.append(.file(file, isNamed: false))
          }
        case .file, .stream:
          if seen.insert(path).inserted { found.append(.file(path, isNamed: true)) }
        case nil: throw .unreadable(path, 2)
        }
      } catch { fail(Failure(error)) }
    }
  }

  /// The records of registers, by a preset.
  init(
    registers paths: [String], by preset: RegisterPreset, for rulebook: Rulebook,
    in surroundings: Surroundings
  ) {
    files = surroundings.files
    limits = .register
    for path in paths {
      do throws(Problem) {
        guard files.kind(of: path) != .folder else { throw .isFolder(path) }
        let bytes = try files.read(path, limit: limits.bytes)
        let source = SourceFile(path: path, bytes: bytes)
        do throws(UseCaseError) {
          registers.append(try importRegister(source, by: preset, for: rulebook))
        } catch { fail(Failure(error.diagnostics, in: [source])) }
      } catch { fail(Failure(error)) }
    }
    registers.reverse()
  }

  /// Reads them against a rulebook.
  func reader(remembering memory: VerdictMemory) -> PieceReader {
    PieceReader(files: files, limits: limits, memory: memory)
  }

  private mutating func fail(_ failure: Failure, systems: Int = 1) {
    failures.append(failure)
    failed += systems
  }

  /// The next pieces, at most so many; none at the end.
  mutating func stretch(_ count: Int) -> [Piece] {
    guard !found.isEmpty else { return records(count) }
    let pieces = found[next..<min(next + count, found.count)]
    next += pieces.count
    return Array(pieces)
  }

  private mutating func records(_ count: Int) -> [Piece] {
    var pieces: [Piece] = []
    while pieces.count < count, var register = registers.popLast() {
      var isOver = false
      while pieces.count < count, !isOver {
        if let record = register.next() {
          pieces.append(.record(record))
          remarks += record.diagnostics.count
        } else {
          isOver = true
        }
      }
      if isOver { end(register) } else { registers.append(register) }
    }
    return pieces
  }

  /// Rows that could not be read are told, and counted.
  private mutating func end(_ register: RegisterImport) {
    let errors = register.diagnostics.filter { $0.severity == .error }
    remarks += register.diagnostics.count - errors.count
    guard !errors.isEmpty || register.tally.refused > 0 else { return }
    fail(Failure(errors, in: []), systems: max(register.tally.refused, 1))
  }
}

/// Reads pieces, several at a time.
struct PieceReader: Sendable {
  let files: Files
  let limits: Limits
  let memory: VerdictMemory

  /// Reads a piece against a rulebook.
  func read(_ piece: PortfolioItems.Piece, _ rulebook: Rulebook) -> PortfolioItems.Item {
    switch piece {
    case .record(let record):
      return .useCase(
        record.useCase, line: record.row, labels: record.useCase.labels(rulebook.rules))
    case .file(let path, let isNamed):
      let source: SourceFile
      do throws(Problem) {
        source = SourceFile(path: path, bytes: try files.read(path, limit: limits.bytes))
      } catch { return .failed(Failure(error)) }
      if !isNamed, source.isSomethingElse { return .skipped(path) }
      do throws(UseCaseError) {
        let useCase = try UseCase(
          source, answering: rulebook, limits: limits, remembering: memory)
        return .useCase(useCase, line: nil, labels: useCase.labels(rulebook.rules))
      } catch { return .failed(Failure(error.diagnostics, in: [source])) }
    }
  }
}
