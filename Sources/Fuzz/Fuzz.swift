import LocatedYAML

/// Feeds both readers with libFuzzer's inputs: built only with `FUZZ=1`, see `Package.swift`.
///
/// The first byte chooses the reader and the limits, the others are the file. Whatever comes, there
/// is a tree or an error; places lie in order; and nothing that is said can command a terminal.
@main
enum Fuzz {
  static func main() {
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    _ = runDriver(&count, &arguments, tryInput)
  }

  fileprivate static func check(_ input: [UInt8]) {
    let choice = input.first ?? 0
    let file = SourceFile(
      path: choice & 1 == 0 ? "input.yaml" : "input.json", bytes: Array(input.dropFirst()))
    var diagnostics: [Diagnostic] = []
    let node = Node.read(file, limits: choice & 2 == 0 ? .rules : .useCase, noting: &diagnostics)
    precondition(node != nil || diagnostics.containsError, "neither a tree nor an error")
    for diagnostic in diagnostics {
      precondition(diagnostic.span.start <= diagnostic.span.end, "a span ends before it starts")
    }
    let shown = diagnostics.prefix(3).rendered(in: [file]).unicodeScalars
    precondition(
      shown.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control },
      "a control character got through")
  }
}

/// A function and no closure in `main`, on which the compiler's concurrency check crashes (6.3.1).
private func tryInput(_ start: UnsafePointer<UInt8>?, _ length: Int) -> CInt {
  Fuzz.check(Array(UnsafeBufferPointer(start: start, count: length)))
  return 0
}

/// libFuzzer's loop, for programs with a `main` of their own.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt
