// Reads JSON lines into columns with the simdjson that was included before. Included once for each
// kind of processor, in a namespace of its own.

static log_mistake read_value(Columns &columns, int32_t place, od::value value) {
  od::json_type type;
  if (value.type().get(type)) return LOG_NOT_JSON;
  switch (type) {
    case od::json_type::null:
      return value.is_null() ? LOG_OK : LOG_NOT_JSON;
    case od::json_type::string: {
      string_view text;
      if (value.get_string().get(text)) return LOG_NOT_JSON;
      return columns.put(place, text, true);
    }
    case od::json_type::number: {
      string_view text = value.raw_json_token();
      while (!text.empty() && (text.back() <= ' ' || text.back() == ',')) text.remove_suffix(1);
      double number;
      if (value.get_double().get(number)) return LOG_BAD_NUMBER;
      return columns.put(place, text, false);
    }
    case od::json_type::boolean: {
      bool flag;
      if (value.get_bool().get(flag)) return LOG_NOT_JSON;
      return columns.put(place, flag ? "true" : "false", false);
    }
    case od::json_type::array: {
      od::array array;
      if (value.get_array().get(array)) return LOG_NOT_JSON;
      std::vector<std::string> texts;
      for (auto item : array) {
        string_view text;
        auto error = item.get_string().get(text);
        if (error == simdjson::INCORRECT_TYPE) return columns.mistake_field = place, LOG_WRONG_TYPE;
        if (error) return LOG_NOT_JSON;
        texts.emplace_back(text);
      }
      for (; place >= 0; place = columns.fields[place].next) {
        Field &field = columns.fields[place];
        columns.mistake_field = place;
        if (field.kind == LOG_PRESENCE) {
          field.codes[columns.rows] = 1;
          continue;
        }
        if (field.kind != LOG_SET) return LOG_WRONG_TYPE;
        int64_t bits = 0;
        for (const std::string &text : texts) {
          log_mistake mistake = columns.put_member(place, text, bits);
          if (mistake != LOG_OK) return mistake;
        }
        field.numbers[columns.rows] = bits;
        field.there[columns.rows] = 1;
      }
      return LOG_OK;
    }
    case od::json_type::object:
      columns.mistake_field = place;
      return LOG_WRONG_TYPE;
  }
  return LOG_NOT_JSON;
}

static log_mistake read_line(
    Columns &columns, od::parser &parser, const char *bytes, size_t length, size_t readable,
    string_view &id) {
  od::document document;
  auto error = parser.iterate(bytes, length, readable).get(document);
  if (error)
    return error == simdjson::UTF8_ERROR ? LOG_NOT_UTF8
           : error == simdjson::UNCLOSED_STRING ? LOG_CUT_OFF : LOG_NOT_JSON;
  od::object object;
  error = document.get_object().get(object);
  if (error) return error == simdjson::INCORRECT_TYPE ? LOG_NOT_AN_OBJECT : LOG_NOT_JSON;
  int32_t end = static_cast<int32_t>(columns.fields.size());
  for (auto result : object) {
    od::field field;
    if (std::move(result).get(field)) return LOG_NOT_JSON;
    od::raw_json_string raw = field.key();
    const char *key = raw.raw(), *stop = key;
    while (*stop != '"' && *stop != '\\') stop++;
    int32_t place;
    if (*stop == '"') {
      place = columns.keys.find({key, static_cast<size_t>(stop - key)});
    } else {
      string_view text;
      if (field.unescaped_key().get(text)) return LOG_NOT_JSON;
      place = columns.keys.find(text);
    }
    if (place < 0) continue;
    if (!columns.meet(place)) {
      columns.mistake_field = place;
      return LOG_REPEATED_KEY;
    }
    od::value value = field.value();
    if (place == columns.id_key || place == end) {
      string_view text = value.raw_json_token();
      while (!text.empty() && text.back() <= ' ') text.remove_suffix(1);
      if (text.size() > 2 && text.front() == '"') {
        id = text.substr(1, text.size() - 2);
      } else if (!text.empty() && text != "null" && text.front() != '"' && text.front() != '{' &&
                 text.front() != '[') {
        id = text;
      }
      if (place == end) continue;
    }
    log_mistake mistake = read_value(columns, place, value);
    if (mistake != LOG_OK) return mistake;
  }
  if (document.current_location().error() != simdjson::OUT_OF_BOUNDS) return LOG_NOT_JSON;
  return id.empty() ? LOG_NO_ID : LOG_OK;
}

static log_tile read_lines(log_reader *reader, const char *bytes, size_t length, bool is_last) {
  Columns &columns = reader->columns;
  columns.reset();
  if (!reader->parser) reader->parser = new od::parser();
  od::parser &parser = *static_cast<od::parser *>(reader->parser);
  uint64_t line = 0;
  const char *at = bytes, *end = bytes + length;
  while (at < end && columns.rows < columns.most_rows) {
    const char *stop = static_cast<const char *>(memchr(at, '\n', static_cast<size_t>(end - at)));
    if (!stop && !is_last) break;
    bool is_whole = stop != nullptr;
    if (!stop) stop = end;
    const char *last = stop;
    while (last > at && (last[-1] == '\r' || last[-1] == ' ' || last[-1] == '\t')) last--;
    if (last > at) {
      columns.begin_row();
      string_view id;
      log_mistake mistake = read_line(
          columns, parser, at, static_cast<size_t>(last - at),
          static_cast<size_t>(end - at) + simdjson::SIMDJSON_PADDING, id);
      if (mistake == LOG_OK) {
        columns.end_row(id, bytes, at, line);
      } else {
        if (mistake == LOG_NOT_JSON && !is_whole) mistake = LOG_CUT_OFF;
        columns.bad.push_back({line, static_cast<uint32_t>(mistake), columns.mistake_field});
      }
    }
    at = is_whole ? stop + 1 : stop;
    line++;
  }
  return columns.tile(line, static_cast<size_t>(at - bytes));
}
