/// Texts that cost a careless reader its time, memory or stack, each about as long as asked.
enum HostileShapes {
  static func all(bytes: Int) -> [(name: String, text: String)] {
    nested(bytes) + long(bytes) + many(bytes) + ofLines(bytes) + ofProperties(bytes)
  }

  private static func fill(_ text: String, _ bytes: Int) -> String {
    String(repeating: text, count: bytes / text.utf8.count)
  }

  private static func fill(_ bytes: Int, _ line: (Int) -> String) -> String {
    (0..<bytes / line(0).utf8.count).map(line).joined()
  }

  private static func nested(_ bytes: Int) -> [(name: String, text: String)] {
    [
      ("deep brackets", fill("[", bytes)), ("deep braces", fill("{a: ", bytes)),
      ("deep question marks", fill("? ", bytes)), ("deep dashes", fill("- ", bytes)),
      ("deep blocks", (0..<900).map { String(repeating: " ", count: $0) + "-\n" }.joined()),
      ("unclosed keys", fill("{", 800) + fill("[a: ", bytes)),
      ("pairs below depth", fill("{a: [", 2_000) + fill("b: 1, ", bytes)),
    ]
  }

  private static func long(_ bytes: Int) -> [(name: String, text: String)] {
    [
      ("long text", "a: " + fill("x", bytes)), ("long quote", "a: \"\(fill("x", bytes))\""),
      ("long escapes", "a: \"\(fill("\\u0041", bytes))\""),
      ("long block", "a: |\n" + fill("  x\n", bytes)),
      ("long folded blank", "a: >\n" + fill("\n", bytes)), ("long key", fill("x", bytes) + ": 1"),
      ("long space", "a:" + fill(" ", bytes) + "1"),
      ("long folding", "a: x\n" + fill(" y\n", bytes)),
      ("long anchor", "&" + fill("a", bytes) + " 1"), ("long tag", fill("!", bytes)),
      ("long directive", fill("%", bytes)), ("open quote", "\"" + fill("\n", bytes)),
      ("long marks", "\"" + fill("\u{301}\u{327}", bytes) + "\": 1"),
    ]
  }

  private static func many(_ bytes: Int) -> [(name: String, text: String)] {
    [
      ("many items", "[" + fill("1,", bytes) + "]"),
      ("many same keys", "{" + fill("a: 1,", bytes) + "}"),
      ("many empty keys", "{" + fill(":,", bytes) + "}"), ("many colons", fill(": ", bytes)),
      ("many keys", fill(bytes) { "k\($0): \($0)\n" }),
      ("many questions", "[" + fill("? ,", bytes)),
      ("keys without commas", "[" + fill("\"a\" ", bytes)), ("many quotes", fill("\"a\"\n", bytes)),
      ("many deep items", fill("[", 62) + fill("1,", bytes)),
      ("many marked keys", fill(bytes) { "k\($0)\(fill("\u{301}\u{327}", 240)): 1\n" }),
      ("many JSON items", "[" + fill("{},", bytes) + "1]"),
      ("many JSON keys", "{" + fill("\"a\":1,", bytes)),
    ]
  }

  private static func ofLines(_ bytes: Int) -> [(name: String, text: String)] {
    [
      ("many documents", fill("---\na\n", bytes)), ("many empty documents", fill("---\n", bytes)),
      ("many comments", fill("#\n", bytes) + "a: 1"), ("many returns", fill("a: 1\r", bytes)),
      ("many next lines", fill("a\u{85}", bytes)),
    ]
  }

  private static func ofProperties(_ bytes: Int) -> [(name: String, text: String)] {
    [
      ("many anchors", fill(bytes) { "- &a\($0) 1\n" }), ("one anchor", fill("- &a 1\n", bytes)),
      ("many aliases", fill("- *a\n", bytes)),
      ("many known aliases", "- &a 1\n" + fill("- *a\n", bytes)),
      ("many tags", fill("- !<tag:yaml.org,2002:str> a\n", bytes)),
      (
        "many tags after a comment",
        "#" + fill(" ", bytes * 3 / 4) + "\n" + fill("- !a b\n", bytes / 4)
      ),
      (
        "many escapes after a comment",
        "#" + fill(" ", bytes * 3 / 4) + "\n" + fill("- \"\\e\"\n", bytes / 4)
      ),
      ("many directives", fill(bytes) { "%TAG !a\($0)! tag:x\($0)\n" } + "--- a\n"),
    ]
  }
}
