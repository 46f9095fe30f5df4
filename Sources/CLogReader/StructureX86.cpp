// Where the values of JSON lines begin, with AVX2 and with AVX-512.
#include "Block.h"

#if defined(__x86_64__)

namespace clearance {

namespace {

/// `{}[]:,`: with bit 5 set they are those that their lower halves find in a table. So are two
/// control characters, at which the second pass takes offence.
const char MARKS[] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ':', '{', ',', '}', 0, 0};
/// Blanks are those that their lower halves find; others find what has another lower half.
const char BLANKS[] = {' ', 2, 1, 1, 1, 1, 1, 1, 1, '\t', 1, 1, 1, '\r', 1, 1};

#define WIDE __attribute__((target("avx2,bmi,pclmul,lzcnt,popcnt")))

WIDE inline __attribute__((always_inline)) uint64_t joined(__m256i low, __m256i high) {
  return static_cast<uint32_t>(_mm256_movemask_epi8(low)) |
         static_cast<uint64_t>(static_cast<uint32_t>(_mm256_movemask_epi8(high))) << 32;
}

WIDE inline __attribute__((always_inline)) uint64_t parity_wide(uint64_t bits) {
  const __m128i ones = _mm_set1_epi8(static_cast<char>(0xFF));
  __m128i product =
      _mm_clmulepi64_si128(_mm_set_epi64x(0, static_cast<long long>(bits)), ones, 0);
  return static_cast<uint64_t>(_mm_cvtsi128_si64(product));
}

WIDE inline __attribute__((always_inline)) uint64_t same_wide(
    __m256i low, __m256i high, char byte) {
  const __m256i all = _mm256_set1_epi8(byte);
  return joined(_mm256_cmpeq_epi8(low, all), _mm256_cmpeq_epi8(high, all));
}

WIDE inline __attribute__((always_inline)) Block look_wide(const char *at) {
  const __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i *>(at));
  const __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i *>(at + 32));
  const __m256i marks = _mm256_broadcastsi128_si256(
      _mm_loadu_si128(reinterpret_cast<const __m128i *>(MARKS)));
  const __m256i blanks = _mm256_broadcastsi128_si256(
      _mm_loadu_si128(reinterpret_cast<const __m128i *>(BLANKS)));
  const __m256i bit5 = _mm256_set1_epi8(0x20), last = _mm256_set1_epi8(0x1F);
  Block block;
  block.quotes = same_wide(low, high, '"');
  block.backslashes = same_wide(low, high, '\\');
  block.breaks = same_wide(low, high, '\n');
  block.marks = joined(
      _mm256_cmpeq_epi8(_mm256_shuffle_epi8(marks, low), _mm256_or_si256(low, bit5)),
      _mm256_cmpeq_epi8(_mm256_shuffle_epi8(marks, high), _mm256_or_si256(high, bit5)));
  block.spaces = joined(
      _mm256_cmpeq_epi8(_mm256_shuffle_epi8(blanks, low), low),
      _mm256_cmpeq_epi8(_mm256_shuffle_epi8(blanks, high), high));
  block.controls = joined(
      _mm256_cmpeq_epi8(_mm256_max_epu8(low, last), last),
      _mm256_cmpeq_epi8(_mm256_max_epu8(high, last), last));
  block.high = joined(low, high);
  return block;
}

}  // namespace

WIDE Structure find_wide(const char *bytes, size_t length, uint32_t *places) {
  Structure found;
  Carry carry;
  uint64_t backslashes = 0, high = 0;
  found.bytes = length;
  for (size_t base = 0; base < length; base += 64) {
    const Block block = look_wide(bytes + base);
    const uint64_t whole = whole_of(length - base);
    uint64_t broken, quotes = quotes_of(block, carry);
    uint64_t marks = marks_of(block, carry, quotes, parity_wide(quotes), broken) & whole;
    backslashes |= block.backslashes & whole;
    high |= block.high & whole;
    const bool is_broken = stop_at(broken & whole, base, marks, found);
    uint32_t *at = places + found.count;
    uint32_t first = static_cast<uint32_t>(base);
    int some = __builtin_popcountll(marks);
    found.count += static_cast<size_t>(some);
    for (int each = 0; each < 8; each++, marks &= marks - 1)
      at[each] = first + static_cast<uint32_t>(_tzcnt_u64(marks));
    if (__builtin_expect(some > 8, 0))
      for (int each = 8; each < 16; each++, marks &= marks - 1)
        at[each] = first + static_cast<uint32_t>(_tzcnt_u64(marks));
    if (__builtin_expect(some > 16, 0))
      for (int each = 16; each < some; each++, marks &= marks - 1)
        at[each] = first + static_cast<uint32_t>(_tzcnt_u64(marks));
    if (__builtin_expect(is_broken, 0)) break;
  }
  found.has_escapes = backslashes != 0;
  found.has_high = high != 0;
  return found;
}

namespace {

#define VAST                                                                                   \
  __attribute__((target(                                                                       \
      "avx512f,avx512bw,avx512vl,avx512dq,avx512vbmi,avx512vbmi2,bmi,bmi2,pclmul,lzcnt,popcnt")))

VAST inline __attribute__((always_inline)) Block look_vast(__m512i all) {
  const __m512i marks =
      _mm512_broadcast_i32x4(_mm_loadu_si128(reinterpret_cast<const __m128i *>(MARKS)));
  const __m512i blanks =
      _mm512_broadcast_i32x4(_mm_loadu_si128(reinterpret_cast<const __m128i *>(BLANKS)));
  Block block;
  block.quotes = _mm512_cmpeq_epi8_mask(all, _mm512_set1_epi8('"'));
  block.backslashes = _mm512_cmpeq_epi8_mask(all, _mm512_set1_epi8('\\'));
  block.breaks = _mm512_cmpeq_epi8_mask(all, _mm512_set1_epi8('\n'));
  block.marks = _mm512_cmpeq_epi8_mask(
      _mm512_shuffle_epi8(marks, all), _mm512_or_si512(all, _mm512_set1_epi8(0x20)));
  block.spaces = _mm512_cmpeq_epi8_mask(_mm512_shuffle_epi8(blanks, all), all);
  block.controls = _mm512_cmplt_epu8_mask(all, _mm512_set1_epi8(0x20));
  block.high = _mm512_movepi8_mask(all);
  return block;
}

}  // namespace

VAST Structure find_vast(const char *bytes, size_t length, uint32_t *places) {
  Structure found;
  Carry carry;
  uint64_t backslashes = 0, high = 0;
  alignas(64) char numbers[64];
  for (int each = 0; each < 64; each++) numbers[each] = static_cast<char>(each);
  const __m512i each = _mm512_load_si512(numbers);
  found.bytes = length;
  for (size_t base = 0; base < length; base += 64) {
    const Block block = look_vast(_mm512_loadu_si512(bytes + base));
    const uint64_t whole = whole_of(length - base);
    uint64_t broken, quotes = quotes_of(block, carry);
    uint64_t marks = marks_of(block, carry, quotes, parity_wide(quotes), broken) & whole;
    backslashes |= block.backslashes & whole;
    high |= block.high & whole;
    const bool is_broken = stop_at(broken & whole, base, marks, found);
    // The numbers of the bits that are set, a byte each, made four bytes each.
    const __m512i some = _mm512_maskz_compress_epi8(marks, each);
    const __m512i first = _mm512_set1_epi32(static_cast<int>(base));
    const size_t count = static_cast<size_t>(__builtin_popcountll(marks));
    uint32_t *at = places + found.count;
    found.count += count;
    auto put = [&](__m128i sixteen, int from) VAST {
      _mm512_storeu_si512(at + from, _mm512_add_epi32(_mm512_cvtepu8_epi32(sixteen), first));
    };
    put(_mm512_castsi512_si128(some), 0);
    if (__builtin_expect(count > 16, 0)) put(_mm512_extracti32x4_epi32(some, 1), 16);
    if (__builtin_expect(count > 32, 0)) {
      put(_mm512_extracti32x4_epi32(some, 2), 32);
      put(_mm512_extracti32x4_epi32(some, 3), 48);
    }
    if (__builtin_expect(is_broken, 0)) break;
  }
  found.has_escapes = backslashes != 0;
  found.has_high = high != 0;
  return found;
}

}  // namespace clearance
#endif
