#include "core/nn/softmax.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "tests/core/test_models.h"

namespace digitpad {
namespace {

// A calibration under which `steps` logit steps, 1..2^15, double a probability.
Calibration DoublesEvery(int steps) {
  int exponent = 0;
  const double fraction = std::frexp(65536.0 / steps, &exponent);  // within [0.5, 1)
  Calibration c;
  c.mantissa = static_cast<int32_t>(std::ldexp(fraction, 31));
  c.shift = 31 - exponent;
  return c;
}

std::vector<int32_t> Probabilities(const std::vector<int32_t>& logits,
                                   const Calibration& c) {
  std::vector<int32_t> out(logits.size());
  Softmax(logits, c, out);
  return out;
}

TEST(Softmax, EqualLogitsShareEqually) {
  EXPECT_EQ(Probabilities(std::vector<int32_t>(10, -7), Calibration()),
            std::vector<int32_t>(10, 1000));
  EXPECT_EQ(Probabilities({5}, Calibration()), std::vector<int32_t>{10000});
}

TEST(Softmax, AgreesWithTheRealFunction) {
  const Calibration c = DoublesEvery(1000);
  testing::Random random(6);
  for (int round = 0; round < 200; ++round) {
    std::vector<int32_t> logits(10);
    for (int32_t& l : logits) l = random.Between(-9000, 9000);
    double sum = 0;
    for (const int32_t l : logits) sum += std::exp2(l / 1000.0);
    const auto got = Probabilities(logits, c);
    int total = 0;
    for (size_t i = 0; i < 10; ++i) {
      // The table's step is 2^(1/256), so half a step is 0.14 % of a value.
      EXPECT_NEAR(got[i], 10000 * std::exp2(logits[i] / 1000.0) / sum, 16);
      total += got[i];
    }
    EXPECT_NEAR(total, 10000, 5);
  }
}

TEST(Softmax, KeepsTheOrderOfLogits) {
  const auto p = Probabilities({100, 300, -50, 299}, DoublesEvery(100));
  EXPECT_GE(p[1], p[3]);
  EXPECT_GT(p[3], p[0]);
  EXPECT_GT(p[0], p[2]);
}

TEST(Softmax, HoldsAtTheExtremes) {
  constexpr int32_t kMax = std::numeric_limits<int32_t>::max();
  constexpr int32_t kMin = std::numeric_limits<int32_t>::min();
  for (const int shift : {1, 16, 40, 62}) {
    Calibration c;
    c.shift = shift;
    c.mantissa = kMax;
    const auto p = Probabilities({kMax, kMin, 0}, c);
    EXPECT_LE(p[0] + p[1] + p[2], 10002);
    EXPECT_GE(p[0], p[2]);
    EXPECT_GE(p[2], p[1]);
  }
}

}  // namespace
}  // namespace digitpad
