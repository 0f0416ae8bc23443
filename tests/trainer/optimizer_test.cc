#include "trainer/train/optimizer.h"

#include <gtest/gtest.h>

namespace digitpad {
namespace {

// By hand: after one step mean / (1 - 0.9) = g and square / (1 - 0.999) = g^2, so that
// the update is the sign of the gradient.
TEST(AdamW, FirstStepFollowsTheSign) {
  const AdamW adam({false, false}, 0.5f);
  AdamState state = adam.InitialState();
  std::vector<float> parameters = {1.0f, 1.0f};
  adam.Step(std::vector<float>{4.0f, -0.01f}, 0.1f, &state, parameters);
  EXPECT_NEAR(parameters[0], 0.9f, 1e-5);
  EXPECT_NEAR(parameters[1], 1.1f, 1e-5);
  EXPECT_EQ(state.steps, 1u);
}

// mean = 0.9 * 0.1 * 1 + 0.1 * 3 = 0.39, corrected by 1 - 0.9^2 = 0.19: 2.052632;
// square = 0.999 * 0.001 + 0.001 * 9 = 0.009999, corrected by 1 - 0.999^2 =
// 0.001999: 5.002001; the update is 2.052632 / sqrt(5.002001) = 0.917777.
TEST(AdamW, SecondStepMatchesOneComputedByHand) {
  const AdamW adam({false}, 0);
  AdamState state = adam.InitialState();
  std::vector<float> parameters = {0.0f};
  adam.Step(std::vector<float>{1.0f}, 1.0f, &state, parameters);
  const float before = parameters[0];
  adam.Step(std::vector<float>{3.0f}, 1.0f, &state, parameters);
  EXPECT_NEAR(before - parameters[0], 0.917777f, 1e-5);
}

TEST(AdamW, DecaysOnlyWhatMayDecayAndApartFromTheGradient) {
  const AdamW adam({true, false}, 0.5f);
  AdamState state = adam.InitialState();
  std::vector<float> parameters = {2.0f, 2.0f};
  adam.Step(std::vector<float>{0.0f, 0.0f}, 0.1f, &state, parameters);
  EXPECT_FLOAT_EQ(parameters[0], 2.0f - 0.1f * 0.5f * 2.0f);
  EXPECT_FLOAT_EQ(parameters[1], 2.0f);
}

TEST(OneCycleRate, RisesToThePeakAndFallsToNearlyNothing) {
  const auto rate = [](int step) {
    return OneCycleRate(1, static_cast<float>(step) / 1000);
  };
  EXPECT_NEAR(rate(0), 0.04f, 1e-6);
  EXPECT_NEAR(rate(300), 1.0f, 1e-6);
  EXPECT_LT(rate(999), 1e-4f);
  for (int step = 1; step < 1000; ++step) {
    EXPECT_EQ(rate(step) > rate(step - 1), step <= 300) << step;
  }
}

TEST(MoveAverage, ForgetsItsStartAndThenMovesSlowly) {
  std::vector<float> average = {100.0f};
  for (uint64_t step = 1; step <= 200; ++step) {
    MoveAverage(std::vector<float>{1.0f}, step, kAverageDecay, average);
  }
  EXPECT_NEAR(average[0], 1.0f, 0.01f);
  MoveAverage(std::vector<float>{2.0f}, 1000000, kAverageDecay, average);
  EXPECT_NEAR(average[0], 1.002f, 0.001f);
  MoveAverage(std::vector<float>{3.0f}, 1000000, 0, average);
  EXPECT_EQ(average[0], 3.0f);
}

}  // namespace
}  // namespace digitpad
