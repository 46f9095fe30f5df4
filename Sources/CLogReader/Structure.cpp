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

/// The marks of a block, and those that break lines within texts.
template <typename Parity>
inline __attribute__((always_inline)) uint64_t marks_of(
    const Block &block, Carry &carry, uint64_t &broken, Parity parity) {
  uint64_t quotes = block.quotes & ~find_escaped(block.backslashes, carry.escaped);
  uint64_t in_text = parity(quotes) ^ carry.in_text;
  carry.in_text = static_cast<uint64_t>(static_cast<int64_t>(in_text) >> 63);
  uint64_t scalars = ~(block.marks | block.spaces | block.breaks);
  uint64_t plain = scalars & ~quotes;
  uint64_t starts = scalars & ~(plain << 1 | carry.scalar);
  carry.scalar = plain >> 63;
  broken = block.breaks & in_text;
  return ((block.marks | starts) & ~(in_text ^ quotes)) | block.breaks |
         (block.controls & in_text);
}

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

template <typename Look, typename Parity>
inline __attribute__((always_inline)) Structure find(
    const char *bytes, size_t length, uint32_t *places, Look look, Parity parity) {
  Structure found;
  Carry carry;
  uint64_t backslashes = 0, high = 0;
  found.bytes = length;
  for (size_t base = 0; base < length; base += 64) {
    Block block = look(bytes + base);
    size_t left = length - base;
    uint64_t whole = left >= 64 ? ~0ull : (1ull << left) - 1;
    uint64_t broken;
    uint64_t marks = marks_of(block, carry, broken, parity) & whole;
    backslashes |= block.backslashes & whole;
    high |= block.high & whole;
    if (__builtin_expect((broken & whole) != 0, 0)) {
      int place = __builtin_ctzll(broken & whole);
      marks &= place == 63 ? ~0ull : (2ull << place) - 1;
      found.bytes = base + static_cast<size_t>(place) + 1;
      found.count = put_places(marks, static_cast<uint32_t>(base), places, found.count);
      break;
    }
    found.count = put_places(marks, static_cast<uint32_t>(base), places, found.count);
  }
  found.has_escapes = backslashes != 0;
  found.has_high = high != 0;
  return found;
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
  return find(bytes, length, places, look_plain, running_parity);
}

#if defined(__x86_64__)
#define WIDE __attribute__((target("avx2,bmi,pclmul,lzcnt,popcnt")))

struct LookWide {
  WIDE inline __attribute__((always_inline)) Block operator()(const char *at) const {
    const __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i *>(at));
    const __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i *>(at + 32));
    auto same = [&](char byte) __attribute__((target("avx2,bmi,pclmul,lzcnt,popcnt"))) {
      __m256i all = _mm256_set1_epi8(byte);
      return joined(_mm256_cmpeq_epi8(low, all), _mm256_cmpeq_epi8(high, all));
    };
    Block block;
    block.quotes = same('"');
    block.backslashes = same('\\');
    block.breaks = same('\n');
    // `{}[]:,`: with bit 5 set they are those that their lower halves find in a table. So are two
    // control characters, at which the second pass takes offence.
    const __m256i table = _mm256_setr_epi8(
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ':', '{', ',', '}', 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ':', '{', ',', '}', 0, 0);
    const __m256i bit5 = _mm256_set1_epi8(0x20);
    block.marks = joined(
        _mm256_cmpeq_epi8(_mm256_shuffle_epi8(table, low), _mm256_or_si256(low, bit5)),
        _mm256_cmpeq_epi8(_mm256_shuffle_epi8(table, high), _mm256_or_si256(high, bit5)));
    const __m256i blanks = _mm256_setr_epi8(
        ' ', 1, 1, 1, 1, 1, 1, 1, 1, '\t', 1, 1, 1, '\r', 1, 1,
        ' ', 1, 1, 1, 1, 1, 1, 1, 1, '\t', 1, 1, 1, '\r', 1, 1);
    block.spaces = joined(
        _mm256_cmpeq_epi8(_mm256_shuffle_epi8(blanks, low), low),
        _mm256_cmpeq_epi8(_mm256_shuffle_epi8(blanks, high), high)) & ~same(1);
    const __m256i last = _mm256_set1_epi8(0x1F);
    block.controls = joined(
        _mm256_cmpeq_epi8(_mm256_max_epu8(low, last), last),
        _mm256_cmpeq_epi8(_mm256_max_epu8(high, last), last));
    block.high = static_cast<uint32_t>(_mm256_movemask_epi8(low)) |
                 static_cast<uint64_t>(static_cast<uint32_t>(_mm256_movemask_epi8(high))) << 32;
    return block;
  }
  WIDE static inline __attribute__((always_inline)) uint64_t joined(__m256i low, __m256i high) {
    return static_cast<uint32_t>(_mm256_movemask_epi8(low)) |
           static_cast<uint64_t>(static_cast<uint32_t>(_mm256_movemask_epi8(high))) << 32;
  }
};

struct ParityWide {
  WIDE inline __attribute__((always_inline)) uint64_t operator()(uint64_t bits) const {
    const __m128i ones = _mm_set1_epi8(static_cast<char>(0xFF));
    __m128i product =
        _mm_clmulepi64_si128(_mm_set_epi64x(0, static_cast<long long>(bits)), ones, 0);
    return static_cast<uint64_t>(_mm_cvtsi128_si64(product));
  }
};

WIDE Structure find_wide(const char *bytes, size_t length, uint32_t *places) {
  // As `find`, written out: functions with other instructions are not inlined into this.
  Structure found;
  Carry carry;
  uint64_t backslashes = 0, high = 0;
  LookWide look;
  ParityWide parity;
  found.bytes = length;
  for (size_t base = 0; base < length; base += 64) {
    Block block = look(bytes + base);
    size_t left = length - base;
    uint64_t whole = left >= 64 ? ~0ull : (1ull << left) - 1;
    uint64_t quotes = block.quotes & ~find_escaped(block.backslashes, carry.escaped);
    uint64_t in_text = parity(quotes) ^ carry.in_text;
    carry.in_text = static_cast<uint64_t>(static_cast<int64_t>(in_text) >> 63);
    uint64_t scalars = ~(block.marks | block.spaces | block.breaks);
    uint64_t plain = scalars & ~quotes;
    uint64_t starts = scalars & ~(plain << 1 | carry.scalar);
    carry.scalar = plain >> 63;
    uint64_t broken = block.breaks & in_text & whole;
    uint64_t marks = (((block.marks | starts) & ~(in_text ^ quotes)) | block.breaks |
                      (block.controls & in_text)) & whole;
    backslashes |= block.backslashes & whole;
    high |= block.high & whole;
    if (__builtin_expect(broken != 0, 0)) {
      int place = __builtin_ctzll(broken);
      marks &= place == 63 ? ~0ull : (2ull << place) - 1;
      found.bytes = base + static_cast<size_t>(place) + 1;
    }
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
    if (__builtin_expect(broken != 0, 0)) break;
  }
  found.has_escapes = backslashes != 0;
  found.has_high = high != 0;
  return found;
}

#endif

}  // namespace

Structure find_structure(const char *bytes, size_t length, uint32_t *places) {
#if defined(__x86_64__)
  if (width != Width::plain) return find_wide(bytes, length, places);
#endif
  return find_plain(bytes, length, places);
}

}  // namespace clearance
