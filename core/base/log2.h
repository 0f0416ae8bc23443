// Powers and logarithms of two in integers: the same on every machine. Exponents are
// fixed-point numbers in units of 2^-16. Part of the lowest layer; stateless.
#pragma once

#include <cstdint>

namespace digitpad {

inline constexpr int kExponentBits = 16;  // exponents are in units of 2^-kExponentBits
inline constexpr int32_t kExponentOne = int32_t{1} << kExponentBits;
inline constexpr int kPowerBits = 30;  // 2^0 is given as 2^kPowerBits

// 2^kPowerBits * 2^(-distance / 2^16) to the nearest of 256 steps an octave; 0 where that
// is below 1. REQUIRES: distance >= 0.
uint32_t PowerOfTwo(int64_t distance);

// log2(value) in units of 2^-16, rounded down to one of these. REQUIRES: value >= 1.
int32_t Log2(uint64_t value);

}  // namespace digitpad
