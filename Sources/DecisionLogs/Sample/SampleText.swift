import RuleCompiler

extension SampleLog {
  /// How a made-up log is written.
  package enum Form: String, Sendable, CaseIterable {
    case ndjson, csv
  }

  /// The first line of the log; nothing where there is none.
  package func header(_ form: Form) -> [UInt8] {
    guard form == .csv else { return [] }
    return Array((kind.columns.map(\.name).joined(separator: ",") + "\r\n").utf8)
  }

  /// Adds a record as a line: in JSON a missing value has no key, or now and then `null`; in CSV
  /// its place is empty.
  package func write(_ record: Record, _ number: Int, _ form: Form, to line: inout [UInt8]) {
    switch form {
    case .ndjson:
      line.append(UInt8(ascii: "{"))
      var isFirst = true
      for (column, value) in zip(kind.columns, record.values) {
        if case .none = value, (number + column.name.utf8.count) % 3 != 0 { continue }
        if !isFirst { line.append(UInt8(ascii: ",")) }
        isFirst = false
        SampleLog.quote(Array(column.name.utf8), to: &line)
        line.append(UInt8(ascii: ":"))
        switch value {
        case .none: line += "null".utf8
        case .plain(let text): line += text
        case .text(let text): SampleLog.quote(text, to: &line)
        case .time(let seconds): SampleLog.quote(SampleLog.moment(seconds), to: &line)
        }
      }
      line += "}\n".utf8
    case .csv:
      for (place, value) in record.values.enumerated() {
        if place > 0 { line.append(UInt8(ascii: ",")) }
        switch value {
        case .none: break
        case .plain(let text): line += text
        case .text(let text): SampleLog.cell(text, to: &line)
        case .time(let seconds): line += SampleLog.moment(seconds)
        }
      }
      line += "\r\n".utf8
    }
  }

  private static func moment(_ seconds: Int) -> [UInt8] {
    Array(Instant(microseconds: Int64(seconds) * 1_000_000).description.utf8)
  }

  private static func quote(_ text: [UInt8], to line: inout [UInt8]) {
    line.append(UInt8(ascii: "\""))
    for byte in text {
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
        line.append(UInt8(ascii: "\\"))
      }
      line.append(byte)
    }
    line.append(UInt8(ascii: "\""))
  }

  private static func cell(_ text: [UInt8], to line: inout [UInt8]) {
    guard text.contains(where: { "\",\r\n".utf8.contains($0) }) else {
      line += text
      return
    }
    line.append(UInt8(ascii: "\""))
    for byte in text {
      if byte == UInt8(ascii: "\"") { line.append(byte) }
      line.append(byte)
    }
    line.append(UInt8(ascii: "\""))
  }

  /// The name of a record: what stands in its column `id`, the first.
  package func id(of record: Record) -> String {
    switch record.values.first {
    case .plain(let text), .text(let text): String(decoding: text, as: UTF8.self)
    case .time(let seconds): String(decoding: SampleLog.moment(seconds), as: UTF8.self)
    case .none?, nil: ""
    }
  }
}
