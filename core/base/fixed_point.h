// The one rounding rule between integer layers: a real factor in (0, 1] or above is kept
// as mantissa * 2^-shift with the mantissa normalised to [2^30, 2^31).
#pragma once

#include <cstdint>

namespace digitpad {

inline constexpr int32_t kMinMantissa = int32_t{1} << 30;
inline constexpr int kMinShift = 1;
inline constexpr int kMaxShift = 62;
inline constexpr int32_t kMaxActivation = 127;  // activations are unsigned 7-bit

// round_half_up(acc * mantissa / 2^shift) without clamping. |acc| < 2^31 and mantissa <
// 2^31, so the product is below 2^62 and adding the rounding term below 2^62 cannot
// overflow.
constexpr int64_t ScaleRounded(int32_t acc, int32_t mantissa, int shift) {
  return (int64_t{acc} * mantissa + (int64_t{1} << (shift - 1))) >> shift;
}

// A layer's activation from its accumulator; the clamp at 0 is the ReLU.
constexpr uint8_t Requantize(int32_t acc, int32_t mantissa, int shift) {
  const int64_t v = ScaleRounded(acc, mantissa, shift);
  if (v < 0) return 0;
  return static_cast<uint8_t>(v > kMaxActivation ? kMaxActivation : v);
}

}  // namespace digitpad
