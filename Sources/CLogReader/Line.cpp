// One line of JSON, byte by byte.
#include "Line.h"

namespace clearance {

static int hexadecimal(const char *at) {
  int value = 0;
  for (int place = 0; place < 4; place++) {
    char byte = at[place];
    int digit = byte >= '0' && byte <= '9'   ? byte - '0'
                : byte >= 'a' && byte <= 'f' ? byte - 'a' + 10
                : byte >= 'A' && byte <= 'F' ? byte - 'A' + 10
                                             : -1;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

static void append_scalar(std::string &into, int scalar) {
  if (scalar < 0x80) {
    into.push_back(static_cast<char>(scalar));
  } else if (scalar < 0x800) {
    into.push_back(static_cast<char>(0xC0 | scalar >> 6));
    into.push_back(static_cast<char>(0x80 | (scalar & 0x3F)));
  } else if (scalar < 0x10000) {
    into.push_back(static_cast<char>(0xE0 | scalar >> 12));
    into.push_back(static_cast<char>(0x80 | (scalar >> 6 & 0x3F)));
    into.push_back(static_cast<char>(0x80 | (scalar & 0x3F)));
  } else {
    into.push_back(static_cast<char>(0xF0 | scalar >> 18));
    into.push_back(static_cast<char>(0x80 | (scalar >> 12 & 0x3F)));
    into.push_back(static_cast<char>(0x80 | (scalar >> 6 & 0x3F)));
    into.push_back(static_cast<char>(0x80 | (scalar & 0x3F)));
  }
}

log_mistake unescape(string_view text, std::string &into) {
  into.clear();
  log_mistake mistake = LOG_OK;
  const char *at = text.data(), *end = at + text.size();
  while (at < end) {
    if (*at != '\\') {
      into.push_back(*at++);
      continue;
    }
    if (end - at < 2) return LOG_NOT_JSON;
    char letter = at[1];
    at += 2;
    switch (letter) {
      case '"': case '\\': case '/': into.push_back(letter); break;
      case 'b': into.push_back('\b'); break;
      case 'f': into.push_back('\f'); break;
      case 'n': into.push_back('\n'); break;
      case 'r': into.push_back('\r'); break;
      case 't': into.push_back('\t'); break;
      case 'u': {
        int scalar = end - at < 4 ? -1 : hexadecimal(at);
        if (scalar < 0) return LOG_NOT_JSON;
        at += 4;
        if (scalar >= 0xD800 && scalar < 0xDC00 && end - at >= 6 && at[0] == '\\' &&
            at[1] == 'u') {
          int low = hexadecimal(at + 2);
          if (low >= 0xDC00 && low < 0xE000) {
            scalar = 0x10000 + ((scalar - 0xD800) << 10) + (low - 0xDC00);
            at += 6;
          }
        }
        if (scalar >= 0xD800 && scalar < 0xE000) mistake = LOG_LONE_SURROGATE;
        else append_scalar(into, scalar);
        break;
      }
      default: return LOG_NOT_JSON;
    }
  }
  size_t size = into.size();
  into.append(PADDING, '\0');
  into.resize(size);
  return mistake;
}

namespace {

/// Reads on and on; what is wrong first is kept.
struct Reader {
  Columns &columns;
  const char *at, *end;
  std::string scratch{};

  void skip_blanks() {
    while (at < end && (*at == ' ' || *at == '\t' || *at == '\r')) at++;
  }

  /// Whether the next byte that is no blank is this one.
  log_mistake take(char byte) {
    skip_blanks();
    if (at == end) return LOG_CUT_OFF;
    if (*at != byte) return LOG_NOT_JSON;
    at++;
    return LOG_OK;
  }

  /// The text between quotes, of which the first is next.
  log_mistake take_text(string_view &text, bool &is_kept) {
    const char *start = ++at;
    bool has_escapes = false;
    for (; at < end && *at != '"'; at++) {
      if (static_cast<unsigned char>(*at) < 0x20) return LOG_NOT_JSON;
      if (*at == '\\') {
        has_escapes = true;
        if (++at == end) break;
      }
    }
    if (at >= end) return LOG_CUT_OFF;
    text = {start, static_cast<size_t>(at - start)};
    at++;
    is_kept = has_escapes;
    if (!has_escapes) return LOG_OK;
    log_mistake mistake = unescape(text, scratch);
    text = scratch;
    return mistake;
  }

  log_mistake take_scalar(string_view &text) {
    const char *start = at;
    while (at < end && *at != ',' && *at != '}' && *at != ']' && *at != ' ' && *at != '\t' &&
           *at != '\r' && *at != ':' && *at != '"' && *at != '{' && *at != '[')
      at++;
    text = {start, static_cast<size_t>(at - start)};
    if (text == "true" || text == "false" || text == "null" || is_json_number(text)) return LOG_OK;
    if (text == "NaN" || text == "Infinity" || text == "-Infinity") return LOG_NOT_A_NUMBER;
    return at == end ? LOG_CUT_OFF : LOG_NOT_JSON;
  }

  /// Reads over a value of any kind.
  log_mistake skip_value(int depth) {
    skip_blanks();
    if (at == end) return LOG_CUT_OFF;
    if (depth > 64) return LOG_TOO_DEEP;
    string_view text;
    bool is_kept;
    switch (*at) {
      case '"': return take_text(text, is_kept);
      case '[': {
        at++;
        skip_blanks();
        if (at < end && *at == ']') return at++, LOG_OK;
        while (true) {
          if (log_mistake mistake = skip_value(depth + 1)) return mistake;
          skip_blanks();
          if (at < end && *at == ']') return at++, LOG_OK;
          if (log_mistake mistake = take(',')) return mistake;
        }
      }
      case '{': {
        at++;
        skip_blanks();
        if (at < end && *at == '}') return at++, LOG_OK;
        while (true) {
          skip_blanks();
          if (at == end) return LOG_CUT_OFF;
          if (*at != '"') return LOG_NOT_JSON;
          if (log_mistake mistake = take_text(text, is_kept)) return mistake;
          if (log_mistake mistake = take(':')) return mistake;
          if (log_mistake mistake = skip_value(depth + 1)) return mistake;
          skip_blanks();
          if (at < end && *at == '}') return at++, LOG_OK;
          if (log_mistake mistake = take(',')) return mistake;
        }
      }
      default: return take_scalar(text);
    }
  }

  /// A list whose members are texts; others are read over and of the wrong type.
  log_mistake take_texts(std::vector<std::string> &texts, bool &are_texts) {
    at++;
    skip_blanks();
    if (at < end && *at == ']') return at++, LOG_OK;
    while (true) {
      skip_blanks();
      if (at < end && *at == '"') {
        string_view text;
        bool is_kept;
        if (log_mistake mistake = take_text(text, is_kept)) return mistake;
        texts.emplace_back(text);
        texts.back().append(PADDING, '\0');
        texts.back().resize(text.size());
      } else {
        are_texts = false;
        if (log_mistake mistake = skip_value(1)) return mistake;
      }
      skip_blanks();
      if (at < end && *at == ']') return at++, LOG_OK;
      if (log_mistake mistake = take(',')) return mistake;
    }
  }

  /// The value of a key that is read. What is wrong with the value alone is told with its field.
  log_mistake take_value(const Key &key, string_view &id, log_mistake &wrong) {
    skip_blanks();
    if (at == end) return LOG_CUT_OFF;
    string_view text;
    log_mistake put = LOG_OK;
    switch (*at) {
      case '"': {
        bool is_kept = false;
        columns.mistake_field = key.field;
        if (log_mistake mistake = take_text(text, is_kept)) return mistake;
        if (key.is_id) {
          id = text;
          if (is_kept) {
            id = columns.keep(text);
          }
        }
        put = columns.put(key.field, text, true);
        break;
      }
      case '[': {
        std::vector<std::string> texts;
        bool are_texts = true;
        if (log_mistake mistake = take_texts(texts, are_texts)) return mistake;
        if (key.field >= 0) {
          std::vector<string_view> views(texts.begin(), texts.end());
          put = are_texts ? columns.put_members(key.field, views) : LOG_WRONG_TYPE;
        }
        if (!are_texts) columns.mistake_field = key.field;
        break;
      }
      case '{':
        if (log_mistake mistake = skip_value(0)) return mistake;
        columns.mistake_field = key.field;
        put = LOG_WRONG_TYPE;
        break;
      default: {
        columns.mistake_field = key.field;
        if (log_mistake mistake = take_scalar(text)) return mistake;
        if (text == "null") break;
        if (key.is_id) id = text;
        put = columns.put(key.field, text, false);
      }
    }
    if (put != LOG_OK) wrong = put;
    return LOG_OK;
  }

  log_mistake take_object(string_view &id) {
    skip_blanks();
    if (at == end || *at != '{') {
      // A whole value of another kind is one thing, a line that is no JSON another.
      if (log_mistake mistake = skip_value(0)) return mistake;
      skip_blanks();
      return at == end ? LOG_NOT_AN_OBJECT : LOG_NOT_JSON;
    }
    at++;
    // The first mistake in a value; what is no JSON at all is graver.
    log_mistake first = LOG_OK;
    int32_t first_field = -1;
    skip_blanks();
    if (at < end && *at == '}') {
      at++;
    } else {
      while (true) {
        columns.mistake_field = -1;
        skip_blanks();
        if (at == end) return LOG_CUT_OFF;
        if (*at != '"') return LOG_NOT_JSON;
        string_view name;
        bool is_kept;
        if (log_mistake mistake = take_text(name, is_kept)) return mistake;
        int32_t place = columns.names.find(name);
        if (log_mistake mistake = take(':')) return mistake;
        log_mistake wrong = LOG_OK;
        if (place < 0) {
          if (log_mistake mistake = skip_value(0)) return mistake;
        } else if (!columns.meet(place)) {
          if (log_mistake mistake = skip_value(0)) return mistake;
          columns.mistake_field = columns.keys[static_cast<size_t>(place)].field;
          wrong = LOG_REPEATED_KEY;
        } else if (
            log_mistake mistake =
                take_value(columns.keys[static_cast<size_t>(place)], id, wrong)) {
          return mistake;
        }
        if (wrong != LOG_OK && first == LOG_OK) {
          first = wrong;
          first_field = columns.mistake_field;
        }
        columns.mistake_field = -1;
        skip_blanks();
        if (at < end && *at == '}') {
          at++;
          break;
        }
        if (log_mistake mistake = take(',')) return mistake;
      }
    }
    skip_blanks();
    if (at != end) return LOG_NOT_JSON;
    columns.mistake_field = first_field;
    return first;
  }
};

}  // namespace

log_mistake read_line(Columns &columns, string_view line, string_view &id) {
  columns.begin_row();
  if (!is_utf8(line)) return LOG_NOT_UTF8;
  Reader reader{columns, line.data(), line.data() + line.size()};
  return reader.take_object(id);
}

}  // namespace clearance
