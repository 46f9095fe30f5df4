import CLogReader

/// The columns of a log, kept in memory, so that what rules take can be measured by itself.
///
/// Ids are kept beside them, so that no byte of the log is needed any more.
package final class HeldColumns {
  private let worker: LogWorker
  private var tiles: [Tile] = []

  private struct Tile {
    let tile: log_tile
    let ids: UnsafeMutablePointer<CChar>
  }

  /// Reads lines of JSON.
  package init(_ audit: LogAudit, _ bytes: UnsafeRawBufferPointer, wantsIDs: Bool) {
    worker = LogWorker(audit, .json, wantsIDs: wantsIDs)
    let reader = LogReader(audit.layout)
    var place = 0
    while place < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[place...])
      let tile = reader.read(rest, as: .json, isLast: true)
      guard tile.bytes > 0 else { break }
      tiles.append(HeldColumns.copy(tile, fields: audit.layout.fields.count))
      place += tile.bytes
    }
  }

  deinit {
    for held in tiles { held.ids.deallocate() }
  }

  /// How many bytes the columns have that rules use, without ids.
  package var bytes: Int {
    let fields = worker.audit.layout.fields
    let ofRow = fields.map { [LOG_CODE, LOG_PRESENCE].contains($0.kind) ? 1 : 9 }.reduce(0, +)
    return tiles.map { $0.tile.rows * ofRow }.reduce(0, +)
  }

  /// Counts all of them, as they would be counted right after they were read.
  package func count() -> LogPart {
    var part = worker.emptyPart
    var groups = LogWorker.Groups()
    for held in tiles {
      worker.add(held.tile, to: &part, &groups)
    }
    worker.finish(&part, groups)
    return part
  }

  /// How many records a log has, by reading its columns and doing nothing else.
  package static func read(_ audit: LogAudit, _ bytes: UnsafeRawBufferPointer) -> Int {
    let reader = LogReader(audit.layout)
    var place = 0
    var rows = 0
    while place < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[place...])
      let tile = reader.read(rest, as: .json, isLast: true)
      guard tile.bytes > 0 else { break }
      rows += tile.rows
      place += tile.bytes
    }
    return rows
  }

  /// A copy of a tile; its columns are never freed, for the program that measures ends soon.
  private static func copy(_ tile: log_tile, fields: Int) -> Tile {
    let rows = LogReader.rowsOfTile
    var copy = tile
    func copied<Value>(
      _ columns: UnsafePointer<UnsafeMutablePointer<Value>?>?
    ) -> UnsafePointer<UnsafeMutablePointer<Value>?> {
      let all = UnsafeMutablePointer<UnsafeMutablePointer<Value>?>.allocate(capacity: fields)
      for field in 0..<fields {
        guard let column = columns?[field] else {
          all[field] = nil
          continue
        }
        let new = UnsafeMutablePointer<Value>.allocate(capacity: rows)
        new.update(from: column, count: rows)
        all[field] = new
      }
      return UnsafePointer(all)
    }
    copy.codes = copied(tile.codes)
    copy.numbers = copied(tile.numbers)
    copy.there = copied(tile.there)
    copy.bad_count = 0
    let texts = UnsafeMutablePointer<UnsafePointer<CChar>?>.allocate(capacity: rows)
    let lengths = UnsafeMutablePointer<UInt32>.allocate(capacity: rows)
    let lines = UnsafeMutablePointer<UInt64>.allocate(capacity: rows)
    let size = (0..<tile.rows).map { Int(tile.id_lengths[$0]) }.reduce(0, +)
    let ids = UnsafeMutablePointer<CChar>.allocate(capacity: size + LogReader.padding)
    var place = ids
    for row in 0..<tile.rows {
      let length = Int(tile.id_lengths[row])
      if let text = tile.id_texts[row] { place.update(from: text, count: length) }
      texts[row] = UnsafePointer(place)
      lengths[row] = tile.id_lengths[row]
      lines[row] = tile.row_lines[row]
      place += length
    }
    copy.id_texts = UnsafePointer(texts)
    copy.id_lengths = UnsafePointer(lengths)
    copy.row_lines = UnsafePointer(lines)
    return Tile(tile: copy, ids: ids)
  }
}
