#include "trainer/net/loss.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace digitpad {
namespace {

TEST(Loss, OfEvenLogitsIsThatOfSmoothedLabels) {
  const float logits[] = {0, 0, 0, 0};
  const int labels[] = {2};
  std::vector<float> targets(4);
  std::vector<float> gradient(4);
  SmoothLabels(labels, 0.2f, targets);
  EXPECT_NEAR(CrossEntropy(logits, targets, 4, 3.0f, gradient), std::log(4.0), 1e-6);
  EXPECT_NEAR(gradient[2], 3 * (0.25 - 0.85), 1e-6);
  EXPECT_NEAR(gradient[0], 3 * (0.25 - 0.05), 1e-6);
}

TEST(Loss, HasNoGradientWhereTheAnswerIsTheTarget) {
  std::vector<float> logits = {1, -2, 0.5f, 3, 3, -1};
  std::vector<float> targets = logits;
  Softmax(3, targets);
  std::vector<float> gradient(6, 9);
  CrossEntropy(logits, targets, 3, 1.0f, gradient);
  for (const float value : gradient) EXPECT_NEAR(value, 0, 1e-6);
}

TEST(Loss, TeachersMoveTheTargetsByTheirShare) {
  std::vector<float> targets = {1, 0};
  const float teacher[] = {0.6f, 0.4f};
  MoveTargets(teacher, 0.5f, targets);
  EXPECT_NEAR(targets[0], 0.8, 1e-6);
  EXPECT_NEAR(targets[1], 0.2, 1e-6);
}

TEST(Loss, SoftmaxRowsAddUpToOneForAnyLogits) {
  std::vector<float> rows = {1000, 1000, -1000, 2, 1, 0};
  Softmax(3, rows);
  EXPECT_NEAR(rows[0], 0.5, 1e-6);
  EXPECT_NEAR(rows[2], 0, 1e-6);
  EXPECT_NEAR(rows[3] / rows[4], std::exp(1.0), 1e-5);
}

TEST(Loss, CountsRowsWhoseHighestLogitIsTheLabel) {
  const float logits[] = {1, 2, 5, 4, 0, 3};
  const int labels[] = {1, 1, 1};
  EXPECT_EQ(CountCorrect(logits, labels), 2);
}

}  // namespace
}  // namespace digitpad
