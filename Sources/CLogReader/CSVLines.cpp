// CSV (RFC 4180) into columns.
#include "Columns.h"

namespace clearance {

namespace {

/// One field of a record.
struct Cell {
  string_view text;
  bool has_quotes = false, is_cut = false, is_odd = false;
};

/// Reads a field and leaves what ends it: a separator, a line break or the end.
inline Cell take_cell(const char *&at, const char *end, char separator, uint64_t &breaks) {
  Cell cell;
  if (at < end && *at == '"') {
    const char *from = ++at;
    while (true) {
      while (at < end && *at != '"') {
        if (*at == '\n') breaks++;
        at++;
      }
      if (at + 1 < end && at[1] == '"') {
        cell.has_quotes = true;
        at += 2;
        continue;
      }
      break;
    }
    if (at >= end) {
      cell.is_cut = true;
      return cell;
    }
    cell.text = {from, static_cast<size_t>(at - from)};
    at++;
    if (at < end && *at == '\r' && (at + 1 == end || at[1] == '\n')) at++;
    cell.is_odd = at < end && *at != separator && *at != '\n';
    while (at < end && *at != separator && *at != '\n') at++;
    return cell;
  }
  const char *from = at;
  while (at < end && *at != separator && *at != '\n') at++;
  const char *last = at;
  if ((at == end || *at == '\n') && last > from && last[-1] == '\r') last--;
  cell.text = {from, static_cast<size_t>(last - from)};
  return cell;
}

/// The text of a field in which quotes stand doubled.
void undouble(string_view text, std::string &into) {
  into.clear();
  for (size_t place = 0; place < text.size(); place++) {
    into.push_back(text[place]);
    if (text[place] == '"') place++;
  }
  size_t size = into.size();
  into.append(PADDING, '\0');
  into.resize(size);
}

}  // namespace

log_tile read_csv(
    log_reader *reader, const char *bytes, size_t length, bool is_last, char separator) {
  Columns &columns = reader->columns;
  columns.reset();
  uint64_t line = 0;
  const char *at = bytes, *end = bytes + length;
  size_t width = reader->places.size();
  while (at < end && columns.rows < columns.most_rows) {
    const char *start = at;
    uint64_t breaks = 0;
    columns.forget();
    log_mistake mistake = LOG_OK;
    string_view id;
    size_t column = 0;
    bool is_whole = false, is_blank = false;
    while (true) {
      Cell cell = take_cell(at, end, separator, breaks);
      if (column == 0)
        is_blank = cell.text.empty() && !cell.is_cut && (at == end || *at == '\n') &&
                   *start != '"';
      if (cell.is_cut) {
        if (mistake == LOG_OK) mistake = LOG_CUT_OFF, columns.mistake_field = -1;
        break;
      }
      if (cell.is_odd && mistake == LOG_OK) mistake = LOG_BAD_QUOTES, columns.mistake_field = -1;
      if (mistake == LOG_OK && column < width) {
        int32_t place = reader->places[column];
        string_view text = cell.text;
        if (place >= 0 && !text.empty()) {
          const Key &key = columns.keys[static_cast<size_t>(place)];
          columns.mistake_field = key.field;
          if (cell.has_quotes) {
            undouble(text, reader->scratch);
            text = reader->scratch;
          }
          if (key.is_id) {
            id = text;
            if (cell.has_quotes) {
              id = columns.keep(text);
            }
          }
          mistake = columns.put(key.field, text, true);
        }
      }
      column++;
      if (at < end && *at == separator) {
        at++;
        continue;
      }
      is_whole = at < end;
      if (is_whole) at++;
      break;
    }
    if (!is_whole && !is_last) {
      columns.begin_row();
      at = start;
      break;
    }
    if (!is_blank) {
      string_view record{start, static_cast<size_t>(at - start)};
      if (!is_utf8(record)) {
        mistake = LOG_NOT_UTF8;
        columns.mistake_field = -1;
      }
      if (mistake == LOG_OK && column != width)
        mistake = LOG_WRONG_WIDTH, columns.mistake_field = -1;
      if (mistake == LOG_OK) mistake = columns.end_row(id, bytes, start, line);
      if (mistake != LOG_OK) {
        columns.add_bad(line, mistake);
        columns.begin_row();
      }
    }
    line += breaks + (is_whole || at > start ? 1 : 0);
  }
  return columns.tile(line, static_cast<size_t>(at - bytes));
}

}  // namespace clearance

using namespace clearance;

extern "C" {

size_t log_csv_whole(const char *bytes, size_t length, char separator) {
  const char *at = bytes, *end = bytes + length;
  // Without quotes the last line break is the last end.
  if (!memchr(bytes, '"', length)) {
    const void *last = memrchr(bytes, '\n', length);
    return last ? static_cast<size_t>(static_cast<const char *>(last) - bytes) + 1 : 0;
  }
  const char *whole = bytes;
  uint64_t breaks = 0;
  while (at < end) {
    Cell cell = take_cell(at, end, separator, breaks);
    if (cell.is_cut || at >= end) break;
    if (*at++ == '\n') whole = at;
  }
  return static_cast<size_t>(whole - bytes);
}

size_t log_csv_split(
    const char *bytes, size_t length, char separator, char *texts, size_t *starts, size_t *lengths,
    size_t most, size_t *taken) {
  const char *at = bytes, *end = bytes + length;
  size_t count = 0, room = 0;
  uint64_t breaks = 0;
  std::string scratch;
  while (count < most) {
    Cell cell = take_cell(at, end, separator, breaks);
    if (cell.is_cut) break;
    string_view text = cell.text;
    if (cell.has_quotes) {
      undouble(text, scratch);
      text = scratch;
    }
    memcpy(texts + room, text.data(), text.size());
    starts[count] = room;
    lengths[count] = text.size();
    room += text.size();
    count++;
    if (at >= end) break;
    if (*at++ == '\n') break;
  }
  *taken = static_cast<size_t>(at - bytes);
  return count;
}

}  // extern "C"
