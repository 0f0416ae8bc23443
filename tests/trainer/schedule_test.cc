// How long epochs go on and how the learning rate moves, by steps and by the clock; and
// what is written of them.
#include "trainer/train/schedule.h"

#include <gtest/gtest.h>

#include "tests/formats/temporary_folder.h"
#include "trainer/data/file.h"
#include "trainer/train/metrics.h"

namespace digitpad {
namespace {

using testing::TemporaryFolder;

Recipe TenEpochs() {
  Recipe recipe;
  recipe.epochs = 8;
  recipe.quantized_epochs = 2;
  recipe.calm_epochs = 2;
  recipe.learning_rate = 1;
  return recipe;
}

TEST(Schedule, FollowsTheStepsAloneWithoutATime) {
  const Recipe recipe = TenEpochs();
  const Schedule schedule(recipe, 100);
  for (const double seconds : {0.0, 1e9}) {
    EXPECT_FLOAT_EQ(schedule.LearningRate(Phase::kFloat, 240, seconds), 1);
    EXPECT_LT(schedule.LearningRate(Phase::kFloat, 799, seconds), 1e-4f);
    EXPECT_FLOAT_EQ(schedule.LearningRate(Phase::kInt8, 0, seconds), 0.005f);
    EXPECT_FALSE(schedule.IsTimeUp(Phase::kFloat, seconds));
    EXPECT_FALSE(schedule.IsCalm(Phase::kFloat, 5, seconds));
    EXPECT_TRUE(schedule.IsCalm(Phase::kFloat, 6, seconds));
    EXPECT_TRUE(schedule.IsCalm(Phase::kInt8, 0, seconds));
  }
}

TEST(Schedule, TheClockRunsAheadWhereThereIsATime) {
  Recipe recipe = TenEpochs();
  recipe.max_seconds = 1000;  // 800 for the float epochs
  const Schedule schedule(recipe, 100);
  EXPECT_FLOAT_EQ(schedule.LearningRate(Phase::kFloat, 0, 240), 1);
  EXPECT_FLOAT_EQ(schedule.LearningRate(Phase::kFloat, 240, 0), 1);
  EXPECT_LT(schedule.LearningRate(Phase::kFloat, 3, 799), 1e-4f);
  EXPECT_LT(schedule.LearningRate(Phase::kFloat, 3, 5000), 1e-4f);
  EXPECT_FALSE(schedule.IsTimeUp(Phase::kFloat, 799));
  EXPECT_TRUE(schedule.IsTimeUp(Phase::kFloat, 800));
  EXPECT_TRUE(schedule.IsCalm(Phase::kFloat, 1, 600));
  EXPECT_FALSE(schedule.IsCalm(Phase::kFloat, 1, 599));
  // What the float epochs did not need is not theirs: rounding has its own share.
  EXPECT_FLOAT_EQ(schedule.LearningRate(Phase::kInt8, 0, 300), 0.005f);
  EXPECT_FALSE(schedule.IsTimeUp(Phase::kInt8, 999));
  EXPECT_TRUE(schedule.IsTimeUp(Phase::kInt8, 1000));
}

TEST(Schedule, LeavesTimeForTheRoundingHoweverManyEpochsThereAre) {
  Recipe recipe;
  recipe.epochs = 1000;
  recipe.quantized_epochs = 1;
  recipe.max_seconds = 100;
  const Schedule schedule(recipe, 100);
  EXPECT_FALSE(schedule.IsTimeUp(Phase::kFloat, 89));
  EXPECT_TRUE(schedule.IsTimeUp(Phase::kFloat, 90.1));
  EXPECT_FALSE(schedule.IsTimeUp(Phase::kInt8, 99));
  EXPECT_TRUE(schedule.IsTimeUp(Phase::kInt8, 100));
  recipe.quantized_epochs = 0;
  EXPECT_FALSE(Schedule(recipe, 100).IsTimeUp(Phase::kFloat, 99.9));
}

TEST(Schedule, FallsOrStaysWhereTheRecipeWantsThat) {
  Recipe recipe = TenEpochs();
  recipe.schedule = RateSchedule::kCosine;
  EXPECT_FLOAT_EQ(Schedule(recipe, 100).LearningRate(Phase::kFloat, 0, 0), 1);
  EXPECT_FLOAT_EQ(Schedule(recipe, 100).LearningRate(Phase::kFloat, 400, 0), 0.5f);
  EXPECT_NEAR(Schedule(recipe, 100).LearningRate(Phase::kFloat, 800, 0), 0, 1e-6f);
  recipe.schedule = RateSchedule::kConstant;
  for (const uint64_t step : {0, 400, 799}) {
    EXPECT_EQ(Schedule(recipe, 100).LearningRate(Phase::kFloat, step, 0), 1);
  }
  // Rounding is always learned with a rate that falls.
  EXPECT_LT(Schedule(recipe, 100).LearningRate(Phase::kInt8, 199, 0), 1e-4f);
}

std::string TextOf(const std::string& path) {
  std::vector<uint8_t> bytes;
  EXPECT_TRUE(ReadFile(path, 1 << 20, &bytes).ok());
  return {bytes.begin(), bytes.end()};
}

TEST(Metrics, AreTheSameAfterTheyWereKeptAndWrittenAgain) {
  const TemporaryFolder folder;
  Metrics metrics(folder.Path("m"));
  ASSERT_TRUE(metrics.Write().ok());
  MetricsRow row = {.phase = "float", .epoch = 1, .part = "a, \"b\"", .count = 3};
  row.correct = 2;
  ASSERT_TRUE(metrics.Add(row).ok());
  row.learning = {.loss = 0.25, .rate = 0.1f, .images_per_s = 10, .seconds = 1.0004};
  ASSERT_TRUE(metrics.Add(row).ok());
  const std::string lines = TextOf(folder.Path("m.jsonl"));
  const std::string csv = TextOf(folder.Path("m.csv"));
  EXPECT_EQ(csv,
            "phase,epoch,part,count,correct,accuracy,loss,learning_rate,images_per_s,"
            "seconds\n"
            "float,1,\"a, \"\"b\"\"\",3,2,0.666667,,,,\n"
            "float,1,\"a, \"\"b\"\"\",3,2,0.666667,0.25,0.1,10.0,1.0\n");

  Metrics resumed(folder.Path("m"));
  ASSERT_TRUE(resumed.Restore(metrics.Text()).ok());
  // A kill in the middle of a line.
  ASSERT_TRUE(AppendLine(folder.Path("m.jsonl"), "{\"phase\":\"flo").ok());
  ASSERT_TRUE(resumed.Write().ok());
  EXPECT_EQ(TextOf(folder.Path("m.jsonl")), lines);
  EXPECT_EQ(TextOf(folder.Path("m.csv")), csv);
}

}  // namespace
}  // namespace digitpad
