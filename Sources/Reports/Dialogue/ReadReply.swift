import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// Reads what people type as an answer to a fact.
struct ReplyReader {
  let fact: Fact
  let wording: Wording

  private static let yes: Set<String> = ["1", "yes", "y", "true", "oui", "o", "vrai"]
  private static let no: Set<String> = ["2", "no", "n", "false", "non", "faux"]
  private static let none: Set<String> = ["none", "aucun", "aucune"]

  /// Nil where it is no answer to this fact.
  func read(_ line: String) -> Answer.Said? {
    if fact.allowsNone, Self.none.contains(line.lowercased()) { return .value(.none) }
    switch fact.type {
    case .yesNo: return Self.readYesNo(line).map { .value($0 ? .yes : .no) }
    case .oneOf: return place(line).map { .value(.option($0)) }
    case .someOf: return members(line)
    case .number: return number(line).flatMap(Number.init).map { .value(.number($0)) }
    case .country: return scalar(line.uppercased())
    case .date, .time, .text: return scalar(line)
    }
  }

  static func readYesNo(_ line: String) -> Bool? {
    let word = line.lowercased()
    return yes.contains(word) ? true : no.contains(word) ? false : nil
  }

  /// As the file would take it.
  private func scalar(_ word: String) -> Answer.Said? {
    var said: [Diagnostic] = []
    let node = Node(
      shape: .scalar(Scalar(text: word, isPlain: false)),
      span: SourceSpan(at: .start, length: 1))
    return fact.readValue(
      node, in: "", countries: wording.rules.vocabulary.countries, noting: &said
    ).map(Answer.Said.value)
  }

  /// An option by its number, its name, or how its name or its words begin, if only one does.
  private func place(_ word: String) -> Int? {
    let options = fact.options
    if let number = Int(word) { return (1...options.count).contains(number) ? number - 1 : nil }
    let word = word.lowercased()
    if let exact = options.firstIndex(where: { $0.name == word }) { return exact }
    let matches = options.indices.filter {
      options[$0].name.hasPrefix(word)
        || wording.sentence(options[$0].words).lowercased().hasPrefix(word)
    }
    return matches.count == 1 ? matches[0] : nil
  }

  /// Several options; known in part where some are said not to be, or where it ends in `...`.
  private func members(_ line: String) -> Answer.Said? {
    if line == "0" || Self.none.contains(line.lowercased()) { return .value(.members([])) }
    let (words, isWhole) = line.wordsOfList
    var has: Set<Int> = []
    var hasNot: Set<Int> = []
    for word in words {
      guard let place = place(word.hasPrefix("-") ? String(word.dropFirst()) : word) else {
        return nil
      }
      if word.hasPrefix("-") { hasNot.insert(place) } else { has.insert(place) }
    }
    guard has.isDisjoint(with: hasNot), !words.isEmpty else { return nil }
    return isWhole && hasNot.isEmpty || has.count + hasNot.count == fact.options.count
      ? .value(.members(has.sorted())) : .partly(has: has.sorted(), hasNot: hasNot.sorted())
  }

  /// Digits, with the decimal comma of French and perhaps with the unit.
  private func number(_ line: String) -> String? {
    let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
    guard let first = parts.first, case .number(let unit) = fact.type else { return nil }
    let digits = String(first.map { $0 == "," ? "." : $0 })
    guard parts.count > 1 else { return digits }
    guard let unit, let number = Number(digits) else { return nil }
    let named = wording.amount(number, of: unit).split(separator: " ", maxSplits: 1).last
    return [unit, unit + "s", named.map(String.init)].contains(parts[1].lowercased())
      ? digits : nil
  }
}

extension String {
  /// Words parted by commas, and whether these are all: no `...` stands at the end.
  var wordsOfList: (words: [String], isWhole: Bool) {
    var line = self
    let isWhole = !(line.hasSuffix("...") || line.hasSuffix("…"))
    while line.hasSuffix(".") || line.hasSuffix("…") || line.hasSuffix(" ") { line.removeLast() }
    return (
      line.split(separator: ",").map { String($0).onOneLine }.filter { !$0.isEmpty }, isWhole
    )
  }
}
