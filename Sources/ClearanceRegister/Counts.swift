import RuleCompiler

/// A number with the word for what is counted: 0 is several in English, and one in French.
func counted(
  _ count: Int, _ one: String, _ several: String, french single: String, _ plural: String
) -> Text {
  Text(
    "\(count) \(count == 1 ? one : several)", french: "\(count) \(count < 2 ? single : plural)")
}

extension Text {
  /// Words, then words.
  static func + (left: Text, right: Text) -> Text {
    Text(
      left.english + right.english,
      french: (left.french ?? left.english) + (right.french ?? right.english))
  }
}
