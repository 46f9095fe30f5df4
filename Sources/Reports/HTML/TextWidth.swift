/// How wide words are where nobody can measure them, and how they are made to fit.
///
/// Advances are those of DejaVu Sans, in thousandths of the size: of the fonts that a page asks
/// for it is the widest, so that what fits here fits everywhere.
enum TextWidth {
  /// From the space to the tilde.
  private static let advances: [Int] = [
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636,
    636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632,
    575, 775, 752, 295, 295, 656, 557, 863, 748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685,
    611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579,
    278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
  ]

  /// Letters of the fonts' bold are wider by about a seventh.
  private static func width(of scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x20...0x7E: advances[Int(scalar.value) - 0x20]
    case 0xA0, 0xB7, 0x2019, 0x202F: 318
    case 0xC0...0xDE: 790
    case 0xDF...0x17F: 660
    case 0x300...0x36F: 0
    default: 1050
    }
  }

  static func of(_ words: String, size: Int, isBold: Bool = false) -> Int {
    let sum = words.unicodeScalars.reduce(0) { $0 + width(of: $1) }
    return (sum * size * (isBold ? 115 : 100) + 99_999) / 100_000
  }

  /// The words, or as many of their letters as fit, and `…`.
  static func shortened(
    _ words: String, to room: Int, size: Int, isBold: Bool = false
  ) -> String {
    guard of(words, size: size, isBold: isBold) > room else { return words }
    var kept = words[...]
    while !kept.isEmpty, of(String(kept) + "…", size: size, isBold: isBold) > room {
      kept.removeLast()
    }
    while kept.last.map({ $0 == " " || $0 == "," || $0 == ";" }) ?? false { kept.removeLast() }
    return String(kept) + "…"
  }

  /// The words in lines that fit, at most so many; what is left over is cut.
  static func lines(
    _ words: String, to room: Int, size: Int, most: Int, isBold: Bool = false
  ) -> [String] {
    var lines: [String] = []
    var line = ""
    var rest = words.onOneLine.split(separator: " ")[...]
    while let word = rest.first {
      let longer = line.isEmpty ? String(word) : line + " " + word
      if of(longer, size: size, isBold: isBold) <= room || line.isEmpty {
        line = longer
        rest = rest.dropFirst()
        guard of(line, size: size, isBold: isBold) > room else { continue }
        line = shortened(line, to: room, size: size, isBold: isBold)
      }
      if lines.count == most - 1 { break }
      lines.append(line)
      line = ""
    }
    if !line.isEmpty {
      let left = rest.isEmpty ? line : line + " " + rest.joined(separator: " ")
      lines.append(shortened(left, to: room, size: size, isBold: isBold))
    }
    return lines
  }
}
