extension Diagnostic {
  /// The diagnostic for a terminal: its place and message, then the line it is about, marked.
  ///
  /// ```text
  /// tasks.yaml:4:7: error: no fact is named `system.profile_persons` [unknown-fact]
  /// 4 | when: system.profile_persons
  ///   |       ^~~~~~~~~~~~~~~~~~~~~~ did you mean `system.profiles_persons`?
  /// ```
  ///
  /// No control character of a file, its name or the message gets through.
  ///
  /// - Parameter source: the file the diagnostic is about; without it there is no line.
  public func rendered(in source: SourceFile?) -> String {
    let place = "\(file.printable):\(span.start)"
    let head = "\(place): \(severity.rawValue): \(message.shortened.printable) [\(code)]"
    guard let line = source?.line(span.start.line) else {
      return advice.map { "\(head)\n  \($0)" } ?? head
    }
    let number = String(span.start.line)
    let excerpt = Excerpt(of: line, marking: span)
    let margin = String(repeating: " ", count: number.count)
    let mark = ["\(margin) | \(excerpt.mark)", advice].compactMap(\.self).joined(separator: " ")
    return "\(head)\n\(number) | \(excerpt.line)\n\(mark)"
  }

  private var advice: String? {
    suggestion.map { "did you mean `\($0.shortened.printable)`?" } ?? hint?.shortened.printable
  }
}

/// What is shown of a line, and the mark under it.
package struct Excerpt {
  /// With `…` where a long line goes on.
  package let line: String
  /// `^~~~` under the span, up to the end of what is shown.
  package let mark: String

  package init(of text: String, marking span: SourceSpan) {
    let all = Array(text.unicodeScalars)
    let first = max(0, min(span.start.column - 1, all.count))
    let window = Excerpt.window(of: all.count, around: first)
    let last = span.end.line > span.start.line ? all.count : span.end.column - 1
    let shown = all[window].map { $0 == "\t" ? " " : $0 }
    let (cutBefore, cutAfter) = (window.lowerBound > 0, window.upperBound < all.count)

    line = (cutBefore ? "…" : "") + shown.map(\.printable).joined() + (cutAfter ? "…" : "")
    let marked = all[first..<max(first, min(last, window.upperBound))]
    let before = all[window.lowerBound..<first].reduce(cutBefore ? 1 : 0) { $0 + $1.shownWidth }
    let width = max(1, marked.reduce(0) { $0 + $1.shownWidth })
    mark = String(repeating: " ", count: before) + "^" + String(repeating: "~", count: width - 1)
  }

  /// The part of a line that is shown: all of it up to 120 characters, else 100 about the mark.
  private static func window(of count: Int, around column: Int) -> Range<Int> {
    guard count > 120 else { return 0..<count }
    let start = max(0, min(column - 40, count - 100))
    return start..<min(count, start + 100)
  }
}

extension Unicode.Scalar {
  fileprivate var shownWidth: Int { self == "\t" ? 1 : width }
}

extension String {
  /// The text, or its beginning where somebody put a whole file into a word.
  fileprivate var shortened: String {
    unicodeScalars.prefix(201).count <= 200
      ? self : String(String.UnicodeScalarView(unicodeScalars.prefix(200))) + "…"
  }
}
