// The door to C.
#include "Columns.h"

using namespace clearance;

extern "C" {

size_t log_reader_padding(void) { return PADDING; }

log_reader *log_reader_new(
    const log_field *fields, size_t field_count, const char *id_key, size_t id_key_length,
    size_t most_rows) {
  log_reader *reader = new log_reader();
  Columns &columns = reader->columns;
  columns.most_rows = most_rows;
  columns.fields.resize(field_count);
  for (size_t place = 0; place < field_count; place++) {
    const log_field &given = fields[place];
    Field &field = columns.fields[place];
    field.kind = given.kind;
    field.other = given.other;
    field.separator = given.separator;
    if (given.format) field.format.assign(given.format, given.format_length);
    field.offset = given.offset;
    for (size_t word = 0; word < given.word_count; word++)
      field.words.add({given.words[word].text, given.words[word].length}, given.words[word].code);
    field.is_quick = field.quick.make(field.words, -1);
    // The last row is written to while a line is read that may turn out to be none; planes are made
    // 64 rows at a time.
    const size_t room = (most_rows + 64) / 64 * 64;
    if (given.kind == LOG_CODE || given.kind == LOG_PRESENCE) {
      field.codes.resize(room);
    } else {
      field.numbers.resize(room);
      field.there.resize(room);
    }
  }
  auto key_of = [&](string_view name) -> Key & {
    std::string padded(name);
    padded.append(PADDING, '\0');
    int32_t place = columns.names.find({padded.data(), name.size()});
    if (place < 0) {
      place = static_cast<int32_t>(columns.keys.size());
      columns.names.add(name, place);
      columns.keys.emplace_back();
    }
    return columns.keys[static_cast<size_t>(place)];
  };
  // Fields with one key are a chain, of which the key finds the first.
  for (size_t place = 0; place < field_count; place++) {
    Key &key = key_of({fields[place].key, fields[place].key_length});
    if (key.field < 0) {
      key.field = static_cast<int32_t>(place);
    } else {
      int32_t last = key.field;
      while (columns.fields[static_cast<size_t>(last)].next >= 0)
        last = columns.fields[static_cast<size_t>(last)].next;
      columns.fields[static_cast<size_t>(last)].next = static_cast<int32_t>(place);
    }
  }
  key_of({id_key, id_key_length}).is_id = true;
  columns.met.resize(columns.keys.size() / 64 + 1);
  columns.id_texts.resize(most_rows + 1);
  columns.id_lengths.resize(most_rows + 1);
  columns.row_lines.resize(most_rows + 1);
  columns.row_starts.resize(most_rows + 1);
  for (Field &field : columns.fields) {
    columns.codes.push_back(field.codes.empty() ? nullptr : field.codes.data());
    columns.there.push_back(field.there.empty() ? nullptr : field.there.data());
    columns.numbers.push_back(field.numbers.empty() ? nullptr : field.numbers.data());
  }
  prepare_json(reader);
  return reader;
}

void log_reader_free(log_reader *reader) { delete reader; }

log_tile log_reader_read_json(log_reader *reader, const char *bytes, size_t length, int is_last) {
  return read_json(reader, bytes, length, is_last != 0);
}

log_tile log_reader_read_csv(
    log_reader *reader, const char *bytes, size_t length, int is_last, char separator) {
  return read_csv(reader, bytes, length, is_last != 0, separator);
}

long log_reader_header(
    log_reader *reader, const char *const *names, const size_t *lengths, size_t count) {
  reader->places.clear();
  for (size_t place = 0; place < count; place++) {
    std::string padded(names[place], lengths[place]);
    padded.append(PADDING, '\0');
    int32_t key = reader->columns.names.find({padded.data(), lengths[place]});
    if (key >= 0)
      for (int32_t other : reader->places)
        if (other == key) return static_cast<long>(place);
    reader->places.push_back(key);
  }
  return -1;
}

const char *log_reader_group(
    const log_reader *reader, size_t field, int64_t code, size_t *length) {
  string_view text = reader->columns.fields[field].groups.text(static_cast<size_t>(code));
  *length = text.size();
  return text.data();
}

size_t log_reader_group_count(const log_reader *reader, size_t field) {
  return reader->columns.fields[field].groups.size();
}

}  // extern "C"
