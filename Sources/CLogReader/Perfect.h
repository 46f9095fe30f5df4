// A few texts that are known beforehand, found without a branch that hangs on the text.
#pragma once
#include "Words.h"

namespace clearance {

/// Of words, each has a slot of its own, so that a text is compared with one of them at most.
class Perfect {
 public:
  /// False where there are too many words, or too long ones.
  bool make(const Words &words, int32_t number_of_none) {
    entries.clear();
    has_long = false;
    for (size_t place = 0; place < words.size(); place++) {
      string_view text = words.text(place);
      if (text.size() > LONGEST) return false;
      has_long |= text.size() > 16;
      Parts parts = Parts::of<true>(text.data(), text.size());
      entries.push_back({parts, words.number(place)});
    }
    entries.push_back({{0, 0, 0, 0, ~0ull}, number_of_none});
    for (int bits = 4; bits <= 12; bits++)
      for (uint64_t attempt = 1; attempt <= 64; attempt++)
        if (try_slots(bits, 0xD6E8FEB86659FD93ull + 0x9E3779B97F4A7C16ull * attempt)) return true;
    return false;
  }

  /// What a loop needs to find texts: eight bytes from their start must be readable.
  template <bool IsLong>
  struct View;
  template <bool IsLong>
  View<IsLong> view() const {
    return {entries.data(), slots.data(), factor, shift, entries.back().number};
  }

  /// Whether some are longer than two words of the processor.
  bool has_long = false;

 private:
  template <bool IsLong>
  friend struct View;
  static constexpr size_t LONGEST = 32;

  /// All that a text of at most `LONGEST` bytes is, in words that overlap.
  struct Parts {
    uint64_t first, last, second, third, length;

    template <bool IsLong>
    static inline __attribute__((always_inline)) Parts of(const char *text, size_t length) {
      // By arithmetic, for lengths cannot be foreseen: what there is beyond eight bytes, or lacks.
      const int64_t beyond = static_cast<int64_t>(length) - 8;
      const int64_t lacks = beyond & beyond >> 63;
      const uint64_t mask = head_mask(static_cast<size_t>(8 + lacks));
      Parts parts;
      parts.length = length;
      parts.first = load8(text) & mask;
      parts.last = load8(text + (beyond - lacks)) & mask;
      parts.second = IsLong ? load8(text + (length > 16 ? 8 : 0)) & mask : 0;
      parts.third = IsLong ? load8(text + (length > 16 ? length - 16 : 0)) & mask : 0;
      return parts;
    }

    inline __attribute__((always_inline)) uint64_t hash(uint64_t factor) const {
      return ((first ^ (last << 27 | last >> 37)) + length) * factor;
    }
  };
  struct alignas(64) Entry {
    Parts parts;
    int32_t number;
  };
  std::vector<Entry> entries;
  std::vector<uint16_t> slots;
  uint64_t factor = 0;
  int shift = 60;

  bool try_slots(int bits, uint64_t odd) {
    const uint16_t none = static_cast<uint16_t>(entries.size() - 1);
    factor = odd | 1;
    shift = 64 - bits;
    slots.assign(1ull << bits, none);
    for (uint16_t place = 0; place < none; place++) {
      uint16_t &slot = slots[entries[place].parts.hash(factor) >> shift];
      if (slot != none) return false;
      slot = place;
    }
    return true;
  }
};

template <bool IsLong>
struct Perfect::View {
  const Entry *entries;
  const uint16_t *slots;
  uint64_t factor;
  int shift;
  int32_t none;

  /// The number of a text, or that of none.
  inline __attribute__((always_inline)) int32_t find(const char *text, size_t length) const {
    const Parts parts = Parts::of<IsLong>(text, length);
    const Entry &entry = entries[slots[parts.hash(factor) >> shift]];
    uint64_t differs = (parts.first ^ entry.parts.first) | (parts.last ^ entry.parts.last) |
                       (parts.length ^ entry.parts.length);
    if (IsLong)
      differs |= (parts.second ^ entry.parts.second) | (parts.third ^ entry.parts.third);
    return differs == 0 ? entry.number : none;
  }
};

}  // namespace clearance
