#include "core/base/log2.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/nn/softmax.h"

namespace digitpad {
namespace {

TEST(Log2, AgreesWithTheRealFunction) {
  for (uint64_t value = 1; value < (uint64_t{1} << 62); value = value * 3 + 1) {
    const double real = std::log2(static_cast<double>(value));
    const double ours = static_cast<double>(Log2(value)) / kExponentOne;
    EXPECT_LE(ours, real + 1e-9) << value;
    EXPECT_GT(ours, real - 3.0 / kExponentOne) << value;
  }
  EXPECT_EQ(Log2(1), 0);
  EXPECT_EQ(Log2(uint64_t{1} << 63), 63 * kExponentOne);
}

TEST(Log2, PowersAreItsInverse) {
  for (int64_t distance = 0; distance < 20 * kExponentOne; distance += 977) {
    const int64_t back = kPowerBits * int64_t{kExponentOne} - Log2(PowerOfTwo(distance));
    // Half a step of the table, and the rounding of what is left of 30 bits.
    EXPECT_NEAR(static_cast<double>(back), static_cast<double>(distance), 400);
  }
  EXPECT_EQ(PowerOfTwo(40 * int64_t{kExponentOne}), 0u);
}

TEST(CostsOfClasses, AreTheLogarithmsOfSoftmax) {
  const std::vector<int32_t> logits = {90000, 20000, -70000, 89000};
  Calibration calibration;
  std::vector<int32_t> costs(4), probabilities(4);
  CostsOfClasses(logits, calibration, costs);
  Softmax(logits, calibration, probabilities);
  for (size_t i = 0; i < logits.size(); ++i) {
    const double probability = std::exp2(-static_cast<double>(costs[i]) / kExponentOne);
    EXPECT_NEAR(probability * kConfidenceOne, probabilities[i], 30) << i;
  }
}

TEST(CostsOfClasses, StayFiniteForWhatCannotBe) {
  const std::vector<int32_t> logits = {INT32_MAX, INT32_MIN};
  std::vector<int32_t> costs(2);
  CostsOfClasses(logits, Calibration(), costs);
  EXPECT_EQ(costs[0], 0);
  EXPECT_EQ(costs[1], kMostCost);
}

}  // namespace
}  // namespace digitpad
