/// The program `clearance`, for the target that is nothing but its start.
package enum Program {
  /// Runs on the arguments of the process, and ends it.
  package static func run() { ClearanceCommand.main() }
}
