// What can be done with columns and planes, by the instructions that a processor has.
#pragma once
#include <cstddef>
#include <cstdint>

#include "Width.h"

namespace clearance {

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

#if defined(__x86_64__)
extern const Kernels wide_kernels, vast_kernels;
#endif

}  // namespace clearance
