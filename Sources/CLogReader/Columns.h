// The columns of a reader, and what texts become in them; whatever the form of the log.
#pragma once
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "Perfect.h"
#include "include/LogReader.h"

namespace clearance {

struct Field {
  log_kind kind;
  Words words;
  int32_t other;
  char separator;
  std::string format;
  int32_t offset;
  /// The next field with the same key; -1 for none.
  int32_t next = -1;
  std::vector<uint8_t> codes, there;
  std::vector<int64_t> numbers;
  Words groups;
  /// The same words, where they can be found faster.
  Perfect quick;
  bool is_quick = false;

  /// What a text is in a row: `is_text` where it stood in quotes.
  log_mistake put(size_t row, string_view text, bool is_text);
  log_mistake put_member(string_view text, int64_t &bits) const;
};

/// A key that is read: for the first of its fields, or for the id, or both.
struct Key {
  int32_t field = -1;
  bool is_id = false;
};

struct Columns {
  std::vector<Field> fields;
  /// Of each key, its place among `keys`.
  Words names;
  std::vector<Key> keys;
  size_t most_rows;
  size_t rows = 0;
  std::vector<const char *> id_texts;
  std::vector<uint64_t> row_lines, row_starts;
  std::vector<uint32_t> id_lengths;
  std::vector<log_bad_line> bad;
  std::vector<uint8_t *> codes, there;
  std::vector<int64_t *> numbers;
  /// Which keys of the row have been met; a bit each, by words of 64.
  std::vector<uint64_t> met;
  int32_t mistake_field = -1;
  /// Ids that are written otherwise than they read.
  std::deque<std::string> kept;

  void reset();
  void begin_row();
  /// Takes rows out, which are in order.
  void remove(const std::vector<size_t> &some);
  bool meet(int32_t key) {
    uint64_t bit = 1ull << (key & 63), &word = met[static_cast<size_t>(key) >> 6];
    if (word & bit) return false;
    word |= bit;
    return true;
  }
  void forget() {
    for (uint64_t &word : met) word = 0;
    mistake_field = -1;
  }
  /// A copy of an id, behind which the padding is readable as behind others.
  string_view keep(string_view id) {
    kept.emplace_back(id);
    kept.back().append(PADDING, '\0');
    return {kept.back().data(), id.size()};
  }
  /// What a text is in the fields of a key: `is_text` where it stood in quotes.
  log_mistake put(int32_t field, string_view text, bool is_text);
  log_mistake put_members(int32_t field, const std::vector<string_view> &texts);
  log_mistake end_row(string_view id, const char *start, const char *line_start, uint64_t line);
  void add_bad(uint64_t line, log_mistake mistake) {
    bad.push_back({line, static_cast<uint32_t>(mistake), mistake_field});
  }
  log_tile tile(uint64_t lines, size_t bytes);
};

bool read_time(string_view text, int64_t &microseconds, int32_t offset = LOG_NO_OFFSET);
bool read_day(string_view text, int64_t &day);
/// By a format of `YYYY MM DD hh mm ss` and what stands between.
bool read_formatted(
    string_view text, string_view format, int32_t offset, int64_t &microseconds, int64_t &day);
log_mistake read_number(string_view text, int64_t &key);
/// Whether a text is a number as JSON writes them.
bool is_json_number(string_view text);
bool is_utf8(string_view text);

}  // namespace clearance

namespace clearance {
class Gathered;
}

struct log_reader {
  clearance::Columns columns;
  /// Of CSV, the key of each column, -1 for none.
  std::vector<int32_t> places;
  std::string scratch;
  std::vector<uint32_t> tokens;
  /// Of JSON: null where lines have to be read one by one.
  std::shared_ptr<clearance::Gathered> gathered;
};

namespace clearance {
void prepare_json(log_reader *reader);
log_tile read_json(log_reader *reader, const char *bytes, size_t length, bool is_last);
log_tile read_csv(
    log_reader *reader, const char *bytes, size_t length, bool is_last, char separator);
}  // namespace clearance
