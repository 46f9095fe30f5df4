package import LocatedYAML
import RuleCompiler

extension RecordSource {
  /// The records of a file; nil, with remarks, where it cannot be read.
  init?(
    _ file: SourceFile, by preset: RegisterPreset, encoding: TextEncoding?,
    isFact: (String) -> Bool, noting diagnostics: inout [Diagnostic]
  ) {
    switch preset.format {
    case .csv(let known, let separator):
      let wanted = encoding ?? known
      guard
        let found = wanted.found(in: file, isForced: encoding != nil, noting: &diagnostics)
      else { return nil }
      self.init(
        CSVReader(file, encoding: found, separator: separator), preset, isFact: isFact,
        noting: &diagnostics)
    case .json(let path):
      guard
        let node = Node.read(file, limits: .register, isJSON: true, noting: &diagnostics),
        !diagnostics.containsError
      else { return nil }
      let found = node.values(at: path)
      let records = found.flatMap { node -> [Node] in
        if case .sequence(let items) = node.shape { items } else { [node] }
      }
      if records.isEmpty {
        diagnostics.append(.noRecords(preset, in: file.path, at: node.span.first))
      }
      self = .tree(records: records, next: 0)
    case .frontMatter:
      guard let head = file.frontMatter(noting: &diagnostics),
        let node = Node.read(head, limits: .register, isJSON: false, noting: &diagnostics),
        !diagnostics.containsError
      else { return nil }
      self = .tree(records: [node], next: 0)
    }
  }

  /// A table, whose first row names its columns.
  private init?(
    _ reader: CSVReader, _ preset: RegisterPreset, isFact: (String) -> Bool,
    noting diagnostics: inout [Diagnostic]
  ) {
    var reader = reader
    var cells: [CSVReader.Cell] = []
    guard reader.next(into: &cells, noting: &diagnostics) else {
      diagnostics.append(.noRecords(preset, in: reader.file.path, at: SourceSpan(at: .start)))
      return nil
    }
    let head = cells.map { reader.text(of: $0).trimmed }
    let names =
      preset.columns.flatMap { [$0.name, $0.companion].compactMap(\.self) } + preset.naming
      + preset.titles + preset.operators + [preset.jurisdictionColumn].compactMap(\.self)
    let table = CSVTable(head: head, names: names)
    let missing = preset.columns.filter { table.place(of: $0.name) == nil }
    if missing.count == preset.columns.count, !missing.isEmpty, !preset.factsByName {
      diagnostics.append(.notThisRegister(preset, in: reader.file.path))
      return nil
    }
    for column in missing where !preset.factsByName {
      diagnostics.append(.missingColumn(column.name.text, in: reader.file.path))
    }
    let known = Set(
      preset.columns.flatMap { [$0.name, $0.companion].compactMap(\.self) }
        .map(\.text.comparable)
    )
    .union((preset.naming + preset.titles + preset.operators).map(\.text.comparable))
    .union(preset.unread)
    .union([preset.jurisdictionColumn?.text.comparable].compactMap(\.self))
    for (place, name) in head.enumerated()
    where !name.isEmpty && !known.contains(name.comparable)
      && (!preset.factsByName || name.isNameOfFact && !isFact(name))
    {
      diagnostics.append(
        .unknownColumn(name, in: reader.file.path, at: reader.span(of: cells[place])))
    }
    self = .table(reader, table)
  }
}

extension Limits {
  /// A register: a whole administration in one file.
  package static let register = Limits(
    bytes: 64 << 20, nodes: 8_000_000, scalarBytes: 1 << 20, aliases: 0)
}

extension SourceFile {
  /// The YAML between the lines of `---` at the start of a text, each line where it was.
  fileprivate func frontMatter(noting diagnostics: inout [Diagnostic]) -> SourceFile? {
    let start = bytes.starts(with: TextEncoding.byteOrderMark) ? 3 : 0
    let lines = bytes[start...].split(separator: 0x0A, omittingEmptySubsequences: false)
    func isRule(_ line: ArraySlice<UInt8>) -> Bool {
      var line = line
      while let last = line.last, last == 0x0D || last == 0x20 { line.removeLast() }
      return line.elementsEqual("---".utf8)
    }
    guard let first = lines.first, isRule(first),
      let end = lines.dropFirst().firstIndex(where: isRule)
    else {
      diagnostics.append(.noFrontMatter(in: path))
      return nil
    }
    let head = lines[1..<end].joined(separator: [0x0A])
    return SourceFile(path: path, bytes: [UInt8(ascii: "#"), 0x0A] + head + [0x0A])
  }
}

extension String {
  /// Whether it is `group.name`, and so perhaps names a fact.
  fileprivate var isNameOfFact: Bool {
    utf8.contains(UInt8(ascii: "."))
      && utf8.allSatisfy { (0x61...0x7A).contains($0) || "._0123456789".utf8.contains($0) }
  }
}

extension Diagnostic {
  static func noRecords(
    _ preset: RegisterPreset, in file: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      code: "no-records", severity: .error, message: "there is no record of `\(preset.name)` here",
      file: file, span: span)
  }

  static func notThisRegister(_ preset: RegisterPreset, in file: String) -> Diagnostic {
    let wanted = preset.columns.prefix(3).map { "`\($0.name.text)`" }.joined(separator: ", ")
    return Diagnostic(
      code: "not-this-register", severity: .error,
      message: "no column of `\(preset.name)` is here", file: file, span: SourceSpan(at: .start),
      hint: "its first columns are \(wanted)")
  }

  static func missingColumn(_ name: String, in file: String) -> Diagnostic {
    Diagnostic(
      code: "missing-column", severity: .warning,
      message: "the column `\(name)` is missing; what it would say stays unknown", file: file,
      span: SourceSpan(at: .start))
  }

  static func unknownColumn(_ name: String, in file: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "unknown-column", severity: .warning,
      message: "the preset does not know the column `\(name)`; its text is kept", file: file,
      span: span)
  }

  static func noFrontMatter(in file: String) -> Diagnostic {
    Diagnostic(
      code: "no-front-matter", severity: .error,
      message: "the file does not begin with YAML between two lines of `---`", file: file,
      span: SourceSpan(at: .start))
  }
}
