// Gathered values into columns, key by key.
#include <algorithm>

#include "Days.h"
#include "Gather.h"
#include "Quick.h"

namespace clearance {

/// Four letters as they stand in memory.
static inline uint32_t load4(const char *at) {
  uint32_t word;
  memcpy(&word, at, 4);
  return word;
}

/// Whether it is `true` or `false`: which of them cannot be foreseen, and is not branched on.
static inline bool is_truth(const char *text, size_t length) {
  const uint32_t word = load4(text);
  const uint32_t not_true = (word ^ load4("true")) | static_cast<uint32_t>(length ^ 4);
  const uint32_t not_false = (word ^ load4("fals")) | static_cast<uint32_t>(text[4] ^ 'e') |
                             static_cast<uint32_t>(length ^ 5);
  return static_cast<uint64_t>(not_true) * not_false == 0;
}

static inline bool is_null(const char *text, size_t length) {
  return length == 4 && load4(text) == load4("null");
}

static inline bool is_number(const char *text, size_t length) {
  uint64_t digits;
  unsigned places;
  return quick_digits(text, length, digits, places) || is_json_number({text, length});
}

/// Values of a key, one after the other, without those that are `null`: a text, whether it stood in
/// quotes, and of a list the number of its first mark, else 0. Its row is wrong where `use` is false,
/// or where it is no value of JSON, which `IsChecked` says was tried already.
template <bool IsChecked, typename Use>
inline __attribute__((always_inline)) void Gathered::each(
    size_t key, const char *base, Use use) {
  const Met *const first = values.data() + key * room;
  const Met *const last = seen[key].next;
  for (const Met *met = first; met != last; met++) {
    const uint32_t start = met->start(), stop = met->stop();
    const char *text = base + start;
    bool is_well;
    if (*text == '"') {
      is_well = use(text + 1, stop - start - 2, met->row(), true, 0);
    } else if (*text == '[') {
      // A list is never the first mark of a block, which is a brace.
      is_well = use(text, 0, met->row(), false, stop);
    } else {
      const bool is_value = is_truth(text, stop - start);
      if (!is_value && is_null(text, stop - start)) continue;
      is_well = (is_value || IsChecked || is_number(text, stop - start)) &&
                use(text, stop - start, met->row(), false, 0);
    }
    if (__builtin_expect(!is_well, 0)) wrong.push_back(met->row());
  }
}

const std::vector<size_t> &Gathered::put(
    Columns &columns, const char *base, const uint32_t *marks, size_t first_row) {
  wrong.clear();
  each<false>(unread, base, [](const char *, uint32_t, size_t, bool, uint32_t) { return true; });
  for (size_t place = 0; place < unread; place++) {
    const Key &key = columns.keys[place];
    bool is_checked = key.is_id;
    if (key.is_id) put_ids(columns, place, base, first_row);
    for (int32_t field = key.field; field >= 0; is_checked = true) {
      Field &one = columns.fields[static_cast<size_t>(field)];
      if (is_checked) put_field<true>(one, place, base, marks);
      else put_field<false>(one, place, base, marks);
      field = one.next;
    }
  }
  std::sort(wrong.begin(), wrong.end());
  wrong.erase(std::unique(wrong.begin(), wrong.end()), wrong.end());
  return wrong;
}

/// Whether a text has a character that no id may have; others below the blank were found already.
static inline bool has_delete(const char *text, size_t length) {
  for (size_t place = 0; place < length; place += 8) {
    const size_t left = length - place;
    const uint64_t word =
        (load8(text + place) & head_mask(left < 8 ? left : 8)) ^ 0x7F7F7F7F7F7F7F7Full;
    if (((word - 0x0101010101010101ull) & ~word & 0x8080808080808080ull) != 0) return true;
  }
  return false;
}

void Gathered::put_ids(Columns &columns, size_t key, const char *base, size_t first_row) {
  each<false>(
      key, base, [&](const char *text, uint32_t length, size_t row, bool, uint32_t list) {
        columns.id_texts[row] = text;
        columns.id_lengths[row] = length;
        return list == 0 && !has_delete(text, length);
      });
  for (size_t row = first_row; row < columns.rows; row++)
    if (columns.id_lengths[row] == 0) wrong.push_back(row);
}

template <bool IsChecked>
void Gathered::put_field(
    Field &field, size_t key, const char *base, const uint32_t *marks) {
  static const int64_t powers[] = {2000000, 200000, 20000, 2000, 200, 20, 2};
  uint8_t *const codes = field.codes.data(), *const there = field.there.data();
  int64_t *const numbers = field.numbers.data();
  const bool is_bare = field.words.empty();
  if (field.kind == LOG_CODE && field.is_quick)
    return field.quick.has_long ? put_codes<IsChecked, true>(field, key, base)
                                : put_codes<IsChecked, false>(field, key, base);
  if (field.kind == LOG_SET) return put_sets<IsChecked>(field, key, base, marks);
  if (field.kind == LOG_PRESENCE && is_bare)
    return each<IsChecked>(key, base, [&](const char *, uint32_t, size_t row, bool, uint32_t) {
      codes[row] = 1;
      return true;
    });
  if (field.kind == LOG_NUMBER && is_bare)
    return each<true>(
        key, base, [&](const char *text, uint32_t length, size_t row, bool is_text, uint32_t list) {
          uint64_t digits;
          unsigned places;
          there[row] = 1;
          if (quick_digits(text, length, digits, places)) {
            numbers[row] = static_cast<int64_t>(digits) * powers[places];
            return true;
          }
          return list == 0 && (is_text || IsChecked || is_json_number({text, length})) &&
                 field.put(row, {text, length}, is_text) == LOG_OK;
        });
  const bool is_time = field.kind == LOG_TIME && is_bare && field.format.empty();
  each<IsChecked>(
      key, base, [&](const char *text, uint32_t length, size_t row, bool is_text, uint32_t list) {
        if (is_time && quick_time(text, length, numbers[row])) {
          there[row] = 1;
          return true;
        }
        if (list != 0) {
          if (field.kind == LOG_PRESENCE) codes[row] = 1;
          return field.kind == LOG_PRESENCE;
        }
        return field.put(row, {text, length}, is_text) == LOG_OK;
      });
}

template <bool IsChecked, bool IsLong>
void Gathered::put_codes(Field &field, size_t key, const char *base) {
  const Perfect::View<IsLong> words = field.quick.view<IsLong>();
  const int32_t other = field.other;
  uint8_t *const codes = field.codes.data();
  each<IsChecked>(
      key, base, [&](const char *text, uint32_t length, size_t row, bool, uint32_t list) {
        int32_t code = words.find(text, length);
        code = code < 0 ? other : code;
        codes[row] = static_cast<uint8_t>(code);
        return code >= 0 && list == 0;
      });
}

/// Lists of words, among them perhaps texts of several.
template <bool IsChecked>
void Gathered::put_sets(
    Field &field, size_t key, const char *base, const uint32_t *marks) {
  const Perfect::View<true> words = field.quick.view<true>();
  each<IsChecked>(
      key, base, [&](const char *text, uint32_t length, size_t row, bool is_text, uint32_t list) {
        if (list == 0) return field.put(row, {text, length}, is_text) == LOG_OK;
        int64_t bits = 0;
        for (const uint32_t *item = marks + list + 1; base[*item] == '"'; item += 2) {
          const char *start = base + item[0] + 1;
          const size_t count = item[1] - item[0] - 2;
          int32_t code =
              field.is_quick ? words.find(start, count) : field.words.find({start, count});
          code = code < 0 ? field.other : code;
          if (code < 0) return false;
          bits |= code == LOG_MISSING ? 0 : 1ll << code;
        }
        field.numbers[row] = bits;
        field.there[row] = 1;
        return true;
      });
}

}  // namespace clearance
