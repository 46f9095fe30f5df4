// Columns into bits: 64 rows a word.
#include <cstddef>
#include <cstdint>

#include "include/LogReader.h"

#if defined(__x86_64__)
#include <immintrin.h>
#define WIDE __attribute__((target("avx2")))
#endif

namespace clearance {
extern bool wide;

namespace {

/// A word for each 64 rows, the last of which may be fewer.
template <typename Test>
inline void each_word(size_t rows, uint64_t *words, Test test) {
  for (size_t first = 0, word = 0; first < rows; first += 64, word++) {
    uint64_t bits = 0;
    size_t count = rows - first < 64 ? rows - first : 64;
    for (size_t place = 0; place < count; place++)
      bits |= static_cast<uint64_t>(test(first + place)) << place;
    words[word] = bits;
  }
}

#if defined(__x86_64__)

WIDE void code_wide(const uint8_t *codes, size_t words, uint8_t code, uint64_t *into) {
  const __m256i all = _mm256_set1_epi8(static_cast<char>(code));
  for (size_t word = 0; word < words; word++) {
    const __m256i *at = reinterpret_cast<const __m256i *>(codes + 64 * word);
    uint32_t low = static_cast<uint32_t>(
        _mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_loadu_si256(at), all)));
    uint32_t high = static_cast<uint32_t>(
        _mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_loadu_si256(at + 1), all)));
    into[word] = low | static_cast<uint64_t>(high) << 32;
  }
}

WIDE void less_wide(const int64_t *numbers, size_t words, int64_t limit, uint64_t *into) {
  const __m256i all = _mm256_set1_epi64x(limit);
  for (size_t word = 0; word < words; word++) {
    uint64_t bits = 0;
    for (int four = 0; four < 16; four++) {
      __m256i some = _mm256_loadu_si256(
          reinterpret_cast<const __m256i *>(numbers + 64 * word + 4 * static_cast<size_t>(four)));
      uint32_t less = static_cast<uint32_t>(
          _mm256_movemask_pd(_mm256_castsi256_pd(_mm256_cmpgt_epi64(all, some))));
      bits |= static_cast<uint64_t>(less) << (4 * four);
    }
    into[word] = bits;
  }
}

WIDE void fewer_wide(
    const int64_t *left, const int64_t *right, size_t words, uint64_t *into) {
  for (size_t word = 0; word < words; word++) {
    uint64_t bits = 0;
    for (int four = 0; four < 16; four++) {
      size_t at = 64 * word + 4 * static_cast<size_t>(four);
      __m256i first = _mm256_loadu_si256(reinterpret_cast<const __m256i *>(left + at));
      __m256i second = _mm256_loadu_si256(reinterpret_cast<const __m256i *>(right + at));
      uint32_t less = static_cast<uint32_t>(
          _mm256_movemask_pd(_mm256_castsi256_pd(_mm256_cmpgt_epi64(second, first))));
      bits |= static_cast<uint64_t>(less) << (4 * four);
    }
    into[word] = bits;
  }
}

#endif

}  // namespace
}  // namespace clearance

using namespace clearance;

extern "C" {

void log_find_code(const uint8_t *codes, size_t rows, uint8_t code, uint64_t *words) {
  size_t done = 0;
#if defined(__x86_64__)
  if (wide) {
    done = rows / 64;
    code_wide(codes, done, code, words);
  }
#endif
  each_word(rows - 64 * done, words + done, [&](size_t row) {
    return codes[64 * done + row] == code;
  });
}

size_t log_count_code(const uint8_t *codes, size_t rows, uint8_t code) {
  uint64_t words[64];
  size_t count = 0;
  for (size_t first = 0; first < rows; first += 4096) {
    size_t some = rows - first < 4096 ? rows - first : 4096;
    log_find_code(codes + first, some, code, words);
    for (size_t word = 0; word < (some + 63) / 64; word++)
      count += static_cast<size_t>(__builtin_popcountll(words[word]));
  }
  return count;
}

void log_find_less(const int64_t *numbers, size_t rows, int64_t limit, uint64_t *words) {
  size_t done = 0;
#if defined(__x86_64__)
  if (wide) {
    done = rows / 64;
    less_wide(numbers, done, limit, words);
  }
#endif
  each_word(rows - 64 * done, words + done, [&](size_t row) {
    return numbers[64 * done + row] < limit;
  });
}

void log_find_fewer(const int64_t *left, const int64_t *right, size_t rows, uint64_t *words) {
  size_t done = 0;
#if defined(__x86_64__)
  if (wide) {
    done = rows / 64;
    fewer_wide(left, right, done, words);
  }
#endif
  each_word(rows - 64 * done, words + done, [&](size_t row) {
    return left[64 * done + row] < right[64 * done + row];
  });
}

void log_find_bit(const int64_t *numbers, size_t rows, int bit, uint64_t *words) {
  each_word(rows, words, [&](size_t row) { return numbers[row] >> bit & 1; });
}

}  // extern "C"
