// Columns into planes of bits, 64 rows a word; planes into others. Here by the instructions that
// every processor has.
#include "Planes.h"

#include "include/LogReader.h"

namespace clearance {
namespace {

template <typename Test>
inline void each_word(size_t words, uint64_t *into, Test test) {
  for (size_t word = 0; word < words; word++) {
    uint64_t bits = 0;
    for (size_t place = 0; place < 64; place++)
      bits |= static_cast<uint64_t>(test(64 * word + place)) << place;
    into[word] = bits;
  }
}

/// As subtractions wrap around, for what is in rows without a number.
inline int64_t between(int64_t from, int64_t to, int64_t more) {
  return static_cast<int64_t>(
      static_cast<uint64_t>(to) - static_cast<uint64_t>(from) + static_cast<uint64_t>(more));
}

const Kernels plain = {
    [](const uint8_t *codes, size_t words, const uint8_t *wanted, size_t count, uint64_t *into) {
      each_word(words, into, [&](size_t row) {
        bool is_one = false;
        for (size_t each = 0; each < count; each++) is_one |= codes[row] == wanted[each];
        return is_one;
      });
    },
    [](const int64_t *numbers, size_t words, int64_t limit, uint64_t *into) {
      each_word(words, into, [&](size_t row) { return numbers[row] < limit; });
    },
    [](const int64_t *left, const int64_t *right, size_t words, uint64_t *into) {
      each_word(words, into, [&](size_t row) { return left[row] < right[row]; });
    },
    [](const int64_t *from, const int64_t *to, size_t words, int64_t more, int64_t limit,
       uint64_t *into) {
      each_word(words, into, [&](size_t row) { return between(from[row], to[row], more) < limit; });
    },
    [](const int64_t *numbers, size_t words, int bit, uint64_t *into) {
      each_word(words, into, [&](size_t row) { return numbers[row] >> bit & 1; });
    },
    all_of, any_of, but_of, count_in,
};

const Kernels &kernels() {
#if defined(__x86_64__)
  if (width == Width::vast) return vast_kernels;
  if (width == Width::wide) return wide_kernels;
#endif
  return plain;
}

}  // namespace
}  // namespace clearance

using namespace clearance;

extern "C" {

void log_find_codes(
    const uint8_t *codes, size_t words, const uint8_t *wanted, size_t count, uint64_t *into) {
  kernels().codes(codes, words, wanted, count, into);
}

void log_find_less(const int64_t *numbers, size_t words, int64_t limit, uint64_t *into) {
  kernels().less(numbers, words, limit, into);
}

void log_find_fewer(
    const int64_t *left, const int64_t *right, size_t words, uint64_t *into) {
  kernels().fewer(left, right, words, into);
}

void log_find_gone(
    const int64_t *from, const int64_t *to, size_t words, int64_t more, int64_t limit,
    uint64_t *into) {
  kernels().gone(from, to, words, more, limit, into);
}

void log_find_bit(const int64_t *numbers, size_t words, int bit, uint64_t *into) {
  kernels().bit(numbers, words, bit, into);
}

void log_all(const uint64_t *const *parts, size_t count, size_t words, uint64_t *into) {
  kernels().all(parts, count, words, into);
}

void log_any(const uint64_t *const *parts, size_t count, size_t words, uint64_t *into) {
  kernels().any(parts, count, words, into);
}

void log_but(const uint64_t *these, const uint64_t *those, size_t words, uint64_t *into) {
  kernels().but(these, those, words, into);
}

size_t log_count_bits(const uint64_t *words, size_t rows) { return kernels().count(words, rows); }

size_t log_count_code(const uint8_t *codes, size_t rows, uint8_t code) {
  uint64_t words[64];
  size_t count = 0;
  for (size_t first = 0; first < rows; first += 4096) {
    size_t some = rows - first < 4096 ? rows - first : 4096;
    log_find_codes(codes + first, (some + 63) / 64, &code, 1, words);
    count += log_count_bits(words, some);
  }
  return count;
}

}  // extern "C"
