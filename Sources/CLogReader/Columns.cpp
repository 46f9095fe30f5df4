// What texts become in columns, whatever the form of the log.
#include "Columns.h"

#include <algorithm>

namespace clearance {

void Columns::reset() {
  rows = 0;
  bad.clear();
  kept.clear();
  for (Field &field : fields) {
    if (field.kind == LOG_CODE) memset(field.codes.data(), LOG_MISSING, field.codes.size());
    else if (field.kind == LOG_PRESENCE) memset(field.codes.data(), 0, field.codes.size());
    else memset(field.there.data(), 0, field.there.size());
  }
}

void Columns::begin_row() {
  forget();
  for (Field &field : fields) {
    if (field.kind == LOG_CODE) field.codes[rows] = LOG_MISSING;
    else if (field.kind == LOG_PRESENCE) field.codes[rows] = 0;
    else field.there[rows] = 0;
  }
}

/// Moves what stands behind some rows into their place.
template <typename Value>
static void close_up(std::vector<Value> &column, const std::vector<size_t> &some, size_t rows) {
  if (column.empty()) return;
  auto next = column.begin() + static_cast<ptrdiff_t>(some[0]);
  for (size_t each = 0; each < some.size(); each++) {
    const size_t end = each + 1 < some.size() ? some[each + 1] : rows;
    next = std::copy(
        column.begin() + static_cast<ptrdiff_t>(some[each]) + 1,
        column.begin() + static_cast<ptrdiff_t>(end), next);
  }
}

void Columns::remove(const std::vector<size_t> &some) {
  if (some.empty()) return;
  for (Field &field : fields) {
    close_up(field.codes, some, rows);
    close_up(field.numbers, some, rows);
    close_up(field.there, some, rows);
  }
  close_up(id_texts, some, rows);
  close_up(id_lengths, some, rows);
  close_up(row_lines, some, rows);
  close_up(row_starts, some, rows);
  // What is behind the last row was never written to.
  const size_t left = rows - some.size();
  while (rows > left) {
    rows--;
    begin_row();
  }
}

log_mistake Field::put_member(string_view text, int64_t &bits) const {
  int32_t code = words.find(text);
  if (code < 0) code = other;
  if (code < 0) return LOG_UNKNOWN_VALUE;
  if (code != LOG_MISSING) bits |= 1ll << code;
  return LOG_OK;
}

log_mistake Columns::put_members(int32_t place, const std::vector<string_view> &texts) {
  for (; place >= 0; place = fields[place].next) {
    Field &field = fields[place];
    mistake_field = place;
    if (field.kind == LOG_PRESENCE) {
      field.codes[rows] = 1;
      continue;
    }
    if (field.kind != LOG_SET) return LOG_WRONG_TYPE;
    int64_t bits = 0;
    for (string_view text : texts) {
      log_mistake mistake = field.put_member(text, bits);
      if (mistake != LOG_OK) return mistake;
    }
    field.numbers[rows] = bits;
    field.there[rows] = 1;
  }
  return LOG_OK;
}

static log_mistake put_moment(Field &field, size_t row, string_view text) {
  int64_t moment = 0, day = 0;
  bool is_day = field.kind == LOG_DAY;
  if (!field.format.empty()) {
    if (!read_formatted(text, field.format, is_day ? 0 : field.offset, moment, day))
      return LOG_BAD_TIME;
  } else if (is_day) {
    // A moment's day is the one that it is written with.
    if (text.size() > 10) {
      if (!read_time(text, moment, 0) || !read_day(text.substr(0, 10), day)) return LOG_BAD_TIME;
    } else if (!read_day(text, day)) {
      return LOG_BAD_TIME;
    }
  } else if (!read_time(text, moment, field.offset)) {
    return LOG_BAD_TIME;
  }
  field.numbers[row] = is_day ? day : moment;
  field.there[row] = 1;
  return LOG_OK;
}

log_mistake Columns::put(int32_t place, string_view text, bool is_text) {
  for (; place >= 0; place = fields[place].next) {
    mistake_field = place;
    log_mistake mistake = fields[place].put(rows, text, is_text);
    if (mistake != LOG_OK) return mistake;
  }
  return LOG_OK;
}

log_mistake Field::put(size_t row, string_view text, bool is_text) {
  int32_t code = words.empty() ? -1 : words.find(text);
  if (code == LOG_MISSING) return LOG_OK;
  switch (kind) {
    case LOG_CODE:
      if (code < 0) code = other;
      if (code < 0) return LOG_UNKNOWN_VALUE;
      codes[row] = static_cast<uint8_t>(code);
      return LOG_OK;
    case LOG_PRESENCE:
      codes[row] = 1;
      return LOG_OK;
    case LOG_NUMBER: {
      log_mistake mistake = read_number(text, numbers[row]);
      if (mistake != LOG_OK) return mistake;
      break;
    }
    case LOG_TIME:
    case LOG_DAY: {
      log_mistake mistake = put_moment(*this, row, text);
      if (mistake != LOG_OK) return mistake;
      break;
    }
    case LOG_SET: {
      if (!is_text) return LOG_WRONG_TYPE;
      int64_t bits = 0;
      string_view rest = text;
      while (!rest.empty()) {
        size_t end = separator ? rest.find(separator) : string_view::npos;
        log_mistake mistake = put_member(rest.substr(0, end), bits);
        if (mistake != LOG_OK) return mistake;
        rest = end == string_view::npos ? string_view() : rest.substr(end + 1);
      }
      numbers[row] = bits;
      break;
    }
    case LOG_GROUP: {
      int32_t known = groups.find(text);
      if (known < 0) {
        known = static_cast<int32_t>(groups.size());
        if (known < LOG_MOST_GROUPS) groups.add(text, known);
        else known = -2;
      }
      numbers[row] = known;
      break;
    }
  }
  there[row] = 1;
  return LOG_OK;
}

log_mistake Columns::end_row(
    string_view id, const char *start, const char *line_start, uint64_t line) {
  mistake_field = -1;
  if (id.empty()) return LOG_NO_ID;
  for (char byte : id)
    if (static_cast<unsigned char>(byte) < 0x20 || byte == 0x7F) return LOG_BAD_ID;
  id_texts[rows] = id.data();
  id_lengths[rows] = static_cast<uint32_t>(id.size());
  row_lines[rows] = line;
  row_starts[rows] = static_cast<uint64_t>(line_start - start);
  rows++;
  return LOG_OK;
}

log_tile Columns::tile(uint64_t lines, size_t bytes) {
  return {rows, lines, bytes, codes.data(), numbers.data(), there.data(), id_texts.data(),
          id_lengths.data(), row_lines.data(), row_starts.data(), bad.data(), bad.size()};
}

}  // namespace clearance
