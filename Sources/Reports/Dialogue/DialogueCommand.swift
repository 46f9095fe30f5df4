/// What a line of a dialogue is, before it is read as an answer.
enum DialogueCommand: Hashable, Sendable {
  case more, back, quit, doNotKnow
  /// It was asked and cannot be said; nil where the reason is still to come.
  case cannotSay(String?)
  case answer(String)

  /// Words of both languages count in both. Who means one of them as an answer puts it in quotes.
  init(_ line: String) {
    let line = line.onOneLine
    switch line.lowercased().replacing("’", with: "'") {
    case "?", "help", "aide", "more", "plus": self = .more
    case "back", "retour": self = .back
    case "quit", "exit", "quitter": self = .quit
    case "", "unknown", "i don't know", "don't know", "inconnu", "je ne sais pas": self = .doNotKnow
    case "!", "cannot be said", "ne peut être dit": self = .cannotSay(nil)
    case _ where line.hasPrefix("!"): self = .cannotSay(String(line.dropFirst()).onOneLine)
    case _ where line.count > 1 && line.hasPrefix("\"") && line.hasSuffix("\""):
      self = .answer(String(line.dropFirst().dropLast()))
    default: self = .answer(line)
    }
  }
}

extension String {
  /// The text with every standing of another one replaced.
  fileprivate func replacing(_ old: Character, with new: Character) -> String {
    String(map { $0 == old ? new : $0 })
  }
}
