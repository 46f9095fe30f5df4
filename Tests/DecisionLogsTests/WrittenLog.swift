/// The records of a world as a log: with columns that nobody reads, keys in any order, and values
/// in each of the ways in which they can be written.
extension LogWorld {
  var json: [UInt8] {
    var numbers = SeededNumbers(seed: UInt64(seed) &+ 77)
    var text = ""
    for record in records {
      var members = ["\"id\": \"\(record.id)\""]
      if let day = record.day { members.append("\"day\":\"\(day)\"") }
      for (binding, value) in zip(bindings, record.values) {
        guard let value, binding.canSay(value) || binding.isPresence else {
          switch numbers.below(4) {
          case 0: members.append("\"\(binding.key)\":null")
          case 1:
            if let word = binding.missing.first { members.append("\"\(binding.key)\":\"\(word)\"") }
          default: break
          }
          continue
        }
        members.append("\"\(binding.key)\":" + binding.json(value, &numbers))
      }
      for place in 0..<numbers.below(3) {
        let other = numbers.pick([
          "1.5e3", "\"so\\u00e9\\\"\"", "true", "null", "{\"a\":[1,{\"b\":2}]}", "[]", "\"é, {\"",
        ])
        members.append("\"other \(place)\" : \(other)")
      }
      for place in members.indices.dropFirst() where numbers.chance(30) {
        members.swapAt(place, numbers.below(place + 1))
      }
      let comma = numbers.pick([",", ", ", " ,"])
      text += numbers.pick(["{", "{ ", " {"]) + members.joined(separator: comma)
      text += numbers.pick(["}\n", "}\r\n", " } \n", "}\n\n"])
    }
    if numbers.chance(30), text.hasSuffix("\n") { text.removeLast() }
    return Array(text.utf8)
  }

  var header: [String] {
    ["other", "id"] + (hasDay ? ["day"] : []) + bindings.map(\.key)
  }

  /// The records without a header.
  var csv: [UInt8] {
    var numbers = SeededNumbers(seed: UInt64(seed) &+ 99)
    var text = ""
    for record in records {
      var cells = [numbers.pick(["", "é", "\"a, \"\"b\"\"\nc\""]), record.id]
      if hasDay { cells.append(record.day ?? "") }
      for (binding, value) in zip(bindings, record.values) {
        guard let value, binding.canSay(value) || binding.isPresence else {
          cells.append(numbers.chance(50) ? binding.missing.first ?? "" : "")
          continue
        }
        let words = binding.isPresence ? ["x"] : binding.words(value)
        let separator = binding.separator.map(String.init) ?? ""
        let cell = words.joined(separator: separator)
        cells.append(numbers.chance(30) ? "\"\(cell)\"" : cell)
      }
      text += cells.joined(separator: ",") + numbers.pick(["\n", "\r\n"])
    }
    return Array(text.utf8)
  }

  /// CSV cannot tell an empty set from nothing said.
  var csvSays: LogWorld.Reading { .csv }

  enum Reading { case json, csv }
}

extension LogWorld.Binding {
  fileprivate func json(_ value: String, _ numbers: inout SeededNumbers) -> String {
    if isPresence { return numbers.pick(["\"x\"", "0", "false", "\"\"", "[\"a\"]"]) }
    let words = words(value)
    if case .someOf = fact.kind {
      if words.count < 2 || numbers.chance(50) {
        return "[" + words.map { "\"\($0)\"" }.joined(separator: ", ") + "]"
      }
      return "\"" + words.joined(separator: String(separator ?? "|")) + "\""
    }
    let word = words[0]
    switch fact.kind {
    case .number:
      return numbers.pick([
        word, word, "\"\(word)\"", word.contains(".") ? word + "0" : word + ".0",
      ])
    case .yesNo where renamed.isEmpty:
      return numbers.pick(["\"\(word)\"", word == "yes" ? "true" : "false"])
    default:
      // A letter may be written by its number.
      guard numbers.chance(20), let first = word.unicodeScalars.first, first.value < 128 else {
        return "\"\(word)\""
      }
      let hex = String(first.value, radix: 16)
      let zeros = String(repeating: "0", count: 4 - hex.count)
      return "\"\\u\(zeros)\(hex)\(word.dropFirst())\""
    }
  }
}
