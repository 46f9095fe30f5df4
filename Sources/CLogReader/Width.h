// Which instructions the processor has, beyond those that all have.
#pragma once

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace clearance {

enum class Width : int {
  /// What every processor has.
  plain = 0,
  /// 32 bytes at a time: AVX2, and carry-less products. Nearly all of the last ten years.
  wide = 1,
  /// 64 bytes at a time: AVX-512 with VBMI2 and VPOPCNTDQ, as from Ice Lake and Zen 4 on.
  vast = 2,
};

/// The widest that there is, or less where tests have it so.
extern Width width;

}  // namespace clearance
