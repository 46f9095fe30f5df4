// Texts with numbers, found by their length, their first and their last eight bytes.
#pragma once
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace clearance {

using std::string_view;

/// What is readable behind every text that is looked for.
constexpr size_t PADDING = 64;

inline uint64_t load8(const char *at) {
  uint64_t word;
  memcpy(&word, at, 8);
  return word;
}

/// The bits of so many bytes, at most eight, that come first.
inline uint64_t head_mask(size_t bytes) {
  static const uint64_t masks[] = {0, 0xFF, 0xFFFF, 0xFFFFFF, 0xFFFFFFFF, 0xFFFFFFFFFF,
                                   0xFFFFFFFFFFFF, 0xFFFFFFFFFFFFFF, ~0ull};
  return masks[bytes];
}

/// Open addressing, never more than half full.
class Words {
 public:
  void add(string_view given, int32_t number) {
    std::string padded(given);
    padded.append(8, '\0');
    string_view text{padded.data(), given.size()};
    if (find(text) >= 0) return;
    Ends ends(text);
    entries.push_back({ends, static_cast<uint32_t>(text.size()), number, std::move(padded)});
    if (entries.size() * 2 > slots.size()) grow();
    else put(static_cast<int32_t>(entries.size()) - 1);
  }

  /// -1 where the text is not among them. Eight bytes from its start must be readable.
  inline __attribute__((always_inline)) int32_t find(string_view text) const {
    if (slots.empty()) return -1;
    Ends ends(text);
    size_t slot = ends.hash(text.size()) >> shift;
    while (slots[slot] >= 0) {
      const Entry &entry = entries[static_cast<size_t>(slots[slot])];
      if (entry.ends.first == ends.first && entry.ends.last == ends.last &&
          entry.length == text.size() &&
          (text.size() <= 16 || memcmp(entry.text.data(), text.data(), text.size()) == 0))
        return entry.number;
      slot = (slot + 1) & (slots.size() - 1);
    }
    return -1;
  }

  int32_t number(size_t place) const { return entries[place].number; }
  size_t size() const { return entries.size(); }
  bool empty() const { return entries.empty(); }
  string_view text(size_t place) const {
    return {entries[place].text.data(), entries[place].length};
  }

 private:
  struct Ends {
    uint64_t first = 0, last = 0;
    explicit Ends(string_view text) {
      size_t size = text.size();
      if (size >= 8) {
        first = load8(text.data());
        last = load8(text.data() + size - 8);
      } else if (size > 0) {
        first = load8(text.data()) & (~0ull >> (64 - 8 * size));
      }
    }
    uint64_t hash(size_t size) const {
      return (first ^ (last << 27 | last >> 37) ^ size * 0x9E3779B97F4A7C15ull) *
             0xD6E8FEB86659FD93ull;
    }
  };
  struct Entry {
    Ends ends;
    uint32_t length;
    int32_t number;
    std::string text;
  };
  std::vector<Entry> entries;
  std::vector<int32_t> slots;
  int shift = 64;

  void put(int32_t place) {
    const Entry &entry = entries[static_cast<size_t>(place)];
    size_t slot = entry.ends.hash(entry.length) >> shift;
    while (slots[slot] >= 0) slot = (slot + 1) & (slots.size() - 1);
    slots[slot] = place;
  }

  void grow() {
    size_t size = 16;
    shift = 60;
    while (size < entries.size() * 4) size *= 2, shift--;
    slots.assign(size, -1);
    for (size_t place = 0; place < entries.size(); place++) put(static_cast<int32_t>(place));
  }
};

}  // namespace clearance
