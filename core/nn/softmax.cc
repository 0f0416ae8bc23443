#include "core/nn/softmax.h"

#include <algorithm>
#include <cassert>

#include "core/base/log2.h"

namespace digitpad {
namespace {

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

void CostsOfClasses(std::span<const int32_t> logits, const Calibration& calibration,
                    std::span<int32_t> costs) {
  assert(!logits.empty() && logits.size() == costs.size());
  const int32_t best = *std::max_element(logits.begin(), logits.end());
  uint64_t sum = 0;
  for (const int32_t logit : logits) {
    sum += PowerOfTwo(Exponent(int64_t{best} - logit, calibration));
  }
  const int64_t of_best = Log2(sum) - kPowerBits * kExponentOne;
  for (size_t i = 0; i < logits.size(); ++i) {
    const int64_t cost = of_best + Exponent(int64_t{best} - logits[i], calibration);
    costs[i] = static_cast<int32_t>(std::min<int64_t>(cost, kMostCost));
  }
}

}  // namespace digitpad
