import Reports
import RuleCompiler

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How far a run is, on a line of the terminal that is written over and wiped at the end.
struct AuditProgress {
  /// Bytes of all logs; nil where that is not known.
  let total: Int?
  let language: Language
  private var start = AuditProgress.now
  private var last = 0.0

  init(total: Int?, in language: Language) {
    self.total = total
    self.language = language
  }

  mutating func tell(_ bytes: Int, records: Int) {
    let now = AuditProgress.now
    guard now - last > 0.2, now - start > 0.3 else { return }
    last = now
    let rate = Double(bytes) / (now - start)
    var parts = ["\(bytes / 1_000_000) MB", "\(Int(rate / 1_000_000)) MB/s"]
    if let total, total > 0 {
      parts.insert("\(min(100, bytes * 100 / total)) %", at: 0)
      let left = Int(Double(max(0, total - bytes)) / max(rate, 1))
      let words = left < 120 ? "\(left) s" : "\(left / 60) min"
      parts.append(language == .french ? "encore \(words)" : "\(words) left")
    }
    parts.append(
      records.grouped(in: language) + (language == .french ? " enregistrements" : " records"))
    _ = Files.write(Array(("\r\u{1B}[K" + parts.joined(separator: " · ")).utf8), to: STDERR_FILENO)
  }

  mutating func end() {
    if last > 0 { _ = Files.write(Array("\r\u{1B}[K".utf8), to: STDERR_FILENO) }
  }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
