#include "trainer/train/calibration.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/nn/softmax.h"
#include "trainer/data/random.h"

namespace digitpad {
namespace {

constexpr int kClasses = 3;

struct Answers {
  std::vector<int32_t> logits;
  std::vector<int> labels;
};

// Labels drawn with the very probabilities that the logits mean at `unit` a logit.
Answers DrawAnswers(int count, double unit) {
  Answers answers;
  Random random({1});
  for (int n = 0; n < count; ++n) {
    double total = 0;
    double weights[kClasses];
    for (double& weight : weights) {
      answers.logits.push_back(static_cast<int32_t>(8000 * random.Normal()));
      total += weight = std::exp(unit * answers.logits.back());
    }
    double left = random.Uniform() * total;
    int label = 0;
    while (label + 1 < kClasses && left >= weights[label]) left -= weights[label++];
    answers.labels.push_back(label);
  }
  return answers;
}

TEST(Calibrate, FindsTheTemperatureThatTheLabelsFollow) {
  const double unit = 1e-3;
  const Answers answers = DrawAnswers(20000, unit);
  const Calibration calibration =
      Calibrate(answers.logits, answers.labels, kClasses, 3.3 * unit);
  const double found =
      std::ldexp(calibration.mantissa, -calibration.shift) / 65536 * std::log(2.0);
  EXPECT_NEAR(found / unit, 1, 0.05);
  // A calibrated network is right as often as it says.
  double said = 0;
  double right = 0;
  std::vector<int32_t> probabilities(kClasses);
  const std::vector<int> best = BestClasses(answers.logits, kClasses);
  for (size_t n = 0; n < best.size(); ++n) {
    Softmax(std::span(answers.logits).subspan(n * kClasses, kClasses), calibration,
            probabilities);
    said += probabilities[best[n]];
    right += best[n] == answers.labels[n];
  }
  EXPECT_NEAR(said / kConfidenceOne / right, 1, 0.01);
}

TEST(Calibrate, StrictThresholdAcceptsOneWrongInAThousand) {
  const Answers answers = DrawAnswers(20000, 1e-3);
  const Calibration calibration =
      Calibrate(answers.logits, answers.labels, kClasses, 1e-3);
  std::vector<int32_t> probabilities(kClasses);
  const std::vector<int> best = BestClasses(answers.logits, kClasses);
  int accepted = 0;
  int wrong = 0;
  int refused_right = 0;
  for (size_t n = 0; n < best.size(); ++n) {
    Softmax(std::span(answers.logits).subspan(n * kClasses, kClasses), calibration,
            probabilities);
    const bool right = best[n] == answers.labels[n];
    refused_right += right && probabilities[best[n]] < calibration.accept;
    if (probabilities[best[n]] < calibration.accept_1_in_1000) continue;
    ++accepted;
    wrong += !right;
  }
  EXPECT_GT(accepted, 1000);
  EXPECT_LE(wrong, accepted / 1000);
  EXPECT_LE(refused_right, 20000 / 200);
}

TEST(Calibrate, KeepsDefaultsWithoutValidationData) {
  const Calibration calibration = Calibrate({}, {}, kClasses, 1e-3);
  EXPECT_EQ(calibration.accept, Calibration().accept);
  EXPECT_NEAR(
      std::ldexp(calibration.mantissa, -calibration.shift) / 65536 * std::log(2.0), 1e-3,
      1e-9);
}

TEST(WorkerPool, RunsOnceOnEachThreadAndWaitsForAll) {
  for (const int threads : {1, 2, 5}) {
    WorkerPool pool(threads);
    ASSERT_EQ(pool.size(), threads);
    std::vector<int> calls(threads);
    for (int round = 1; round <= 200; ++round) {
      pool.Run([&](int thread) { ++calls[thread]; });
      EXPECT_EQ(calls, std::vector<int>(threads, round));
    }
  }
}

}  // namespace
}  // namespace digitpad
