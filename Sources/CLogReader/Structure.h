// Where the values of JSON lines begin: the first of the two passes of simdjson (Langdale and
// Lemire, "Parsing gigabytes of JSON per second", 2019), 64 bytes at a time, for lines.
#pragma once
#include <cstddef>
#include <cstdint>

namespace clearance {

struct Structure {
  /// Places of `{}[]:,` and line breaks, of the quotes that begin texts and of the first bytes of
  /// other values; also of control characters in texts, where none may stand.
  size_t count = 0;
  /// How many bytes were looked at: up to a line break in a text, after which a new start is made.
  size_t bytes = 0;
  bool has_escapes = false, has_high = false;
};

/// Looks at whole lines; as many places as there are bytes must fit, and 64 bytes behind them must
/// be readable.
Structure find_structure(const char *bytes, size_t length, uint32_t *places);

}  // namespace clearance
