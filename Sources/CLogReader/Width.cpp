#include "Width.h"

#include "include/LogReader.h"

namespace clearance {

static Width widest() {
#if defined(__x86_64__)
  bool is_wide = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
                 __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("pclmul") &&
                 __builtin_cpu_supports("popcnt");
  bool is_vast = is_wide && __builtin_cpu_supports("avx512f") &&
                 __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
                 __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vbmi") &&
                 __builtin_cpu_supports("avx512vbmi2") &&
                 __builtin_cpu_supports("avx512vpopcntdq");
  return is_vast ? Width::vast : is_wide ? Width::wide : Width::plain;
#else
  return Width::plain;
#endif
}

Width width = widest();

}  // namespace clearance

extern "C" {

void log_use_width(int most) {
  using namespace clearance;
  int there = static_cast<int>(widest());
  width = static_cast<Width>(most < there ? most : there);
}

int log_width(void) { return static_cast<int>(clearance::width); }

}  // extern "C"
