/// The colours of a page by their parts, on white and on black, and which stand on which.
///
/// A test computes the contrast of every pair: 4.5 for words, 3 for marks and edges.
enum Palette {
  /// A part that has a colour.
  enum Part: String, CaseIterable {
    case paper, ink, soft, wash, line, edge, accent
    case bad
    case badWash = "bad-wash"
    case open
    case openWash = "open-wash"
    case good
    case goodWash = "good-wash"
    case calm
    case calmWash = "calm-wash"
    case ramp1, ramp2, ramp3, ramp4
    case onRamp = "on-ramp"
    case onBad = "on-bad"
  }

  static func light(_ part: Part) -> UInt32 {
    switch part {
    case .paper: 0xFFFFFF
    case .ink: 0x1B2430
    case .soft: 0x55606E
    case .wash: 0xF6F8FA
    case .line: 0xDCE2E9
    case .edge: 0x76818F
    case .accent: 0x1D4F91
    case .bad: 0xA3161A
    case .badWash: 0xFCEEEE
    case .open: 0x7A4E00
    case .openWash: 0xFFF5DC
    case .good: 0x1C6638
    case .goodWash: 0xE8F5EC
    case .calm: 0x55606E
    case .calmWash: 0xEDF0F4
    case .ramp1: 0xDCE8F6
    case .ramp2: 0xB5D0EC
    case .ramp3: 0x2E6AA7
    case .ramp4: 0x163F73
    case .onRamp: 0xFFFFFF
    case .onBad: 0xFFFFFF
    }
  }

  static func dark(_ part: Part) -> UInt32 {
    switch part {
    case .paper: 0x12171E
    case .ink: 0xE7EBF1
    case .soft: 0xA7B1BE
    case .wash: 0x1A212A
    case .line: 0x2E3845
    case .edge: 0x7F8B9A
    case .accent: 0x8DBBF2
    case .bad: 0xFF9B95
    case .badWash: 0x3B1B1D
    case .open: 0xF2C14E
    case .openWash: 0x352A10
    case .good: 0x86D4A1
    case .goodWash: 0x163121
    case .calm: 0xA7B1BE
    case .calmWash: 0x222A35
    case .ramp1: 0x1D3450
    case .ramp2: 0x28507E
    case .ramp3: 0x7FB1E8
    case .ramp4: 0xA9CDF4
    case .onRamp: 0x0B1420
    case .onBad: 0x1E0A0B
    }
  }

  /// Words on a ground.
  static let words: [(Part, on: Part)] =
    [.ink, .soft, .accent, .bad, .open, .good, .calm].flatMap { [($0, .paper), ($0, .wash)] } + [
      (.ink, .badWash), (.soft, .badWash), (.bad, .badWash), (.ink, .openWash),
      (.soft, .openWash), (.open, .openWash), (.ink, .goodWash), (.soft, .goodWash),
      (.good, .goodWash), (.ink, .calmWash), (.calm, .calmWash), (.soft, .calmWash),
      (.ink, .ramp1), (.ink, .ramp2), (.onRamp, .ramp3), (.onRamp, .ramp4), (.onBad, .bad),
      (.onRamp, .accent),
    ]

  /// Marks and edges that mean something, on a ground.
  static let marks: [(Part, on: Part)] = [
    (.edge, .paper), (.edge, .wash), (.accent, .paper), (.bad, .badWash), (.open, .openWash),
    (.good, .goodWash), (.calm, .calmWash), (.bad, .paper), (.open, .paper), (.good, .paper),
    (.ramp3, .paper), (.ramp4, .paper),
  ]

  /// The colours as variables of CSS.
  static func variables(_ colour: (Part) -> UInt32) -> String {
    Part.allCases.map { "--\($0.rawValue):#\(hexadecimal(colour($0)))" }.joined(separator: ";")
  }

  private static func hexadecimal(_ colour: UInt32) -> String {
    let digits = String(colour, radix: 16)
    return String(repeating: "0", count: 6 - digits.count) + digits
  }
}
