import Foundation
import LocatedYAML
import RuleCompiler
import RuleEvaluator

// Temporary driver until the command line is here.
func files(_ root: String) -> [SourceFile] {
  let e = FileManager.default.enumerator(atPath: root)!
  var out: [SourceFile] = []
  for case let p as String in e where p.hasSuffix(".yaml") {
    out.append(SourceFile(path: root + "/" + p, bytes: [UInt8](FileManager.default.contents(atPath: root + "/" + p)!)))
  }
  return out
}
let args = CommandLine.arguments
let sources = files(args[2])
func show(_ ds: [Diagnostic]) {
  for d in ds { print(d.rendered(in: sources.first { $0.path == d.file } )) }
}
do {
  let start = Date()
  let rb = try Rulebook(sources)
  print("compiled", Date().timeIntervalSince(start), "rules", rb.rules.rules.count, "steps", rb.program.steps.count, "vars", rb.program.variables.count, "nodes", rb.program.diagrams.count)
  if args[1] == "check" { show(rb.warnings) }
  if args[1] == "test" {
    var bad = 0
    let rs = rb.tryExamples()
    for r in rs where !r.isRight { bad += 1; print("✗", r.name, r.day.map { "\($0)" } ?? ""); show(r.diagnostics) }
    print("\(rs.count - bad) passed, \(bad) failed")
  }
  if args[1] == "assess" {
    for p in args[3...] {
      let f = SourceFile(path: p, bytes: [UInt8](FileManager.default.contents(atPath: p)!))
      let uc = try UseCase(f, answering: rb)
      let t = Date()
      let a = rb.assess(uc, on: uc.day ?? Day(2026, 11, 25)!)
      let dt = Date().timeIntervalSince(t)
      print(p, a.classes.map { "\($0.scheme): \($0.lowest)..\($0.highest)" }, dt)
      if !uc.expectations.isEmpty { let r = rb.check(uc, on: uc.day!); show(r.diagnostics) }
    }
  }
} catch let e as RulebookError { show(e.diagnostics); print(e.diagnostics.count, "diagnostics") }
  catch let e as UseCaseError { show(e.diagnostics) }
if args[1] == "sizes", let rb = try? Rulebook(sources) {
  var rows: [(Int, String)] = []
  for r in rb.rules.rules { for v in rb.program.rules[r.id.index].verdicts { rows.append((v.map { rb.program.diagrams.size(of: $0) } ?? -1, r.name)) } }
  for r in rows.sorted(by: { $0.0 > $1.0 }).prefix(40) { print(r.0, r.1) }
  for (i, x) in rb.program.ranks.enumerated() { print("rank", i, x.map { rb.program.diagrams.size(of: $0) } ?? -1) }
}
