/// What a verb has to say, before anything is written: nothing is printed by halves.
package struct Outcome: Sendable {
  /// For standard error, before the result.
  private(set) var opening = ""
  /// For standard output: the result and nothing else.
  package private(set) var output = ""
  /// For standard error, after the result, where a reader's eye rests.
  private(set) var closing = ""
  package private(set) var status = ExitStatus.clean
  /// What is not given back before the process ends, for the system does that faster.
  private var kept: [any Sendable] = []

  package init() {}

  /// All that goes to standard error.
  package var remarks: String { opening + closing }

  /// Adds a line, or several, to what is said before the result.
  package mutating func open(_ text: String) { opening += text.endingLine }

  /// Adds a line, or several, to the result.
  package mutating func say(_ text: String) { output += text.endingLine }

  /// Adds a line, or several, to what is said after the result.
  package mutating func remark(_ text: String) { closing += text.endingLine }

  /// Holds on to something large until the process ends.
  mutating func keep(_ value: some Sendable) { kept.append(value) }

  /// Ends no better than this.
  package mutating func end(_ status: ExitStatus) {
    self.status = max(self.status, status)
  }
}

extension String {
  /// With a line break at the end; nothing stays nothing.
  fileprivate var endingLine: String { isEmpty || utf8.last == 0x0A ? self : self + "\n" }
}
