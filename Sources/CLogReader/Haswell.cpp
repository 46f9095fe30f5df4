// JSON lines on processors with AVX2.
#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push( \
    __attribute__((target("avx2,bmi,pclmul,lzcnt,popcnt"))), apply_to = function)

#define SIMDJSON_BUILTIN_IMPLEMENTATION haswell
#include <simdjson.h>

#include "Columns.h"

namespace clearance {
namespace with_avx2 {
namespace od = simdjson::haswell::ondemand;
#include "JSONLines.h"
}  // namespace with_avx2

log_tile read_lines_with_avx2(log_reader *reader, const char *bytes, size_t length, bool is_last) {
  return with_avx2::read_lines(reader, bytes, length, is_last);
}
void free_parser_with_avx2(void *parser) {
  delete static_cast<with_avx2::od::parser *>(parser);
}
}  // namespace clearance

#pragma clang attribute pop
#endif
