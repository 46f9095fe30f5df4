import CLogReader

extension LogWorker {
  /// The first records of each rule.
  func addExamples(
    _ outcomes: ArraySlice<TileEvaluator.Outcome>, _ tile: log_tile, _ line: Int,
    _ part: inout LogPart
  ) {
    for place in outcomes.indices where part.examples[place].count < LogAudit.told {
      var room = LogAudit.told - part.examples[place].count
      for word in 0..<(tile.rows + 63) / 64 where room > 0 {
        var bits = outcomes[place].violated[word] & LogWorker.mask(word, of: tile.rows)
        while bits != 0, room > 0 {
          let row = word * 64 + bits.trailingZeroBitCount
          bits &= bits - 1
          room -= 1
          part.examples[place].append(
            LogExample(id: tile.id(row), file: 0, line: line + Int(tile.row_lines[row]) + 1))
        }
      }
    }
  }

  /// Lines of ids: record by record, then rule by rule.
  ///
  /// Planes go by rules; of 64 records at a time they are turned around, set bit by set bit.
  func addIDs(_ outcomes: ArraySlice<TileEvaluator.Outcome>, _ tile: log_tile) {
    let sixties = violated.count / 64
    for word in 0..<(tile.rows + 63) / 64 {
      let mask = LogWorker.mask(word, of: tile.rows)
      var any: UInt64 = 0
      for place in outcomes.indices {
        var bits = outcomes[place].violated[word] & mask
        any |= bits
        let (first, rule) = (place / 64 * 64, UInt64(1) << UInt64(place % 64))
        while bits != 0 {
          violated[first + bits.trailingZeroBitCount] |= rule
          bits &= bits - 1
        }
      }
      while any != 0 {
        let bit = any.trailingZeroBitCount
        any &= any - 1
        let row = word * 64 + bit
        let (text, length) = (tile.id_texts[row], Int(tile.id_lengths[row]))
        for sixty in 0..<sixties {
          var rules = violated[sixty * 64 + bit]
          violated[sixty * 64 + bit] = 0
          while rules != 0 {
            if let text { lines.add(sixty * 64 + rules.trailingZeroBitCount, text, length) }
            rules &= rules - 1
          }
        }
      }
    }
  }
}
