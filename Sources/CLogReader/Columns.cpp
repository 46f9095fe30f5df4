// What texts become in columns, whatever the form of the log.
#include "Columns.h"

namespace clearance {

void Columns::begin_row() {
  met.assign(met.size(), 0);
  mistake_field = -1;
  for (Field &field : fields) {
    if (field.kind == LOG_CODE) field.codes[rows] = LOG_MISSING;
    else if (field.kind == LOG_PRESENCE) field.codes[rows] = 0;
    else field.there[rows] = 0;
  }
}

bool Columns::meet(int32_t field) {
  uint64_t bit = 1ull << (field & 63), &word = met[field >> 6];
  if (word & bit) return false;
  word |= bit;
  return true;
}

log_mistake Columns::put_missing(int32_t) { return LOG_OK; }

log_mistake Columns::put_member(int32_t place, string_view text, int64_t &bits) {
  int32_t code = fields[place].words.find(text);
  if (code < 0) code = fields[place].other;
  if (code < 0) return LOG_UNKNOWN_VALUE;
  if (code != LOG_MISSING) bits |= 1ll << code;
  return LOG_OK;
}

log_mistake Columns::put(int32_t place, string_view text, bool is_text) {
  for (; place >= 0; place = fields[place].next) {
    Field &field = fields[place];
    mistake_field = place;
    int32_t code = field.words.find(text);
    if (code == LOG_MISSING) continue;
    switch (field.kind) {
      case LOG_CODE:
        if (code < 0) code = field.other;
        if (code < 0) return LOG_UNKNOWN_VALUE;
        field.codes[rows] = static_cast<uint8_t>(code);
        break;
      case LOG_PRESENCE:
        field.codes[rows] = 1;
        break;
      case LOG_NUMBER:
        if (!read_number(text, field.numbers[rows])) return LOG_BAD_NUMBER;
        field.there[rows] = 1;
        break;
      case LOG_TIME:
        if (!read_time(text, field.numbers[rows])) return LOG_BAD_TIME;
        field.there[rows] = 1;
        break;
      case LOG_DAY:
        if (!read_day(text, field.numbers[rows])) return LOG_BAD_TIME;
        field.there[rows] = 1;
        break;
      case LOG_SET: {
        if (!is_text) return LOG_WRONG_TYPE;
        int64_t bits = 0;
        string_view rest = text;
        while (!rest.empty()) {
          size_t end = field.separator ? rest.find(field.separator) : string_view::npos;
          log_mistake mistake = put_member(place, rest.substr(0, end), bits);
          if (mistake != LOG_OK) return mistake;
          rest = end == string_view::npos ? string_view() : rest.substr(end + 1);
        }
        field.numbers[rows] = bits;
        field.there[rows] = 1;
        break;
      }
      case LOG_GROUP: {
        int32_t known = field.groups.find(text);
        if (known < 0) {
          known = static_cast<int32_t>(field.groups.size());
          field.groups.add(text, known);
        }
        field.numbers[rows] = known;
        field.there[rows] = 1;
        break;
      }
    }
  }
  return LOG_OK;
}

void Columns::end_row(
    string_view id, const char *start, const char *line_start, uint64_t line) {
  id_starts[rows] = static_cast<uint64_t>(id.data() ? id.data() - start : 0);
  id_lengths[rows] = static_cast<uint32_t>(id.size());
  row_lines[rows] = line;
  row_starts[rows] = static_cast<uint64_t>(line_start - start);
  rows++;
}

log_tile Columns::tile(uint64_t lines, size_t bytes) {
  return {rows, lines, bytes, codes.data(), numbers.data(), there.data(), id_starts.data(),
          id_lengths.data(), row_lines.data(), row_starts.data(), bad.data(), bad.size()};
}

// Numbers, days and moments

static inline bool digits(const char *at, int count, int64_t &number) {
  number = 0;
  for (int place = 0; place < count; place++) {
    unsigned digit = static_cast<unsigned char>(at[place]) - '0';
    if (digit > 9) return false;
    number = number * 10 + digit;
  }
  return true;
}

static int64_t day_number(int64_t year, int64_t month, int64_t day) {
  // Days since 1970-01-01 in the Gregorian calendar.
  year -= month <= 2;
  int64_t era = (year >= 0 ? year : year - 399) / 400;
  int64_t of_era = year - era * 400;
  int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static bool day_of(const char *at, int64_t &day) {
  int64_t year, month, of_month;
  if (at[4] != '-' || at[7] != '-' || !digits(at, 4, year) || !digits(at + 5, 2, month) ||
      !digits(at + 8, 2, of_month) || year < 1 || month < 1 || month > 12 || of_month < 1)
    return false;
  static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  if (of_month > lengths[month - 1] + (month == 2 && is_leap ? 1 : 0)) return false;
  day = day_number(year, month, of_month);
  return true;
}

bool read_day(string_view text, int64_t &day) {
  return text.size() == 10 && day_of(text.data(), day);
}

bool read_time(string_view text, int64_t &microseconds) {
  const char *at = text.data(), *end = at + text.size();
  int64_t day, hour, minute, second = 0, fraction = 0;
  if (text.size() < 17 || !day_of(at, day) || at[10] != 'T' || at[13] != ':' ||
      !digits(at + 11, 2, hour) || !digits(at + 14, 2, minute) || hour > 23 || minute > 59)
    return false;
  at += 16;
  if (*at == ':') {
    if (end - at < 3 || !digits(at + 1, 2, second) || second > 59) return false;
    at += 3;
    if (at < end && *at == '.') {
      int places = 0;
      for (at++; at < end && *at >= '0' && *at <= '9'; at++, places++)
        if (places < 6) fraction = fraction * 10 + (*at - '0');
        else return false;
      if (places == 0) return false;
      for (; places < 6; places++) fraction *= 10;
    }
  }
  int64_t offset = 0;
  if (at < end && *at == 'Z') {
    at++;
  } else {
    int64_t hours, minutes;
    if (end - at != 6 || (*at != '+' && *at != '-') || at[3] != ':' ||
        !digits(at + 1, 2, hours) || !digits(at + 4, 2, minutes) || hours > 23 || minutes > 59)
      return false;
    offset = (hours * 60 + minutes) * (*at == '-' ? -60 : 60);
    at = end;
  }
  if (at != end) return false;
  microseconds =
      (day * 86400 + hour * 3600 + minute * 60 + second - offset) * 1000000 + fraction;
  return true;
}

bool read_number(string_view text, int64_t &key) {
  const char *at = text.data(), *end = at + text.size();
  bool is_negative = at < end && *at == '-';
  if (is_negative) at++;
  // Digits as they stand, and how many of them come after the point.
  uint64_t digits = 0;
  int64_t places = 0;
  int count = 0;
  bool has_more = false, is_past_point = false;
  for (; at < end; at++) {
    if (*at == '.' && !is_past_point && count > 0) {
      is_past_point = true;
      continue;
    }
    unsigned digit = static_cast<unsigned char>(*at) - '0';
    if (digit > 9) break;
    count++;
    if (digits < 100000000000000000ull) {
      digits = digits * 10 + digit;
      if (is_past_point) places++;
    } else {
      has_more |= digit != 0;
      if (!is_past_point) places--;
    }
  }
  if (count == 0 || (is_past_point && at[-1] == '.')) return false;
  if (at < end && (*at == 'e' || *at == 'E')) {
    bool is_small = false;
    int64_t power = 0;
    at++;
    if (at < end && (*at == '+' || *at == '-')) is_small = *at++ == '-';
    if (at == end) return false;
    for (; at < end; at++) {
      unsigned digit = static_cast<unsigned char>(*at) - '0';
      if (digit > 9) return false;
      if (power < 1000000) power = power * 10 + digit;
    }
    places -= is_small ? -power : power;
  }
  if (at != end) return false;
  // Millionths, rounded towards nothing, and whether any are left.
  unsigned __int128 millionths = digits;
  for (; places < 6 && millionths != 0; places++) {
    millionths *= 10;
    if (millionths > 4000000000000000000ull) return false;
  }
  for (; places > 6; places--) {
    if (millionths == 0) break;
    has_more |= millionths % 10 != 0;
    millionths /= 10;
  }
  if (millionths > 4000000000000000000ull) return false;
  int64_t whole = static_cast<int64_t>(millionths);
  // Downwards, so that -0.0000001 lies below nothing.
  key = is_negative ? (has_more ? -(whole + 1) * 2 + 1 : -whole * 2) : whole * 2 + has_more;
  return true;
}

bool is_utf8(string_view text) {
  const unsigned char *at = reinterpret_cast<const unsigned char *>(text.data());
  const unsigned char *end = at + text.size();
  while (at < end) {
    if (*at < 0x80) {
      at++;
      continue;
    }
    int more = *at >= 0xF0 ? 3 : *at >= 0xE0 ? 2 : 1;
    if (*at < 0xC2 || *at > 0xF4 || end - at <= more) return false;
    if ((*at == 0xE0 && at[1] < 0xA0) || (*at == 0xED && at[1] > 0x9F) ||
        (*at == 0xF0 && at[1] < 0x90) || (*at == 0xF4 && at[1] > 0x8F))
      return false;
    for (int place = 1; place <= more; place++)
      if ((at[place] & 0xC0) != 0x80) return false;
    at += more + 1;
  }
  return true;
}

}  // namespace clearance

using namespace clearance;

extern "C" {

int log_read_time(const char *text, size_t length, int64_t *microseconds) {
  return read_time({text, length}, *microseconds);
}

int log_read_number(const char *text, size_t length, int64_t *key) {
  return read_number({text, length}, *key);
}

const char *log_reader_group(
    const log_reader *reader, size_t field, int64_t code, size_t *length) {
  const std::string &text = reader->columns.fields[field].groups.text(static_cast<size_t>(code));
  *length = text.size();
  return text.data();
}

size_t log_reader_group_count(const log_reader *reader, size_t field) {
  return reader->columns.fields[field].groups.size();
}

void log_find_code(const uint8_t *codes, size_t rows, uint8_t code, uint64_t *words) {
  for (size_t first = 0, word = 0; first < rows; first += 64, word++) {
    uint64_t bits = 0;
    size_t count = rows - first < 64 ? rows - first : 64;
    for (size_t place = 0; place < count; place++)
      bits |= static_cast<uint64_t>(codes[first + place] == code) << place;
    words[word] = bits;
  }
}

void log_find_less(const int64_t *numbers, size_t rows, int64_t limit, uint64_t *words) {
  for (size_t first = 0, word = 0; first < rows; first += 64, word++) {
    uint64_t bits = 0;
    size_t count = rows - first < 64 ? rows - first : 64;
    for (size_t place = 0; place < count; place++)
      bits |= static_cast<uint64_t>(numbers[first + place] < limit) << place;
    words[word] = bits;
  }
}

void log_find_fewer(const int64_t *left, const int64_t *right, size_t rows, uint64_t *words) {
  for (size_t first = 0, word = 0; first < rows; first += 64, word++) {
    uint64_t bits = 0;
    size_t count = rows - first < 64 ? rows - first : 64;
    for (size_t place = 0; place < count; place++)
      bits |= static_cast<uint64_t>(left[first + place] < right[first + place]) << place;
    words[word] = bits;
  }
}

void log_find_bit(const int64_t *numbers, size_t rows, int bit, uint64_t *words) {
  for (size_t first = 0, word = 0; first < rows; first += 64, word++) {
    uint64_t bits = 0;
    size_t count = rows - first < 64 ? rows - first : 64;
    for (size_t place = 0; place < count; place++)
      bits |= static_cast<uint64_t>(numbers[first + place] >> bit & 1) << place;
    words[word] = bits;
  }
}

}  // extern "C"
