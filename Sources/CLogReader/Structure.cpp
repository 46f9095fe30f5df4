// Where the values of JSON lines begin, by the instructions that every processor has.
#include "Structure.h"

#include "Block.h"

namespace clearance {

namespace {

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

}  // namespace

Structure find_structure(const char *bytes, size_t length, uint32_t *places) {
#if defined(__x86_64__)
  if (width == Width::vast) return find_vast(bytes, length, places);
  if (width == Width::wide) return find_wide(bytes, length, places);
#endif
  return find_plain(bytes, length, places);
}

}  // namespace clearance
