/// The word an author may have meant, or nil where none is close.
///
/// Close is a Damerau-Levenshtein distance of a third of the length, at least 1 and at most 3, upper
/// and lower case being the same. Where no whole word is close, the part after the dot is enough
/// (`system.profiles_persons` for `use.profiles_persons`), then the part before it. Of equally close
/// words the first wins.
package func nearest(to word: String, among words: some Sequence<String>) -> String? {
  guard let sought = Spelling(word) else { return nil }
  var best: (word: String, rank: Int)?
  for candidate in words where candidate != word {
    guard let spelling = Spelling(candidate), let rank = sought.rank(of: spelling) else { continue }
    if rank < best?.rank ?? .max { best = (candidate, rank) }
  }
  return best?.word
}

/// A word taken apart for comparison.
private struct Spelling {
  let whole: [Unicode.Scalar]
  let head: ArraySlice<Unicode.Scalar>
  let tail: ArraySlice<Unicode.Scalar>
  var hasDot: Bool { tail.count < whole.count }

  /// Nil for what is too long to be a name.
  init?(_ word: String) {
    guard word.utf8.count <= 256 else { return nil }
    whole = Array(word.lowercased().unicodeScalars)
    let dot = whole.lastIndex(of: ".")
    head = whole[..<(dot ?? whole.endIndex)]
    tail = whole[(dot.map { $0 + 1 } ?? whole.startIndex)...]
  }

  /// Smaller is closer: whole words before tails, tails before heads.
  func rank(of other: Spelling) -> Int? {
    if let distance = closeness(of: whole[...], other.whole[...]) { return distance }
    guard hasDot || other.hasDot else { return nil }
    if let distance = closeness(of: tail, other.tail) { return 10 + distance }
    guard hasDot, !other.hasDot else { return nil }
    return closeness(of: head, other.whole[...]).map { 20 + $0 }
  }
}

/// The distance of two words, or nil where they are not close.
private func closeness(
  of sought: ArraySlice<Unicode.Scalar>, _ other: ArraySlice<Unicode.Scalar>
) -> Int? {
  let limit = max(1, min(3, sought.count / 3))
  guard abs(sought.count - other.count) <= limit else { return nil }
  let distance = distance(from: Array(sought), to: Array(other))
  return distance <= limit && distance < max(sought.count, other.count) ? distance : nil
}

/// Insertions, deletions, replacements and swaps of neighbours that lead from one word to the other.
private func distance(from one: [Unicode.Scalar], to other: [Unicode.Scalar]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...other.count)
  for row in one.indices {
    var current = [row + 1]
    for column in other.indices {
      var cost = last[column] + (one[row] == other[column] ? 0 : 1)
      cost = min(cost, last[column + 1] + 1, current[column] + 1)
      if row > 0, column > 0, one[row] == other[column - 1], one[row - 1] == other[column] {
        cost = min(cost, beforeLast[column - 1] + 1)
      }
      current.append(cost)
    }
    (beforeLast, last) = (last, current)
  }
  return last[other.count]
}
