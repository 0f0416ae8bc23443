#include "trainer/eval/confidence.h"

#include <gtest/gtest.h>

namespace digitpad {
namespace {

JudgedAnswer Judged(int confidence, bool right, bool acceptable = true) {
  return {.confidence = confidence, .right = right, .acceptable = acceptable};
}

TEST(Reliability, BinsAreOfEqualWidthAndHoldTheirUpperEnds) {
  const JudgedAnswer answers[] = {Judged(0, false), Judged(666, false), Judged(667, true),
                                  Judged(10000, true)};
  const auto bins = ReliabilityBins(answers);
  ASSERT_EQ(bins.size(), 15u);
  EXPECT_EQ(bins[0].count, 2);  // up to 1/15 = 0.0666...
  EXPECT_EQ(bins[1].count, 1);
  EXPECT_EQ(bins[14].count, 1);
  EXPECT_NEAR(bins[0].confidence, 0.0333, 1e-12);
  EXPECT_EQ(bins[0].accuracy, 0);
  EXPECT_EQ(bins[14].accuracy, 1);
}

// Ten at 0.95, eight of them right, and ten at 0.55, all right: (0.15 + 0.45) / 2.
TEST(Reliability, CalibrationErrorIsTheWeightedGap) {
  std::vector<JudgedAnswer> answers;
  for (int i = 0; i < 10; ++i) {
    answers.push_back(Judged(9500, i < 8));
    answers.push_back(Judged(5500, true));
  }
  EXPECT_NEAR(CalibrationError(ReliabilityBins(answers)), 0.3, 1e-12);
  EXPECT_EQ(CalibrationError(ReliabilityBins({})), 0);
}

TEST(Coverage, CountsWhatAThresholdAccepts) {
  const JudgedAnswer answers[] = {Judged(9900, true), Judged(9000, false),
                                  Judged(9500, true, /*acceptable=*/false),
                                  Judged(8000, true)};
  const CoveragePoint point = CoverageAt(9000, answers);
  EXPECT_EQ(point.accepted, 2);
  EXPECT_EQ(point.wrong, 1);
  EXPECT_EQ(point.coverage(), 0.5);
  EXPECT_EQ(point.risk(), 0.5);
}

TEST(Coverage, TheCurveAgreesWithEveryThreshold) {
  std::vector<JudgedAnswer> answers;
  for (int i = 0; i < 200; ++i) {
    answers.push_back(Judged(100 * (i * 37 % 100), i % 7 != 0, i % 11 != 0));
  }
  int last = 10001;
  for (const CoveragePoint& point : CoverageCurve(answers)) {
    EXPECT_LT(point.threshold, last);
    last = point.threshold;
    const CoveragePoint expected = CoverageAt(point.threshold, answers);
    EXPECT_EQ(point.accepted, expected.accepted);
    EXPECT_EQ(point.wrong, expected.wrong);
    EXPECT_EQ(point.count, 200);
  }
}

}  // namespace
}  // namespace digitpad
