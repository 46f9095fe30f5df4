// Numbers, days and moments as logs write them.
#include "Columns.h"
#include "Days.h"

namespace clearance {

static inline bool digits(const char *at, int count, int64_t &number) {
  number = 0;
  for (int place = 0; place < count; place++) {
    unsigned digit = static_cast<unsigned>(static_cast<unsigned char>(at[place])) - '0';
    if (digit > 9) return false;
    number = number * 10 + digit;
  }
  return true;
}

static bool day_of(const char *at, int64_t &day) {
  int64_t year, month, of_month;
  if (at[4] != '-' || at[7] != '-' || !digits(at, 4, year) || !digits(at + 5, 2, month) ||
      !digits(at + 8, 2, of_month))
    return false;
  return find_day(year, month, of_month, day);
}

bool read_day(string_view text, int64_t &day) {
  return text.size() == 10 && day_of(text.data(), day);
}

bool read_time(string_view text, int64_t &microseconds, int32_t ahead) {
  const char *at = text.data(), *end = at + text.size();
  int64_t day, hour, minute, second = 0, fraction = 0;
  if (text.size() < 16 || !day_of(at, day) || (at[10] != 'T' && at[10] != ' ') || at[13] != ':' ||
      !digits(at + 11, 2, hour) || !digits(at + 14, 2, minute) || hour > 23 || minute > 59)
    return false;
  at += 16;
  if (at < end && *at == ':') {
    if (end - at < 3 || !digits(at + 1, 2, second) || second > 59) return false;
    at += 3;
    if (at < end && *at == '.') {
      int places = 0;
      for (at++; at < end && *at >= '0' && *at <= '9'; at++, places++)
        if (places < 6) fraction = fraction * 10 + (*at - '0');
        else if (*at != '0') return false;
      if (places == 0) return false;
      for (; places < 6; places++) fraction *= 10;
    }
  }
  int64_t offset = 0;
  if (at < end && *at == 'Z') {
    at++;
  } else if (at == end) {
    if (ahead == LOG_NO_OFFSET) return false;
    offset = ahead * 60ll;
  } else {
    int64_t hours, minutes;
    if (end - at != 6 || (*at != '+' && *at != '-') || at[3] != ':' ||
        !digits(at + 1, 2, hours) || !digits(at + 4, 2, minutes) || hours > 14 || minutes > 59)
      return false;
    offset = (hours * 60 + minutes) * (*at == '-' ? -60 : 60);
    at = end;
  }
  if (at != end) return false;
  microseconds =
      (day * 86400 + hour * 3600 + minute * 60 + second - offset) * 1000000 + fraction;
  return true;
}

bool read_formatted(
    string_view text, string_view format, int32_t offset, int64_t &microseconds, int64_t &day) {
  if (format == "unix" || format == "unix_ms") {
    int64_t key, unit = format == "unix" ? 1000000 : 1000;
    if (read_number(text, key) != LOG_OK) return false;
    // Half millionths of seconds, or of thousandths of them.
    if (unit == 1000000) microseconds = key >> 1;
    else microseconds = (key >> 1) / 1000;
    day = microseconds / 86400000000ll - (microseconds % 86400000000ll < 0 ? 1 : 0);
    return true;
  }
  if (text.size() != format.size()) return false;
  int64_t year = 0, month = 0, of_month = 0, hour = 0, minute = 0, second = 0;
  const char *at = text.data();
  for (size_t place = 0; place < format.size();) {
    char letter = format[place];
    size_t run = 1;
    while (place + run < format.size() && format[place + run] == letter) run++;
    int64_t *part = letter == 'Y' && run == 4   ? &year
                    : letter == 'M' && run == 2 ? &month
                    : letter == 'D' && run == 2 ? &of_month
                    : letter == 'h' && run == 2 ? &hour
                    : letter == 'm' && run == 2 ? &minute
                    : letter == 's' && run == 2 ? &second
                                                : nullptr;
    if (part) {
      if (!digits(at + place, static_cast<int>(run), *part)) return false;
    } else {
      for (size_t each = 0; each < run; each++)
        if (at[place + each] != letter) return false;
    }
    place += run;
  }
  if (!find_day(year, month, of_month, day) || hour > 23 || minute > 59 || second > 59)
    return false;
  int64_t ahead = offset == LOG_NO_OFFSET ? 0 : offset;
  microseconds = (day * 86400 + hour * 3600 + minute * 60 + second - ahead * 60) * 1000000;
  return true;
}

bool is_json_number(string_view text) {
  const char *at = text.data(), *end = at + text.size();
  auto is_digit = [&] { return at < end && *at >= '0' && *at <= '9'; };
  if (at < end && *at == '-') at++;
  if (!is_digit()) return false;
  if (*at == '0') at++;
  else while (is_digit()) at++;
  if (at < end && *at == '.') {
    at++;
    if (!is_digit()) return false;
    while (is_digit()) at++;
  }
  if (at < end && (*at == 'e' || *at == 'E')) {
    at++;
    if (at < end && (*at == '+' || *at == '-')) at++;
    if (!is_digit()) return false;
    while (is_digit()) at++;
  }
  return at == end;
}

/// What is counted exactly: less than four million million.
static const uint64_t MOST_MILLIONTHS = 4000000000000000000ull;

log_mistake read_number(string_view text, int64_t &key) {
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
    unsigned digit = static_cast<unsigned>(static_cast<unsigned char>(*at)) - '0';
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
  if (count == 0 || (is_past_point && at[-1] == '.')) {
    string_view word = text.substr(is_negative ? 1 : 0);
    return word == "NaN" || word == "nan" || word == "Infinity" || word == "inf"
               ? LOG_NOT_A_NUMBER : LOG_BAD_NUMBER;
  }
  static const uint64_t powers[] = {1000000, 100000, 10000, 1000, 100, 10, 1};
  if (at == end && !has_more && places >= 0 && places <= 6 && digits < 1000000000000ull) {
    int64_t whole = static_cast<int64_t>(digits * powers[places]);
    key = is_negative ? -whole * 2 : whole * 2;
    return LOG_OK;
  }
  if (at < end && (*at == 'e' || *at == 'E')) {
    bool is_small = false;
    int64_t power = 0;
    at++;
    if (at < end && (*at == '+' || *at == '-')) is_small = *at++ == '-';
    if (at == end) return LOG_BAD_NUMBER;
    for (; at < end; at++) {
      unsigned digit = static_cast<unsigned>(static_cast<unsigned char>(*at)) - '0';
      if (digit > 9) return LOG_BAD_NUMBER;
      if (power < 1000000) power = power * 10 + digit;
    }
    places -= is_small ? -power : power;
  }
  if (at != end) return LOG_BAD_NUMBER;
  // Millionths, rounded towards nothing, and whether any are left.
  unsigned __int128 millionths = digits;
  for (; places < 6 && millionths != 0; places++) {
    millionths *= 10;
    if (millionths > MOST_MILLIONTHS) return LOG_TOO_LARGE;
  }
  for (; places > 6; places--) {
    if (millionths == 0) break;
    has_more |= millionths % 10 != 0;
    millionths /= 10;
  }
  if (millionths > MOST_MILLIONTHS || (has_more && millionths > MOST_MILLIONTHS / 5))
    return LOG_TOO_LARGE;
  int64_t whole = static_cast<int64_t>(millionths);
  // Downwards, so that -0.0000001 lies below nothing.
  key = is_negative ? (has_more ? -(whole + 1) * 2 + 1 : -whole * 2) : whole * 2 + has_more;
  return LOG_OK;
}

bool is_utf8(string_view text) {
  const unsigned char *at = reinterpret_cast<const unsigned char *>(text.data());
  const unsigned char *end = at + text.size();
  while (at < end) {
    if (end - at >= 8 && (load8(reinterpret_cast<const char *>(at)) & 0x8080808080808080ull) == 0) {
      at += 8;
      continue;
    }
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
