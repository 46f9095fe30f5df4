// Columns into planes with AVX-512.
#include "Planes.h"

#if defined(__x86_64__)
namespace clearance {
namespace {

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

}  // namespace

const Kernels vast_kernels = {codes_vast, less_vast, fewer_vast, gone_vast, bit_vast,
                              all_vast,   any_vast,  but_vast,   count_vast};

}  // namespace clearance
#endif
