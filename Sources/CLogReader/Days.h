// Days of the Gregorian calendar.
#pragma once
#include <cstdint>

namespace clearance {

/// The number of a day since 1970-01-01, of years from 1 on. False where there is no such day.
inline bool find_day(int64_t year, int64_t month, int64_t of_month, int64_t &day) {
  static const int16_t starts[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};
  if (year < 1 || month < 1 || month > 12 || of_month < 1) return false;
  const uint32_t number = static_cast<uint32_t>(year);
  const bool is_leap = (number % 4 == 0) & ((number % 100 != 0) | (number % 400 == 0));
  const int64_t start = starts[month - 1] + ((month > 2) & is_leap);
  const int64_t end = starts[month] + ((month > 1) & is_leap);
  if (of_month > end - start) return false;
  const uint32_t before = number - 1;
  day = static_cast<int64_t>(before * 365 + before / 4 - before / 100 + before / 400) + start +
        of_month - 1 - 719162;
  return true;
}

}  // namespace clearance
