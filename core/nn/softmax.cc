#include "core/nn/softmax.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace digitpad {
namespace {

constexpr int kFractionBits = 8;   // table steps per octave: 2^kFractionBits
constexpr int kExponentBits = 16;  // exponents are in units of 2^-kExponentBits
constexpr int kTableOne = 30;      // 2^0 is stored as 2^kTableOne
constexpr int64_t kFarthest = int64_t{kTableOne} << kExponentBits;  // below that it is 0

// 2^(-1 / 256), rounded to double. Repeated products of it err by less than 1e-13, far
// below one step of the table.
constexpr double kStep = 0.99729605608547012;

constexpr std::array<uint32_t, 1 << kFractionBits> MakeTable() {
  std::array<uint32_t, 1 << kFractionBits> table{};
  double value = 1 << kTableOne;
  for (uint32_t& entry : table) {
    entry = static_cast<uint32_t>(value + 0.5);
    value *= kStep;
  }
  return table;
}

// kPowers[i] = round(2^30 * 2^(-i / 256)).
constexpr std::array<uint32_t, 1 << kFractionBits> kPowers = MakeTable();

// 2^30 * 2^(-distance / 2^16), distance >= 0, to the nearest step of the table.
uint32_t PowerOfTwo(int64_t distance) {
  constexpr int kDrop = kExponentBits - kFractionBits;
  const int64_t steps = (distance + (1 << (kDrop - 1))) >> kDrop;
  if (steps >= kFarthest >> kDrop) return 0;
  return kPowers[steps & ((1 << kFractionBits) - 1)] >> (steps >> kFractionBits);
}

// (difference * mantissa) >> shift; difference < 2^32 and mantissa < 2^31 stay below
// 2^63.
int64_t Exponent(int64_t difference, const Calibration& calibration) {
  return (difference * calibration.mantissa) >> calibration.shift;
}

}  // namespace

void Softmax(std::span<const int32_t> logits, const Calibration& calibration,
             std::span<int32_t> probabilities) {
  assert(!logits.empty() && logits.size() == probabilities.size());
  const int32_t best = *std::max_element(logits.begin(), logits.end());
  // At most kMaxClasses terms of at most 2^30 each; the best logit's own is 2^30.
  uint64_t sum = 0;
  for (const int32_t logit : logits) {
    sum += PowerOfTwo(Exponent(int64_t{best} - logit, calibration));
  }
  for (size_t i = 0; i < logits.size(); ++i) {
    const uint64_t power = PowerOfTwo(Exponent(int64_t{best} - logits[i], calibration));
    // NOLINTNEXTLINE(clang-analyzer-core.DivideZero): see above, sum >= 2^30.
    probabilities[i] = static_cast<int32_t>((power * kConfidenceOne + sum / 2) / sum);
  }
}

}  // namespace digitpad
