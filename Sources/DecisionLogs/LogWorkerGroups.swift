import CLogReader

extension LogWorker {
  /// Counts of records that are told apart by the values of some columns.
  struct Groups {
    var all: [(names: [String], place: Int)] = []
    var places: [[Int64]: Int] = [:]
    var records: [Int] = []
    var counts: [[LogCount]] = []
  }

  func groupsOfRows(
    _ tile: log_tile, _ rules: Int, _ groups: inout Groups, _ part: inout LogPart
  ) -> [Int] {
    (0..<tile.rows).map { row in
      let codes = groupFields.map { field -> Int64 in
        tile.there[field]?[row] == 1 ? tile.numbers[field]?[row] ?? -1 : -1
      }
      if let known = groups.places[codes] { return known }
      if codes.contains(-2) { part.hasTooManyGroups = true }
      let place = groups.counts.count
      groups.places[codes] = place
      groups.counts.append(Array(repeating: LogCount(), count: rules))
      groups.records.append(0)
      let names = zip(groupFields, codes).map { field, code in
        code < 0 ? "" : reader.group(field, Int(code))
      }
      groups.all.append((names, place))
      return place
    }
  }

  func addGroups(
    _ members: [Int], _ outcomes: [TileEvaluator.Outcome], _ word: Int, _ mask: UInt64,
    _ groups: inout Groups
  ) {
    for bit in 0..<64 where mask >> UInt64(bit) & 1 == 1 {
      let group = members[word * 64 + bit]
      groups.records[group] += 1
      for place in outcomes.indices {
        let outcome = outcomes[place]
        if outcome.violated[word] >> UInt64(bit) & 1 == 1 {
          groups.counts[group][place].violated += 1
        } else if outcome.satisfied[word] >> UInt64(bit) & 1 == 1 {
          groups.counts[group][place].satisfied += 1
        } else if outcome.notApplicable[word] >> UInt64(bit) & 1 == 1 {
          groups.counts[group][place].notApplicable += 1
        } else {
          groups.counts[group][place].open += 1
        }
      }
    }
  }
}
