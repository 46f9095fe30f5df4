import LocatedYAML
import RuleCompiler
import RuleEvaluator

/// Feeds the readers of YAML and JSON, of rule files and of use cases with libFuzzer's inputs: built
/// only when `FUZZ` is set, see `Package.swift`.
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
    if choice & 4 != 0 { checkMeaning(file) }
  }

  /// As rules beside a small vocabulary, and as answers to it: read, compiled and assessed, or
  /// refused with a remark.
  private static func checkMeaning(_ file: SourceFile) {
    let rules = SourceFile(path: "rules.yaml", bytes: file.bytes)
    do throws(RulebookError) {
      _ = try Rulebook([vocabulary, act, rules])
    } catch {
      precondition(error.diagnostics.containsError, "refused without a remark")
    }
    guard let rulebook, let day = Day(2026, 11, 25) else { return }
    do throws(UseCaseError) {
      _ = rulebook.assess(try UseCase(file, answering: rulebook), on: day)
    } catch {
      precondition(error.diagnostics.containsError, "refused without a remark")
    }
  }

  private static let rulebook = try? Rulebook([
    vocabulary, act,
    SourceFile(
      path: "known.yaml",
      text: """
        language: 1
        act: small
        definitions:
          keeper: {helper: yes, when: always}
        classifications:
          marked:
            {scheme: grade, class: high, provision: [a/1], cite: Art. 1, says: Marked, when: {all: [a.sure, {a.kind: one}]}}
        obligations:
          kept:
            {bearer: keeper, provision: [a/2], cite: Art. 2, says: Kept, when: marked, requires: {a.months: {at_least: 6}}}
        """),
  ])

  private static let vocabulary = SourceFile(
    path: "vocabulary.yaml",
    text: """
      language: 1
      vocabulary: small
      groups: {a: {en: A, fr: A}, b: {en: B, fr: B}}
      lists: {things: {item: b, ask: {en: Things, fr: Choses}}}
      facts:
        a.sure: {ask: {en: Sure?, fr: Sûr ?}, type: yes_no, of: system}
        a.kind: {ask: {en: Kind?, fr: Genre ?}, type: one_of, ordered: yes, of: use, options: [one, two, three]}
        a.parts: {ask: {en: Parts?, fr: Parties ?}, type: some_of, of: use, options: [x, y, z], only_if: a.sure, else: []}
        a.months: {ask: {en: Months?, fr: Mois ?}, type: number, unit: month, none: yes, of: system}
        a.since: {ask: {en: Since?, fr: Depuis ?}, type: date, none: yes, of: system}
        b.good: {ask: {en: Good?, fr: Bon ?}, type: yes_no, of: item}
      """)

  private static let act = SourceFile(
    path: "act.yaml",
    text: """
      language: 1
      act: small
      title: Small
      jurisdiction: NL
      bearers: {keeper: keeper}
      schemes: {grade: [high, low]}
      """)
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
