// The values of lines, gathered by their keys: what is done with the values of one key is done for
// many lines at once, so that the processor can foresee it.
#pragma once
#include "Columns.h"
#include "Structure.h"

namespace clearance {

/// A value that was met: where it begins and where the mark is that follows it; of a list instead
/// of the latter, the number of the mark with which it begins. And its row.
struct Met {
  uint64_t bits;
  Met() : bits(0) {}
  Met(uint32_t start, uint32_t stop, size_t row)
      : bits(start | static_cast<uint64_t>(stop) << 20 | static_cast<uint64_t>(row) << 40) {}
  uint32_t start() const { return bits & 0xFFFFF; }
  uint32_t stop() const { return bits >> 20 & 0xFFFFF; }
  size_t row() const { return bits >> 40; }
};

/// The values of a block of lines.
class Gathered {
 public:
  /// False where the keys are such that lines have to be read one by one.
  bool prepare(const Columns &columns, size_t most_marks);

  /// Before a block: nothing was met.
  void begin() {
    for (size_t key = 0; key <= unread; key++) seen[key].next = values.data() + key * room;
  }

  /// Whether the line that begins with this mark is plain; leaves the mark after it. Its values are
  /// neither looked at nor checked yet.
  bool take(const char *base, const uint32_t *marks, const uint32_t *&mark, size_t row) {
    return names.has_long ? take_any<true>(base, marks, mark, row)
                          : take_any<false>(base, marks, mark, row);
  }

  /// Puts all values into columns. Gives the rows, from the first of the block on, in which one of
  /// them is not JSON or not what its column takes, or which have no id.
  const std::vector<size_t> &put(
      Columns &columns, const char *base, const uint32_t *marks, size_t first_row);

  /// Takes back the line that was met last.
  void take_back();

 private:
  Perfect names;
  /// How many keys are read; values of others are gathered behind theirs, and only checked.
  size_t unread = 0, room = 0;
  std::vector<Met> values;
  /// Of a key, in which line it was met last, and where its next value goes.
  struct alignas(32) Seen {
    uint64_t line = 0;
    /// Nothing for keys that are not read, which may be met as often as they like.
    uint64_t mask = ~0ull;
    Met *next = nullptr;
  };
  std::vector<Seen> seen;
  uint64_t line = 0;
  Met *unread_before = nullptr;

  template <bool IsLong>
  bool take_any(const char *base, const uint32_t *marks, const uint32_t *&mark, size_t row);
  std::vector<size_t> wrong;

  template <bool IsChecked, typename Use>
  void each(size_t key, const char *base, Use use);
  void put_ids(Columns &columns, size_t key, const char *base, size_t first_row);
  template <bool IsChecked>
  void put_field(Field &field, size_t key, const char *base, const uint32_t *marks);
  template <bool IsChecked, bool IsLong>
  void put_codes(Field &field, size_t key, const char *base);
  template <bool IsChecked>
  void put_sets(Field &field, size_t key, const char *base, const uint32_t *marks);
};

}  // namespace clearance
