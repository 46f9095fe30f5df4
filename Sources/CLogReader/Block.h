// What follows from which bytes 64 bytes are, for all first passes.
#pragma once
#include "Structure.h"
#include "Width.h"

namespace clearance {

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

#if defined(__x86_64__)
Structure find_wide(const char *bytes, size_t length, uint32_t *places);
Structure find_vast(const char *bytes, size_t length, uint32_t *places);
#endif

}  // namespace clearance
