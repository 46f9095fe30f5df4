extension String {
  /// The text with U+FFFD for every character that no file may hold: what terminals obey, what breaks
  /// lines for some readers only, what turns the direction of writing.
  package var admissible: String {
    guard unicodeScalars.contains(where: \.isRefused) else { return self }
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars { result.append(scalar.isRefused ? "\u{FFFD}" : scalar) }
    return String(result)
  }
}
