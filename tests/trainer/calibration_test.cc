#include "trainer/train/calibration.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/nn/softmax.h"
#include "trainer/data/random.h"

namespace digitpad {
namespace {

constexpr int kCount = 3;
constexpr Classes kClasses = {.count = kCount, .none = -1};

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
    double weights[kCount];
    for (double& weight : weights) {
      answers.logits.push_back(static_cast<int32_t>(8000 * random.Normal()));
      total += weight = std::exp(unit * answers.logits.back());
    }
    double left = random.Uniform() * total;
    int label = 0;
    while (label + 1 < kCount && left >= weights[label]) left -= weights[label++];
    answers.labels.push_back(label);
  }
  return answers;
}

TEST(Calibrate, FindsTheTemperatureThatTheLabelsFollow) {
  const double unit = 1e-3;
  const Answers answers = DrawAnswers(20000, unit);
  const Calibration calibration =
      Calibrate(answers.logits, answers.labels, kClasses,
                FindTemperature(answers.logits, answers.labels, kClasses, 3.3 * unit));
  const double found =
      std::ldexp(calibration.mantissa, -calibration.shift) / 65536 * std::log(2.0);
  EXPECT_NEAR(found / unit, 1, 0.05);
  // A calibrated network is right as often as it says.
  double said = 0;
  double right = 0;
  std::vector<int32_t> probabilities(kCount);
  const std::vector<int> best = BestGuesses(answers.logits, answers.labels, kClasses);
  for (size_t n = 0; n < best.size(); ++n) {
    Softmax(std::span(answers.logits).subspan(n * kCount, kCount), calibration,
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
  std::vector<int32_t> probabilities(kCount);
  const std::vector<int> best = BestGuesses(answers.logits, answers.labels, kClasses);
  int accepted = 0;
  int wrong = 0;
  int refused_right = 0;
  for (size_t n = 0; n < best.size(); ++n) {
    Softmax(std::span(answers.logits).subspan(n * kCount, kCount), calibration,
            probabilities);
    const bool right = best[n] == answers.labels[n];
    refused_right += right && probabilities[best[n]] < calibration.accept;
    if (probabilities[best[n]] < calibration.accept_1_in_1000) continue;
    ++accepted;
    wrong += !right;
  }
  EXPECT_GT(accepted, 1000);
  EXPECT_LE(wrong, accepted / 1000);
  EXPECT_LE(refused_right, 20000 / 100);
}

TEST(Calibrate, WhatIsNoSymbolMovesNoThreshold) {
  Answers answers = DrawAnswers(5000, 1e-3);
  for (int& label : answers.labels) label = std::min(label, 1);
  constexpr Classes kWithNone = {.count = kCount, .none = 2};
  const Calibration before = Calibrate(answers.logits, answers.labels, kWithNone, 1e-3);
  EXPECT_LT(before.accept, kConfidenceOne);
  for (int n = 0; n < 2000; ++n) {  // equal logits say nothing of the temperature
    answers.logits.insert(answers.logits.end(), {0, 0, 0});
    answers.labels.push_back(2);
  }
  const Calibration after = Calibrate(answers.logits, answers.labels, kWithNone, 1e-3);
  EXPECT_EQ(after.accept, before.accept);
  EXPECT_EQ(after.accept_1_in_1000, before.accept_1_in_1000);
}

TEST(Calibrate, StrictIsNeverLaxerThanTheDefault) {
  std::vector<int32_t> logits;
  std::vector<int> labels;
  for (int n = 0; n < 1000; ++n) {  // all right, more or less sure
    logits.insert(logits.end(), {100 + n, 0, 0});
    labels.push_back(0);
  }
  const Calibration calibration = Calibrate(logits, labels, kClasses, 0.01);
  EXPECT_GT(calibration.accept, 5000);
  EXPECT_EQ(calibration.accept_1_in_1000, calibration.accept);
}

TEST(BestGuesses, OfASymbolAreSymbols) {
  const int32_t logits[] = {5, 3, 9, 5, 3, 9};
  const int labels[] = {1, 2};
  EXPECT_EQ(BestGuesses(logits, labels, {.count = 3, .none = 2}),
            (std::vector<int>{0, 2}));
}

TEST(Calibrate, FewAnswersThatAreAllRightProveLittle) {
  std::vector<int32_t> logits;
  std::vector<int> labels;
  for (int n = 0; n < 20; ++n) {
    logits.insert(logits.end(), {1000, 0, 0});
    labels.push_back(0);
  }
  const double unit = FindTemperature(logits, labels, kClasses, 1e-3);
  const Calibration calibration = Calibrate(logits, labels, kClasses, unit);
  std::vector<int32_t> probabilities(kCount);
  Softmax(std::span(logits).first(kCount), calibration, probabilities);
  EXPECT_GT(probabilities[0], 9000);
  EXPECT_LT(probabilities[0], 9900);
  EXPECT_EQ(calibration.accept, Calibration().accept);
  EXPECT_GE(calibration.accept_1_in_1000, Calibration().accept_1_in_1000);
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
