// The columns of a reader, and what texts become in them; whatever the form of the log.
#pragma once
#include <cstring>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "include/LogReader.h"

namespace clearance {

using std::string_view;

inline uint64_t hash_of(string_view text) {
  uint64_t hash = text.size() * 0x9E3779B97F4A7C15ull, word = 0;
  const char *at = text.data();
  size_t left = text.size();
  while (left >= 8) {
    memcpy(&word, at, 8);
    hash = (hash ^ word) * 0xFF51AFD7ED558CCDull;
    hash ^= hash >> 32;
    at += 8;
    left -= 8;
  }
  if (left > 0) {
    word = 0;
    memcpy(&word, at, left);
    hash = (hash ^ word) * 0xFF51AFD7ED558CCDull;
    hash ^= hash >> 32;
  }
  return hash;
}

/// Texts with numbers: open addressing, never full.
class Words {
 public:
  void add(string_view text, int32_t number) {
    if ((entries.size() + 1) * 2 > slots.size()) grow();
    uint64_t hash = hash_of(text);
    size_t slot = hash & (slots.size() - 1);
    while (slots[slot] >= 0) {
      if (entries[slots[slot]].text == text) return;
      slot = (slot + 1) & (slots.size() - 1);
    }
    slots[slot] = static_cast<int32_t>(entries.size());
    entries.push_back({std::string(text), number});
  }

  /// -1 where the text is not among them.
  int32_t find(string_view text) const {
    if (slots.empty()) return -1;
    size_t slot = hash_of(text) & (slots.size() - 1);
    while (slots[slot] >= 0) {
      const Entry &entry = entries[slots[slot]];
      if (entry.text == text) return entry.number;
      slot = (slot + 1) & (slots.size() - 1);
    }
    return -1;
  }

  size_t size() const { return entries.size(); }
  const std::string &text(size_t place) const { return entries[place].text; }

 private:
  struct Entry {
    std::string text;
    int32_t number;
  };
  std::vector<Entry> entries;
  std::vector<int32_t> slots;

  void grow() {
    size_t size = 16;
    while (size < (entries.size() + 1) * 4) size *= 2;
    slots.assign(size, -1);
    for (size_t place = 0; place < entries.size(); place++) {
      size_t slot = hash_of(entries[place].text) & (size - 1);
      while (slots[slot] >= 0) slot = (slot + 1) & (size - 1);
      slots[slot] = static_cast<int32_t>(place);
    }
  }
};

struct Field {
  log_kind kind;
  Words words;
  int32_t other;
  char separator;
  /// The next field with the same key; -1 for none.
  int32_t next = -1;
  std::vector<uint8_t> codes, there;
  std::vector<int64_t> numbers;
  Words groups;
};

struct Columns {
  std::vector<Field> fields;
  Words keys;  // the first field of each key; the id's is one more than the last field's
  int32_t id_key = -1;
  size_t most_rows;
  size_t rows = 0;
  std::vector<uint64_t> id_starts, row_lines, row_starts;
  std::vector<uint32_t> id_lengths;
  std::vector<log_bad_line> bad;
  std::vector<uint8_t *> codes, there;
  std::vector<int64_t *> numbers;
  // Which fields of the row have been met; a bit each, by words of 64.
  std::vector<uint64_t> met;
  int32_t mistake_field = -1;

  void begin_row();
  bool meet(int32_t field);
  /// What a text is in a field: `is_text` where it stood in quotes.
  log_mistake put(int32_t field, string_view text, bool is_text);
  log_mistake put_missing(int32_t field);
  void end_row(string_view id, const char *start, const char *line_start, uint64_t line);
  log_mistake put_member(int32_t field, string_view text, int64_t &bits);
  log_tile tile(uint64_t lines, size_t bytes);
  void reset() { rows = 0; bad.clear(); }
};

bool read_time(string_view text, int64_t &microseconds);
bool read_day(string_view text, int64_t &day);
bool read_number(string_view text, int64_t &key);
bool is_utf8(string_view text);

}  // namespace clearance

struct log_reader {
  clearance::Columns columns;
  void *parser = nullptr;
  /// Of CSV, the first field of each column, -1 for none; -2 for the id's.
  std::vector<int32_t> places;
  std::string scratch;
};
