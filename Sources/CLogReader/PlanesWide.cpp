// Columns into planes with AVX2.
#include "Planes.h"

#if defined(__x86_64__)
namespace clearance {
namespace {

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

}  // namespace

const Kernels wide_kernels = {codes_wide, less_wide, fewer_wide, gone_wide, bit_wide,
                              all_wide,   any_wide,  but_wide,   count_wide};

}  // namespace clearance
#endif
