#include "Gather.h"

namespace clearance {

bool Gathered::prepare(const Columns &columns, size_t most_marks) {
  unread = columns.keys.size();
  room = columns.most_rows + 1;
  values.resize(unread * room + most_marks / 4 + 1);
  seen.assign(unread + 1, {});
  seen[unread].mask = 0;
  return columns.most_rows < 1 << 20 &&
         names.make(columns.names, static_cast<int32_t>(unread));
}

void Gathered::take_back() {
  for (size_t key = 0; key < unread; key++)
    if (seen[key].line == line) seen[key].next--, seen[key].line = 0;
  seen[unread].next = unread_before;
}

static inline uint16_t load2(const char *at) {
  return static_cast<uint16_t>(
      static_cast<unsigned char>(at[0]) | static_cast<unsigned char>(at[1]) << 8);
}

/// Two letters that follow one another.
static constexpr uint16_t two(char first, char second) {
  return static_cast<uint16_t>(
      static_cast<unsigned char>(first) | static_cast<unsigned char>(second) << 8);
}

/// What a byte may be the last of: nothing, a value without quotes, or a text. Blanks before the
/// mark are not plain, nor is what only opens.
struct Last {
  unsigned char kind[256] = {};
  constexpr Last() {
    for (int byte = '!'; byte < 256; byte++)
      kind[byte] = byte == '"' ? 2 : byte == '{' || byte == '[' ? 0 : 1;
  }
};
static constexpr Last LAST;

/// The mark that ends a list of plain texts, which begins with this one; null where it is another.
static inline const uint32_t *end_of_list(const char *base, const uint32_t *open) {
  const uint32_t *item = open + 1;
  if (base[*item] == ']') return item;
  while (true) {
    if (base[item[0]] != '"') return nullptr;
    const uint16_t end = load2(base + item[1] - 1);
    if (end == two('"', ']')) return item + 1;
    if (end != two('"', ',')) return nullptr;
    item += 2;
  }
}

template <bool IsLong>
bool Gathered::take_any(
    const char *base, const uint32_t *marks, const uint32_t *&mark, size_t row) {
  const uint32_t *at = mark;
  if (base[at[0]] != '{') return false;
  // All that the loop needs is kept out of the object, whose memory it might else be writing to.
  const Perfect::View<IsLong> names = this->names.view<IsLong>();
  Seen *const seen = this->seen.data();
  const uint64_t line = ++this->line;
  unread_before = seen[unread].next;
  bool is_repeated = false;
  char next;
  do {
    const uint32_t name = at[1], colon = at[2], value = at[3], stop = at[4];
    if (base[name] != '"' || load2(base + colon - 1) != two('"', ':')) return take_back(), false;
    Seen &key = seen[names.find(base + name + 1, static_cast<size_t>(colon - name - 2))];
    Met *const place = key.next;
    const bool is_old = key.line == line;
    key.line = line & key.mask;
    key.next = place + !is_old;
    is_repeated |= is_old;
    const char first = base[value];
    const unsigned char last = static_cast<unsigned char>(base[stop - 1]);
    next = base[stop];
    if (__builtin_expect(next == ',' || next == '}', 1)) {
      if (LAST.kind[last] != 1 + (first == '"')) return take_back(), false;
      *place = Met(value, stop, row);
      at += 4;
    } else {
      const uint32_t *end = first == '[' ? end_of_list(base, at + 3) : nullptr;
      if (!end) return take_back(), false;
      *place = Met(value, static_cast<uint32_t>(at + 3 - marks), row);
      at = end + 1;
      next = base[*at];
    }
  } while (next == ',');
  if (next != '}' || base[at[1]] != '\n' || is_repeated) return take_back(), false;
  mark = at + 2;
  return true;
}

template bool Gathered::take_any<true>(
    const char *, const uint32_t *, const uint32_t *&, size_t);
template bool Gathered::take_any<false>(
    const char *, const uint32_t *, const uint32_t *&, size_t);

}  // namespace clearance
