// Numbers and moments in the shape that nearly all of them have, eight bytes at a time. Others are
// read as Values.cpp has it.
#pragma once
#include "Columns.h"

namespace clearance {

/// Whether all bytes of a word are at most nine, or nothing where `limits` has 0x7F for 0x76.
inline bool are_digits(uint64_t word, uint64_t limits) {
  return (((word + limits) | word) & 0x8080808080808080ull) == 0;
}

/// A number of JSON without sign and exponent, of eight letters at most: its digits, and how many
/// of them come after the point.
inline __attribute__((always_inline)) bool quick_digits(
    const char *text, size_t length, uint64_t &digits, unsigned &places) {
  if (length - 1 > 7) return false;
  const uint64_t word = load8(text) & head_mask(length);
  const uint64_t points = word ^ 0x2E2E2E2E2E2E2E2Eull;
  const uint64_t point = (points - 0x0101010101010101ull) & ~points & 0x8080808080808080ull;
  uint64_t joined = word;
  size_t before = length, count = length;
  if (point != 0) {
    before = static_cast<size_t>(__builtin_ctzll(point)) >> 3;
    count = length - 1;
    if (before == 0 || before == count) return false;
    joined = (word & head_mask(before)) | (word >> 8 & ~head_mask(before));
  }
  // Nothing comes before the only nought.
  if ((word & 0xFF) == '0' && before > 1) return false;
  joined = joined << (8 * (8 - count));
  uint64_t each = (joined | (0x3030303030303030ull & head_mask(8 - count))) ^ 0x3030303030303030ull;
  if (!are_digits(each, 0x7676767676767676ull)) return false;
  each = each * 10 + (each >> 8);
  digits = ((each & 0x000000FF000000FFull) * 0x000F424000000064ull +
            (each >> 16 & 0x000000FF000000FFull) * 0x0000271000000001ull) >> 32;
  places = static_cast<unsigned>(length - before - (point != 0));
  return true;
}

/// `2026-11-25T18:04:59Z`.
inline __attribute__((always_inline)) bool quick_time(
    const char *text, size_t length, int64_t &microseconds) {
  if (length != 20) return false;
  const uint64_t date = load8(text) ^ 0x2D30302D30303030ull;
  const uint64_t time = load8(text + 8) ^ 0x30303A3030543030ull;
  const uint64_t rest = (load8(text + 16) & 0xFFFFFFFFull) ^ 0x5A30303Aull;
  if (!are_digits(date, 0x7F76767F76767676ull) || !are_digits(time, 0x76767F76767F7676ull) ||
      !are_digits(rest, 0x7F76767Full))
    return false;
  const uint64_t dates = date * 10 + (date >> 8), times = time * 10 + (time >> 8);
  const uint64_t rests = rest * 10 + (rest >> 8);
  auto pair = [](uint64_t pairs, int byte) {
    return static_cast<int64_t>(pairs >> (8 * byte) & 0xFF);
  };
  const int64_t hour = pair(times, 3), minute = pair(times, 6), second = pair(rests, 1);
  int64_t day;
  if (hour > 23 || minute > 59 || second > 59 ||
      !find_day(pair(dates, 0) * 100 + pair(dates, 2), pair(dates, 5), pair(times, 0), day))
    return false;
  microseconds = (day * 86400 + hour * 3600 + minute * 60 + second) * 1000000;
  return true;
}

}  // namespace clearance
