// Columns into planes of bits, 64 rows a word; planes into others.
#include <cstddef>
#include <cstdint>

#include "Width.h"
#include "include/LogReader.h"

namespace clearance {
namespace {

inline size_t count_of(uint64_t bits) { return static_cast<size_t>(__builtin_popcountll(bits)); }

/// Eight words, which the compiler keeps in as many registers as they take.
typedef uint64_t Eight __attribute__((vector_size(64), aligned(8)));

inline __attribute__((always_inline)) const Eight *eight(const uint64_t *words) {
  return reinterpret_cast<const Eight *>(words);
}

inline __attribute__((always_inline)) void all_of(
    const uint64_t *const *parts, size_t count, size_t words, uint64_t *into) {
  for (size_t word = 0; word < words; word += 8) {
    Eight all = *eight(parts[0] + word);
    for (size_t part = 1; part < count; part++) all &= *eight(parts[part] + word);
    *reinterpret_cast<Eight *>(into + word) = all;
  }
}

inline __attribute__((always_inline)) void any_of(
    const uint64_t *const *parts, size_t count, size_t words, uint64_t *into) {
  for (size_t word = 0; word < words; word += 8) {
    Eight any = *eight(parts[0] + word);
    for (size_t part = 1; part < count; part++) any |= *eight(parts[part] + word);
    *reinterpret_cast<Eight *>(into + word) = any;
  }
}

inline __attribute__((always_inline)) void but_of(
    const uint64_t *these, const uint64_t *those, size_t words, uint64_t *into) {
  for (size_t word = 0; word < words; word += 8)
    *reinterpret_cast<Eight *>(into + word) = *eight(these + word) & ~*eight(those + word);
}

/// The bits of the words that stand for rows.
inline __attribute__((always_inline)) size_t count_in(const uint64_t *words, size_t rows) {
  size_t count = 0, whole = rows / 64;
  for (size_t word = 0; word < whole; word++) count += count_of(words[word]);
  if (rows % 64) count += count_of(words[whole] & ((1ull << rows % 64) - 1));
  return count;
}

/// What can be done with columns, by the instructions that a processor has.
struct Kernels {
  void (*codes)(const uint8_t *, size_t, const uint8_t *, size_t, uint64_t *);
  void (*less)(const int64_t *, size_t, int64_t, uint64_t *);
  void (*fewer)(const int64_t *, const int64_t *, size_t, uint64_t *);
  void (*gone)(const int64_t *, const int64_t *, size_t, int64_t, int64_t, uint64_t *);
  void (*bit)(const int64_t *, size_t, int, uint64_t *);
  void (*all)(const uint64_t *const *, size_t, size_t, uint64_t *);
  void (*any)(const uint64_t *const *, size_t, size_t, uint64_t *);
  void (*but)(const uint64_t *, const uint64_t *, size_t, uint64_t *);
  size_t (*count)(const uint64_t *, size_t);
};

// Any processor

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

#if defined(__x86_64__)

// AVX2

#define WIDE __attribute__((target("avx2,popcnt")))

WIDE inline uint64_t joined(__m256i low, __m256i high) {
  return static_cast<uint32_t>(_mm256_movemask_epi8(low)) |
         static_cast<uint64_t>(static_cast<uint32_t>(_mm256_movemask_epi8(high))) << 32;
}

WIDE void codes_wide(
    const uint8_t *codes, size_t words, const uint8_t *wanted, size_t count, uint64_t *into) {
  for (size_t word = 0; word < words; word++) {
    const __m256i *at = reinterpret_cast<const __m256i *>(codes + 64 * word);
    const __m256i low = _mm256_loadu_si256(at), high = _mm256_loadu_si256(at + 1);
    __m256i is_low = _mm256_setzero_si256(), is_high = is_low;
    for (size_t each = 0; each < count; each++) {
      const __m256i one = _mm256_set1_epi8(static_cast<char>(wanted[each]));
      is_low = _mm256_or_si256(is_low, _mm256_cmpeq_epi8(low, one));
      is_high = _mm256_or_si256(is_high, _mm256_cmpeq_epi8(high, one));
    }
    into[word] = joined(is_low, is_high);
  }
}

WIDE inline __m256i four(const int64_t *numbers, size_t place) {
  return _mm256_loadu_si256(reinterpret_cast<const __m256i *>(numbers + place));
}

/// The signs of 64 numbers, four at a time.
#define SIGNS(into, words, place, test)                                                    \
  for (size_t word = 0; word < words; word++) {                                            \
    uint64_t bits = 0;                                                                     \
    for (size_t some = 0; some < 16; some++) {                                             \
      const size_t place = 64 * word + 4 * some;                                           \
      bits |= static_cast<uint64_t>(                                                       \
                  static_cast<uint32_t>(_mm256_movemask_pd(_mm256_castsi256_pd(test))))    \
              << (4 * some);                                                               \
    }                                                                                      \
    into[word] = bits;                                                                     \
  }

WIDE void less_wide(const int64_t *numbers, size_t words, int64_t limit, uint64_t *into) {
  const __m256i all = _mm256_set1_epi64x(limit);
  SIGNS(into, words, place, _mm256_cmpgt_epi64(all, four(numbers, place)))
}

WIDE void fewer_wide(const int64_t *left, const int64_t *right, size_t words, uint64_t *into) {
  SIGNS(into, words, place, _mm256_cmpgt_epi64(four(right, place), four(left, place)))
}

WIDE void gone_wide(
    const int64_t *from, const int64_t *to, size_t words, int64_t more, int64_t limit,
    uint64_t *into) {
  const __m256i all = _mm256_set1_epi64x(limit), rest = _mm256_set1_epi64x(more);
  SIGNS(into, words, place,
        _mm256_cmpgt_epi64(
            all, _mm256_add_epi64(_mm256_sub_epi64(four(to, place), four(from, place)), rest)))
}

WIDE void bit_wide(const int64_t *numbers, size_t words, int bit, uint64_t *into) {
  const __m128i left = _mm_cvtsi32_si128(63 - bit);
  SIGNS(into, words, place, _mm256_sll_epi64(four(numbers, place), left))
}

WIDE void all_wide(const uint64_t *const *parts, size_t count, size_t words, uint64_t *into) {
  all_of(parts, count, words, into);
}
WIDE void any_wide(const uint64_t *const *parts, size_t count, size_t words, uint64_t *into) {
  any_of(parts, count, words, into);
}
WIDE void but_wide(
    const uint64_t *these, const uint64_t *those, size_t words, uint64_t *into) {
  but_of(these, those, words, into);
}
WIDE size_t count_wide(const uint64_t *words, size_t rows) { return count_in(words, rows); }

const Kernels wide_kernels = {codes_wide, less_wide, fewer_wide, gone_wide, bit_wide,
                              all_wide,   any_wide,  but_wide,   count_wide};

// AVX-512

#define VAST __attribute__((target("avx512f,avx512bw,avx512vl,avx512vpopcntdq,popcnt")))

VAST void codes_vast(
    const uint8_t *codes, size_t words, const uint8_t *wanted, size_t count, uint64_t *into) {
  for (size_t word = 0; word < words; word++) {
    const __m512i some = _mm512_loadu_si512(codes + 64 * word);
    __mmask64 bits = 0;
    for (size_t each = 0; each < count; each++)
      bits |= _mm512_cmpeq_epi8_mask(some, _mm512_set1_epi8(static_cast<char>(wanted[each])));
    into[word] = bits;
  }
}

VAST inline __m512i of_eight(const int64_t *numbers, size_t place) {
  return _mm512_loadu_si512(numbers + place);
}

/// A byte of bits for eight numbers.
#define BYTES(into, words, place, test)                                    \
  for (size_t word = 0; word < words; word++) {                            \
    uint64_t bits = 0;                                                     \
    for (size_t some = 0; some < 8; some++) {                              \
      const size_t place = 64 * word + 8 * some;                           \
      bits |= static_cast<uint64_t>(test) << (8 * some);                   \
    }                                                                      \
    into[word] = bits;                                                     \
  }

VAST void less_vast(const int64_t *numbers, size_t words, int64_t limit, uint64_t *into) {
  const __m512i all = _mm512_set1_epi64(limit);
  BYTES(into, words, place, _mm512_cmplt_epi64_mask(of_eight(numbers, place), all))
}

VAST void fewer_vast(const int64_t *left, const int64_t *right, size_t words, uint64_t *into) {
  BYTES(into, words, place,
        _mm512_cmplt_epi64_mask(of_eight(left, place), of_eight(right, place)))
}

VAST void gone_vast(
    const int64_t *from, const int64_t *to, size_t words, int64_t more, int64_t limit,
    uint64_t *into) {
  const __m512i all = _mm512_set1_epi64(limit), rest = _mm512_set1_epi64(more);
  BYTES(into, words, place,
        _mm512_cmplt_epi64_mask(
            _mm512_add_epi64(
                _mm512_sub_epi64(of_eight(to, place), of_eight(from, place)), rest),
            all))
}

VAST void bit_vast(const int64_t *numbers, size_t words, int bit, uint64_t *into) {
  const __m512i one = _mm512_set1_epi64(static_cast<int64_t>(1ull << bit));
  BYTES(into, words, place, _mm512_test_epi64_mask(of_eight(numbers, place), one))
}

VAST void all_vast(const uint64_t *const *parts, size_t count, size_t words, uint64_t *into) {
  all_of(parts, count, words, into);
}
VAST void any_vast(const uint64_t *const *parts, size_t count, size_t words, uint64_t *into) {
  any_of(parts, count, words, into);
}
VAST void but_vast(
    const uint64_t *these, const uint64_t *those, size_t words, uint64_t *into) {
  but_of(these, those, words, into);
}
VAST size_t count_vast(const uint64_t *words, size_t rows) { return count_in(words, rows); }

const Kernels vast_kernels = {codes_vast, less_vast, fewer_vast, gone_vast, bit_vast,
                              all_vast,   any_vast,  but_vast,   count_vast};

#endif

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
