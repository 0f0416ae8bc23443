#include "trainer/eval/intervals.h"

#include <gtest/gtest.h>

namespace digitpad {
namespace {

// By hand from the formula; the last two are the closed forms at the ends,
// z^2 / (n + z^2) and n / (n + z^2) with z^2 = 3.841459.
TEST(WilsonInterval, KnownValues) {
  const Interval half = WilsonInterval(50, 100);
  EXPECT_NEAR(half.low, 0.403832, 1e-6);
  EXPECT_NEAR(half.high, 0.596168, 1e-6);
  EXPECT_NEAR(WilsonInterval(0, 10).low, 0, 1e-12);
  EXPECT_NEAR(WilsonInterval(0, 10).high, 0.277533, 1e-6);
  EXPECT_NEAR(WilsonInterval(10, 10).low, 0.722467, 1e-6);
  EXPECT_NEAR(WilsonInterval(10, 10).high, 1, 1e-12);
}

// The tables of Student's distribution.
TEST(StudentQuantile, KnownValues) {
  EXPECT_NEAR(StudentQuantile(1), 12.706, 1e-3);
  EXPECT_NEAR(StudentQuantile(2), 4.303, 1e-3);
  EXPECT_NEAR(StudentQuantile(3), 3.182, 6e-3);
  EXPECT_NEAR(StudentQuantile(5), 2.571, 1e-3);
  EXPECT_NEAR(StudentQuantile(30), 2.042, 1e-3);
  EXPECT_NEAR(StudentQuantile(100000), 1.960, 1e-3);
}

// Mean 0.9, deviation 0.1, so half is 4.302653 * 0.1 / sqrt(3).
TEST(StudentInterval, IsAroundTheMeanAndCutToShares) {
  const double shares[] = {0.8, 0.9, 1.0};
  const MeanInterval result = StudentInterval(shares);
  EXPECT_NEAR(result.mean, 0.9, 1e-12);
  EXPECT_NEAR(result.interval.low, 0.651587, 1e-6);
  EXPECT_EQ(result.interval.high, 1);
}

TEST(StudentInterval, OneWriterSaysNothingAboutOthers) {
  const double shares[] = {0.8};
  const MeanInterval result = StudentInterval(shares);
  EXPECT_EQ(result.mean, 0.8);
  EXPECT_EQ(result.interval.low, 0);
  EXPECT_EQ(result.interval.high, 1);
}

}  // namespace
}  // namespace digitpad
