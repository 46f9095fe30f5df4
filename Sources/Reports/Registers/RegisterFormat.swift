/// The format in which a verb of the register tells its result as JSON.
package enum RegisterFormat: String, CaseIterable, Sendable {
  case made = "init"
  case add, assess, list, show, history, due, waive, evidence, retire
  case takenIn = "import"
  case check, backup

  /// Raised when a reader of the last format would misunderstand.
  package static let version = 1

  /// `clearance-register-list` and the like.
  package var name: String { "clearance-register-" + rawValue }

  /// What every result begins with.
  ///
  /// - Parameter register: the file of the register, as it was named.
  package func head(_ register: String) -> [JSONValue.Member] {
    [
      .init("format", .text(name)), .init("version", .integer(RegisterFormat.version)),
      .init("register", .text(register)),
    ]
  }

  /// How many findings came out in each way, as a register keeps them.
  package static let countNames =
    ["total"] + Standing.allCases.map(\.rawValue) + ["not_binding", "unverified", "waived"]
}
