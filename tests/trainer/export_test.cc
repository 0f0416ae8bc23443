#include "trainer/train/export.h"

#include <gtest/gtest.h>

#include <cmath>

#include "trainer/data/random.h"

namespace digitpad {
namespace {

FoldedNetwork SmallNetwork() {
  Architecture architecture;
  const Status status =
      ParseArchitecture("conv3x3x4/2 plain, gap, dense", {28, 28, 1}, 3, &architecture);
  EXPECT_TRUE(status.ok()) << status.message();
  const FloatNetwork network(architecture);
  std::vector<float> parameters(network.parameter_count());
  std::vector<float> statistics(network.statistic_count());
  network.Initialize(1, parameters, statistics);
  return Fold(network, parameters, statistics);
}

// Random inputs, answered at random.
PreparedSource Guesses() {
  PreparedSource source;
  Random random({1});
  for (int n = 0; n < 60; ++n) {
    source.labels.push_back(n % 3);
    for (int i = 0; i < 28 * 28; ++i) {
      source.inputs.push_back(static_cast<uint8_t>(random.Below(256)));
    }
  }
  return source;
}

// How far each bias of the last layer moves; nothing else may.
std::vector<float> MovedBy(const std::vector<std::string>& labels, double share,
                           const GivenCalibration* given) {
  FoldedNetwork folded = SmallNetwork();
  const std::vector<float> before = folded.parameters;
  const Quantizer quantizer(folded.network, {kInputStep, 0.02f, 0.02f, 0});
  PrepSpec prep;
  prep.channels = 1;
  std::vector<PreparedSource> validation;
  if (given == nullptr) validation.push_back(Guesses());
  WorkerPool pool(1);
  const Exporter exporter(quantizer, labels, prep, validation, given, pool);
  double shift = 99;
  const Status status = exporter.CorrectPrior(share, &folded, &shift);
  EXPECT_TRUE(status.ok()) << status.message();
  const size_t bias = folded.network.last_bias();
  std::vector<float> moved;
  for (size_t i = 0; i < before.size(); ++i) {
    const float by = folded.parameters[i] - before[i];
    if (i >= bias && i < bias + labels.size()) {
      moved.push_back(by);
    } else {
      EXPECT_EQ(by, 0);
    }
  }
  EXPECT_NEAR(moved.back(), shift, 1e-5 * (1 + std::abs(shift)));
  return moved;
}

TEST(CorrectPrior, MovesTheBiasOfNoneByTheOdds) {
  const auto log_odds = [](double share) { return std::log(share / (1 - share)); };
  const std::vector<float> half = MovedBy({"0", "1", ""}, 0.5, nullptr);
  const std::vector<float> fifth = MovedBy({"0", "1", ""}, 0.2, nullptr);
  EXPECT_EQ(half[0], 0);
  EXPECT_EQ(half[1], 0);
  EXPECT_LT(half[2], 0);
  EXPECT_NEAR(half[2] / fifth[2],
              (log_odds(0.05) - log_odds(0.5)) / (log_odds(0.05) - log_odds(0.2)), 1e-3);
}

TEST(CorrectPrior, MovesNothingWhereTrainingShowsWhatUseDoes) {
  EXPECT_EQ(MovedBy({"0", "1", ""}, 0.05, nullptr), std::vector<float>(3, 0));
}

TEST(CorrectPrior, MovesNothingWithoutSuchAClass) {
  EXPECT_EQ(MovedBy({"0", "1", "2"}, 0.5, nullptr), std::vector<float>(3, 0));
}

TEST(CorrectPrior, TakesOverWhatAnotherExportMoved) {
  const GivenCalibration given = {
      .logit_scale = 2, .none_shift = -1.25, .accept = 9000, .accept_1_in_1000 = 9900};
  EXPECT_NEAR(MovedBy({"0", "1", ""}, 0.5, &given)[2], -1.25, 1e-6);
}

TEST(ReadCalibration, NamesTheFileWhereThereIsNone) {
  GivenCalibration given;
  EXPECT_NE(ReadCalibration("/no/such.dpm", &given).message().find("/no/such.dpm"),
            std::string::npos);
}

}  // namespace
}  // namespace digitpad
