/// What a verb has to say, before anything is written: nothing is printed by halves.
struct Outcome: Sendable {
  /// For standard output: the result and nothing else.
  var output = ""
  /// For standard error: everything else.
  var remarks = ""
  var status = ExitStatus.clean

  /// Adds a line, or several, to what goes to standard error.
  mutating func remark(_ text: String) {
    guard !text.isEmpty else { return }
    remarks += text.hasSuffix("\n") ? text : text + "\n"
  }

  /// Adds a line, or several, to the result.
  mutating func say(_ text: String) {
    guard !text.isEmpty else { return }
    output += text.hasSuffix("\n") ? text : text + "\n"
  }

  /// Ends no better than this.
  mutating func end(_ status: ExitStatus) {
    self.status = max(self.status, status)
  }
}
