#include "trainer/train/export.h"

#include <gtest/gtest.h>

#include <cmath>

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

// How far each bias of the last layer moves; nothing else may.
std::vector<float> MovedBy(const std::vector<std::string>& labels, double share) {
  FoldedNetwork folded = SmallNetwork();
  const std::vector<float> before = folded.parameters;
  const Quantizer quantizer(folded.network, {kInputStep, 0.02f, 0.02f, 0});
  const PrepSpec prep;
  const std::vector<PreparedSource> no_validation;
  const GivenCalibration given = {
      .logit_scale = 2, .accept = 9000, .accept_1_in_1000 = 9900};
  WorkerPool pool(1);
  const Exporter exporter(quantizer, labels, prep, no_validation, &given, pool);
  const Status status = exporter.CorrectPrior(share, &folded);
  EXPECT_TRUE(status.ok()) << status.message();
  const int last = static_cast<int>(folded.network.architecture().layers.size()) - 1;
  const size_t bias = folded.network.slots(last).bias;
  std::vector<float> moved;
  for (size_t i = 0; i < before.size(); ++i) {
    const float by = folded.parameters[i] - before[i];
    if (i >= bias && i < bias + labels.size()) {
      moved.push_back(by);
    } else {
      EXPECT_EQ(by, 0);
    }
  }
  return moved;
}

TEST(CorrectPrior, MovesTheBiasOfNoneByTheOddsInTheCalibratedUnit) {
  const std::vector<float> moved = MovedBy({"0", "1", ""}, 0.5);
  EXPECT_EQ(moved[0], 0);
  EXPECT_EQ(moved[1], 0);
  EXPECT_NEAR(moved[2], std::log(0.05 / 0.95) / 2, 1e-5);
}

TEST(CorrectPrior, MovesNothingWhereTrainingShowsWhatUseDoes) {
  EXPECT_NEAR(MovedBy({"0", "1", ""}, 0.05)[2], 0, 1e-6);
}

TEST(CorrectPrior, MovesNothingWithoutSuchAClass) {
  EXPECT_EQ(MovedBy({"0", "1", "2"}, 0.5), std::vector<float>(3, 0));
}

TEST(ReadCalibration, NamesTheFileWhereThereIsNone) {
  GivenCalibration given;
  EXPECT_NE(ReadCalibration("/no/such.dpm", &given).message().find("/no/such.dpm"),
            std::string::npos);
}

}  // namespace
}  // namespace digitpad
