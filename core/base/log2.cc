#include "core/base/log2.h"

#include <array>
#include <cassert>

namespace digitpad {
namespace {

constexpr int kFractionBits = 8;  // table steps per octave: 2^kFractionBits
constexpr int64_t kFarthest = int64_t{kPowerBits} << kExponentBits;  // below that it is 0

// 2^(-1 / 256), rounded to double. Repeated products of it err by less than 1e-13, far
// below one step of the table.
constexpr double kStep = 0.99729605608547012;

constexpr std::array<uint32_t, 1 << kFractionBits> MakeTable() {
  std::array<uint32_t, 1 << kFractionBits> table{};
  double value = 1 << kPowerBits;
  for (uint32_t& entry : table) {
    entry = static_cast<uint32_t>(value + 0.5);
    value *= kStep;
  }
  return table;
}

// kPowers[i] = round(2^30 * 2^(-i / 256)).
constexpr std::array<uint32_t, 1 << kFractionBits> kPowers = MakeTable();

}  // namespace

uint32_t PowerOfTwo(int64_t distance) {
  constexpr int kDrop = kExponentBits - kFractionBits;
  const int64_t steps = (distance + (1 << (kDrop - 1))) >> kDrop;
  if (steps >= kFarthest >> kDrop) return 0;
  return kPowers[steps & ((1 << kFractionBits) - 1)] >> (steps >> kFractionBits);
}

// A squaring doubles the logarithm, so each gives one more binary digit of it.
int32_t Log2(uint64_t value) {
  assert(value >= 1);
  int whole = 63;
  while ((value >> whole) == 0) --whole;
  // The mantissa in [1, 2) with 31 bits after the point; its square fits 64 bits.
  uint64_t mantissa = whole >= 31 ? value >> (whole - 31) : value << (31 - whole);
  int32_t result = whole;
  for (int i = 0; i < kExponentBits; ++i) {
    mantissa = (mantissa * mantissa) >> 31;
    result <<= 1;
    if (mantissa >> 32 == 0) continue;
    mantissa >>= 1;
    result |= 1;
  }
  return result;
}

}  // namespace digitpad
