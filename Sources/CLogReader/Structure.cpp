// Where the values of JSON lines begin.
#include "Structure.h"

#include <cstring>

#include "Width.h"

namespace clearance {

namespace {

/// What 64 bytes are, a bit each.
struct Block {
  uint64_t quotes, backslashes, marks, spaces, breaks, controls, high;
};

/// What goes on from block to block.
struct Carry {
  uint64_t in_text = 0, escaped = 0, scalar = 0;
};

inline uint64_t find_escaped(uint64_t backslashes, uint64_t &carry) {
  if (backslashes == 0) {
    uint64_t escaped = carry;
    carry = 0;
    return escaped;
  }
  // Runs of backslashes escape what follows where their length is odd.
  backslashes &= ~carry;
  uint64_t follows = backslashes << 1 | carry;
  const uint64_t even = 0x5555555555555555ull;
  uint64_t odd_starts = backslashes & ~even & ~follows, sum;
  carry = __builtin_add_overflow(odd_starts, backslashes, &sum) ? 1 : 0;
  uint64_t inverted = sum << 1;
  return (even ^ inverted) & follows;
}

inline uint64_t running_parity(uint64_t bits) {
  for (int shift = 1; shift < 64; shift *= 2) bits ^= bits << shift;
  return bits;
}

/// The quotes that begin or end texts.
inline __attribute__((always_inline)) uint64_t quotes_of(const Block &block, Carry &carry) {
  return block.quotes & ~find_escaped(block.backslashes, carry.escaped);
}

/// The marks of a block, and the line breaks within texts; `parity` says of each byte whether the
/// quotes up to it are odd.
inline __attribute__((always_inline)) uint64_t marks_of(
    const Block &block, Carry &carry, uint64_t quotes, uint64_t parity, uint64_t &broken) {
  uint64_t in_text = parity ^ carry.in_text;
  carry.in_text = static_cast<uint64_t>(static_cast<int64_t>(in_text) >> 63);
  uint64_t scalars = ~(block.marks | block.spaces | block.breaks);
  uint64_t plain = scalars & ~quotes;
  uint64_t starts = scalars & ~(plain << 1 | carry.scalar);
  carry.scalar = plain >> 63;
  broken = block.breaks & in_text;
  return ((block.marks | starts) & ~(in_text ^ quotes)) | block.breaks |
         (block.controls & in_text);
}

/// Leaves out what comes after a line break within a text: a new start is made there.
inline __attribute__((always_inline)) bool stop_at(
    uint64_t broken, size_t base, uint64_t &marks, Structure &found) {
  if (__builtin_expect(broken == 0, 1)) return false;
  int place = __builtin_ctzll(broken);
  marks &= place == 63 ? ~0ull : (2ull << place) - 1;
  found.bytes = base + static_cast<size_t>(place) + 1;
  return true;
}

/// The bits of the bytes that are looked at.
inline uint64_t whole_of(size_t left) { return left >= 64 ? ~0ull : (1ull << left) - 1; }

inline __attribute__((always_inline)) size_t put_places(
    uint64_t bits, uint32_t base, uint32_t *places, size_t count) {
  int some = __builtin_popcountll(bits);
  uint32_t *at = places + count;
  for (int each = 0; each < 8; each++, bits &= bits - 1)
    at[each] = base + static_cast<uint32_t>(__builtin_ctzll(bits | 1ull << 63));
  if (__builtin_expect(some > 8, 0))
    for (int each = 8; each < 16; each++, bits &= bits - 1)
      at[each] = base + static_cast<uint32_t>(__builtin_ctzll(bits | 1ull << 63));
  if (__builtin_expect(some > 16, 0))
    for (int each = 16; each < some; each++, bits &= bits - 1)
      at[each] = base + static_cast<uint32_t>(__builtin_ctzll(bits));
  return count + static_cast<size_t>(some);
}

// Any processor

Block look_plain(const char *at) {
  Block block = {};
  for (int place = 0; place < 64; place++) {
    uint64_t bit = 1ull << place;
    unsigned char byte = static_cast<unsigned char>(at[place]);
    if (byte >= 0x80) block.high |= bit;
    if (byte < 0x20) block.controls |= bit;
    switch (byte) {
      case '"': block.quotes |= bit; break;
      case '\\': block.backslashes |= bit; break;
      case '{': case '}': case '[': case ']': case ':': case ',': block.marks |= bit; break;
      case ' ': case '\t': case '\r': block.spaces |= bit; break;
      case '\n': block.breaks |= bit; break;
      default: break;
    }
  }
  return block;
}

Structure find_plain(const char *bytes, size_t length, uint32_t *places) {
  Structure found;
  Carry carry;
  uint64_t backslashes = 0, high = 0;
  found.bytes = length;
  for (size_t base = 0; base < length; base += 64) {
    Block block = look_plain(bytes + base);
    const uint64_t whole = whole_of(length - base);
    uint64_t broken, quotes = quotes_of(block, carry);
    uint64_t marks = marks_of(block, carry, quotes, running_parity(quotes), broken) & whole;
    backslashes |= block.backslashes & whole;
    high |= block.high & whole;
    bool is_broken = stop_at(broken & whole, base, marks, found);
    found.count = put_places(marks, static_cast<uint32_t>(base), places, found.count);
    if (is_broken) break;
  }
  found.has_escapes = backslashes != 0;
  found.has_high = high != 0;
  return found;
}

#if defined(__x86_64__)

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

#endif

}  // namespace

Structure find_structure(const char *bytes, size_t length, uint32_t *places) {
#if defined(__x86_64__)
  if (width == Width::vast) return find_vast(bytes, length, places);
  if (width == Width::wide) return find_wide(bytes, length, places);
#endif
  return find_plain(bytes, length, places);
}

}  // namespace clearance
