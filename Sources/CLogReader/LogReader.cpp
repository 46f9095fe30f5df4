// The door to C, and JSON lines on any processor.
#include <simdjson.h>

#include "Columns.h"

namespace clearance {
namespace plain {
namespace od = simdjson::ondemand;
#include "JSONLines.h"
}  // namespace plain

#if defined(__x86_64__)
log_tile read_lines_with_avx2(log_reader *reader, const char *bytes, size_t length, bool is_last);
void free_parser_with_avx2(void *parser);
static bool has_avx2() {
  static const bool has = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
                          __builtin_cpu_supports("pclmul");
  return has;
}
#endif

static log_tile read_csv(
    log_reader *reader, const char *bytes, size_t length, bool is_last, char separator) {
  Columns &columns = reader->columns;
  columns.reset();
  uint64_t line = 0;
  const char *at = bytes, *end = bytes + length;
  while (at < end && columns.rows < columns.most_rows) {
    const char *start = at;
    uint64_t first_line = line;
    columns.begin_row();
    log_mistake mistake = LOG_OK;
    string_view id;
    size_t column = 0;
    bool is_whole = false, is_blank = false;
    while (true) {
      string_view text;
      bool is_quoted = at < end && *at == '"';
      if (is_quoted) {
        const char *from = ++at;
        bool has_quotes = false;
        while (at < end && (*at != '"' || (at + 1 < end && at[1] == '"'))) {
          if (*at == '\n') line++;
          if (*at == '"') has_quotes = true, at++;
          at++;
        }
        if (at >= end) {
          if (mistake == LOG_OK) mistake = LOG_CUT_OFF;
          break;
        }
        text = {from, static_cast<size_t>(at - from)};
        at++;
        if (has_quotes) {
          reader->scratch.clear();
          for (size_t place = 0; place < text.size(); place++) {
            reader->scratch.push_back(text[place]);
            if (text[place] == '"') place++;
          }
        }
        if (at < end && *at != separator && *at != '\n' && *at != '\r' && mistake == LOG_OK)
          mistake = LOG_WRONG_WIDTH;
        while (at < end && *at != separator && *at != '\n') at++;
        if (has_quotes) {
          // The id keeps its place in the bytes; its quotes stay doubled.
          if (column < reader->places.size() && reader->places[column] == -2) id = text;
          text = reader->scratch;
        }
      } else {
        const char *from = at;
        while (at < end && *at != separator && *at != '\n') at++;
        const char *last = at;
        if ((at == end || *at == '\n') && last > from && last[-1] == '\r') last--;
        text = {from, static_cast<size_t>(last - from)};
        is_blank = column == 0 && text.empty() && (at == end || *at == '\n');
      }
      if (column >= reader->places.size()) {
        if (mistake == LOG_OK && !is_blank) mistake = LOG_WRONG_WIDTH;
      } else if (mistake == LOG_OK) {
        int32_t place = reader->places[column];
        if (!is_utf8(text)) {
          mistake = LOG_NOT_UTF8;
        } else if (place == -2 || place == columns.id_key) {
          if (id.empty()) id = text;
        }
        if (place >= 0 && !text.empty() && mistake == LOG_OK)
          mistake = columns.put(place, text, true);
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
      at = start;
      line = first_line;
      break;
    }
    if (!is_blank) {
      if (mistake == LOG_OK && column != reader->places.size()) mistake = LOG_WRONG_WIDTH;
      if (mistake == LOG_OK && id.empty()) mistake = LOG_NO_ID;
      if (mistake == LOG_OK) columns.end_row(id, bytes, start, first_line);
      else columns.bad.push_back({first_line, static_cast<uint32_t>(mistake), columns.mistake_field});
    }
    line++;
  }
  return columns.tile(line, static_cast<size_t>(at - bytes));
}

}  // namespace clearance

using namespace clearance;

extern "C" {

size_t log_reader_padding(void) { return simdjson::SIMDJSON_PADDING; }

log_reader *log_reader_new(
    const log_field *fields, size_t field_count, const char *id_key, size_t id_key_length,
    size_t most_rows) {
  log_reader *reader = new log_reader();
  Columns &columns = reader->columns;
  columns.most_rows = most_rows;
  columns.fields.resize(field_count);
  for (size_t place = field_count; place-- > 0;) {
    const log_field &given = fields[place];
    Field &field = columns.fields[place];
    field.kind = given.kind;
    field.other = given.other;
    field.separator = given.separator;
    for (size_t word = 0; word < given.word_count; word++)
      field.words.add({given.words[word].text, given.words[word].length}, given.words[word].code);
    if (given.kind == LOG_CODE || given.kind == LOG_PRESENCE) {
      field.codes.resize(most_rows);
    } else {
      field.numbers.resize(most_rows);
      field.there.resize(most_rows);
    }
  }
  // Fields with one key are a chain, of which the key finds the first.
  for (size_t place = 0; place < field_count; place++) {
    string_view key{fields[place].key, fields[place].key_length};
    int32_t first = columns.keys.find(key);
    if (first < 0) {
      columns.keys.add(key, static_cast<int32_t>(place));
    } else {
      while (columns.fields[first].next >= 0) first = columns.fields[first].next;
      columns.fields[first].next = static_cast<int32_t>(place);
    }
  }
  string_view id{id_key, id_key_length};
  columns.id_key = columns.keys.find(id);
  if (columns.id_key < 0) columns.keys.add(id, static_cast<int32_t>(field_count));
  columns.met.resize(field_count / 64 + 1);
  columns.id_starts.resize(most_rows);
  columns.id_lengths.resize(most_rows);
  columns.row_lines.resize(most_rows);
  columns.row_starts.resize(most_rows);
  for (Field &field : columns.fields) {
    columns.codes.push_back(field.codes.empty() ? nullptr : field.codes.data());
    columns.there.push_back(field.there.empty() ? nullptr : field.there.data());
    columns.numbers.push_back(field.numbers.empty() ? nullptr : field.numbers.data());
  }
  return reader;
}

void log_reader_free(log_reader *reader) {
  if (!reader) return;
#if defined(__x86_64__)
  if (reader->parser && has_avx2()) {
    free_parser_with_avx2(reader->parser);
    reader->parser = nullptr;
  }
#endif
  delete static_cast<plain::od::parser *>(reader->parser);
  delete reader;
}

log_tile log_reader_read_json(log_reader *reader, const char *bytes, size_t length, int is_last) {
#if defined(__x86_64__)
  if (has_avx2()) return read_lines_with_avx2(reader, bytes, length, is_last != 0);
#endif
  return plain::read_lines(reader, bytes, length, is_last != 0);
}

log_tile log_reader_read_csv(
    log_reader *reader, const char *bytes, size_t length, int is_last, char separator) {
  return read_csv(reader, bytes, length, is_last != 0, separator);
}

long log_reader_header(
    log_reader *reader, const char *const *names, const size_t *lengths, size_t count) {
  reader->places.clear();
  int32_t end = static_cast<int32_t>(reader->columns.fields.size());
  for (size_t place = 0; place < count; place++) {
    int32_t field = reader->columns.keys.find({names[place], lengths[place]});
    if (field == end) field = -2;
    if (field != -1)
      for (size_t other = 0; other < place; other++)
        if (reader->places[other] == field) return static_cast<long>(place);
    reader->places.push_back(field);
  }
  return -1;
}

}  // extern "C"
