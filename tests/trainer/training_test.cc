// Learning, from a step to the whole chain that ends in a model file.
#include "trainer/train/training.h"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "core/kernels/kernels.h"
#include "core/nn/model.h"
#include "core/nn/network.h"
#include "core/recognizer.h"
#include "tests/formats/temporary_folder.h"
#include "tests/trainer/synthetic_digits.h"
#include "trainer/data/data_folder.h"
#include "trainer/data/file.h"
#include "trainer/net/float_model.h"
#include "trainer/train/checkpoint.h"
#include "trainer/train/model_origin.h"
#include "trainer/train/negative_source.h"
#include "trainer/train/teachers.h"

namespace digitpad {
namespace {

using testing::TemporaryFolder;

constexpr size_t kMaxFile = size_t{1} << 26;

std::vector<uint8_t> FileBytes(const std::string& path) {
  std::vector<uint8_t> bytes;
  const Status status = ReadFile(path, kMaxFile, &bytes);
  EXPECT_TRUE(status.ok()) << status.message();
  return bytes;
}

// A training of seconds on synthetic strokes.
TrainOptions SmallTraining(const TemporaryFolder& folder) {
  TrainOptions options;
  options.recipe.architecture = "conv3x3x8/2, conv3x3x16/2, conv3x3x16+1, gap, dense10";
  options.recipe.channels = 1;
  options.recipe.epochs = 6;
  options.recipe.batch = 50;
  options.recipe.data.strokes = {
      folder.Write("synthetic.jsonl", testing::SyntheticStrokesFile(60, 1))};
  options.recipe.data.validation_writers = {"4"};
  options.out = folder.Path("model.dpm");
  return options;
}

Model TrainedModel(const TrainOptions& options) {
  TrainEnd end;
  const Status status = Train(options, &end);
  EXPECT_TRUE(status.ok()) << status.message();
  EXPECT_EQ(end, TrainEnd::kDone);
  Model model;
  const Status parsed = ParseModel(FileBytes(options.out), &model);
  EXPECT_TRUE(parsed.ok()) << parsed.message();
  return model;
}

// A training that fails after its last checkpoint, which stays: a folder is where its
// last file should go.
void LeaveCheckpoint(const TrainOptions& options) {
  const std::string last = options.out + ".float";
  std::filesystem::remove(last);
  std::filesystem::create_directories(last + "/in the way");
  TrainEnd end;
  const Status failed = Train(options, &end);
  EXPECT_NE(failed.message().find(last), std::string::npos) << failed.message();
  std::filesystem::remove_all(last);
}

double ValidationAccuracy(const nlohmann::json& part) {
  return part["correct"].get<double>() / part["count"].get<double>();
}

TEST(Training, LearnsSyntheticStrokes) {
  const TemporaryFolder folder;
  const TrainOptions options = SmallTraining(folder);
  const Model model = TrainedModel(options);
  const auto card = nlohmann::json::parse(model.card);
  const auto& part = card["validation"][0];
  EXPECT_EQ(part["count"], 150);
  EXPECT_GE(ValidationAccuracy(part), 0.9);
  EXPECT_LE(part["float_differs"], 5);
  EXPECT_EQ(card["recipe"]["epochs"], 6);
  EXPECT_EQ(card["data"][0]["file"], "synthetic.jsonl");
  EXPECT_EQ(model.labels.size(), 10u);
  EXPECT_FALSE(std::filesystem::exists(options.out + ".checkpoint"));

  // The figures are what whoever loads the file gets.
  std::unique_ptr<Recognizer> recognizer;
  ASSERT_TRUE(Recognizer::Create(FileBytes(options.out), "", &recognizer).ok());
  FloatModel float_model;
  ASSERT_TRUE(float_model.Load(options.out + ".float").ok());
  Dataset dataset;
  ASSERT_TRUE(LoadDataset(options.recipe.data, &dataset).ok());
  int correct = 0;
  int float_correct = 0;
  for (const Example& example : dataset.validation[0].set.examples) {
    Result result;
    ASSERT_TRUE(recognizer->Read(example.ink, ReadMode::kSingle, &result).ok());
    correct += result.text == example.label;
    const std::vector<float> logits = float_model.Predict(recognizer->input());
    const auto best = std::max_element(logits.begin(), logits.end()) - logits.begin();
    float_correct += std::to_string(best) == example.label;
  }
  EXPECT_EQ(part["correct"], correct);
  EXPECT_EQ(part["float_correct"], float_correct);
}

TEST(Training, SameSeedGivesTheSameBytesWhateverTheThreads) {
  const TemporaryFolder folder;
  TrainOptions options = SmallTraining(folder);
  options.recipe.epochs = 1;
  options.recipe.architecture =
      "conv3x3x4/2, conv3x3x8/2, gap, dense12, dropout0.2, dense10";
  options.threads = 1;
  TrainedModel(options);
  const std::vector<uint8_t> first = FileBytes(options.out);
  const std::vector<uint8_t> first_float = FileBytes(options.out + ".float");
  options.threads = 3;
  TrainedModel(options);
  EXPECT_EQ(FileBytes(options.out), first);
  EXPECT_EQ(FileBytes(options.out + ".float"), first_float);
  options.recipe.seed = 2;
  TrainedModel(options);
  EXPECT_NE(FileBytes(options.out), first);
}

TEST(Training, ResumeEndsInTheSameBytes) {
  const TemporaryFolder folder;
  TrainOptions options = SmallTraining(folder);
  options.recipe.epochs = 2;
  options.recipe.architecture = "conv3x3x4/2, conv3x3x8/2, gap, dense10";
  TrainedModel(options);
  const std::vector<uint8_t> whole = FileBytes(options.out);

  LeaveCheckpoint(options);
  options.resume = true;
  TrainEnd end;
  TrainOptions other = options;
  other.recipe.seed = 99;
  const Status refused = Train(other, &end);
  EXPECT_NE(refused.message().find("other options"), std::string::npos)
      << refused.message();
  TrainedModel(options);
  EXPECT_EQ(FileBytes(options.out), whole);
}

TEST(Training, LearnsToRefuseAndFromATeacherWhoseRecipeTheCardHas) {
  const TemporaryFolder folder;
  TrainOptions options = SmallTraining(folder);
  options.recipe.architecture = "conv3x3x8/2, conv3x3x16/2, conv3x3x16+1, gap, dense";
  options.recipe.epochs = 20;
  options.recipe.data.negatives = 800;
  options.out = folder.Path("teacher.dpm");
  const Model teacher = TrainedModel(options);
  ASSERT_EQ(teacher.labels.size(), 11u);

  options.recipe.architecture = "conv3x3x8/2, conv3x3x16/2, gap, dense";
  options.recipe.teachers = {options.out};
  options.recipe.teacher_share = 1;
  options.out = folder.Path("student.dpm");
  const Model student = TrainedModel(options);
  const auto card = nlohmann::json::parse(student.card);
  EXPECT_GE(ValidationAccuracy(card["validation"][0]), 0.9);
  EXPECT_EQ(card["recipe"]["teacher_share"], 1);
  EXPECT_EQ(card["teachers"][0]["recipe"], nlohmann::json::parse(teacher.card)["recipe"]);

  // The teacher answers as it was trained, before its own export corrected the prior.
  FloatModel exported;
  ASSERT_TRUE(exported.Load(FloatPath(folder.Path("teacher.dpm"))).ok());
  Teachers teachers;
  ASSERT_TRUE(teachers.Load(options.recipe.teachers, exported.input_shape(), 11).ok());
  const size_t none = exported.network().last_bias() + 10;
  EXPECT_FLOAT_EQ(teachers.models()[0].parameters()[none],
                  exported.parameters()[none] -
                      nlohmann::json::parse(teacher.card)["none_shift"].get<float>());

  // Things that are no digits, other ones than it learned from.
  Dataset dataset;
  ASSERT_TRUE(LoadDataset(options.recipe.data, &dataset).ok());
  const NegativeSource negatives(dataset, options.recipe.data);
  Augmenter augmenter(student.prep);
  Network network(std::make_shared<Model>(student), BestKernels());
  std::vector<uint8_t> input(InputShape(student.prep).size());
  std::vector<int32_t> logits(student.labels.size());
  int refused = 0;
  for (uint64_t n = 0; n < 100; ++n) {
    Random random({99, n});
    negatives.Draw(n, &random, &augmenter, input);
    network.Run(input, logits);
    refused += std::ranges::max_element(logits) - logits.begin() == negatives.label();
  }
  // Few samples validate here, and what they leave in doubt the rarity of such things in
  // use decides: 55. Without that doubt it would be more than 60.
  EXPECT_GE(refused, 50);
}

TEST(Training, TakesOverTheCalibrationOfAModelThatPutDataAside) {
  const TemporaryFolder folder;
  TrainOptions options = SmallTraining(folder);
  options.recipe.data.negatives = 100;
  options.recipe.architecture = "conv3x3x8/2, conv3x3x16/2, gap, dense";
  const Model first = TrainedModel(options);
  const auto card = nlohmann::json::parse(first.card);
  options.recipe.calibration = options.out;
  options.recipe.data.validation_writers = {};
  options.out = folder.Path("all.dpm");
  const Model second = TrainedModel(options);
  EXPECT_EQ(second.calibration.accept, first.calibration.accept);
  EXPECT_EQ(second.calibration.accept_1_in_1000, first.calibration.accept_1_in_1000);
  const auto second_card = nlohmann::json::parse(second.card);
  EXPECT_EQ(second_card["logit_scale"], card["logit_scale"]);
  EXPECT_EQ(second_card["none_shift"], card["none_shift"]);
  EXPECT_NE(card["none_shift"], 0);
  EXPECT_EQ(second_card["calibration"]["recipe"], card["recipe"]);
  EXPECT_TRUE(second_card["validation"].empty());
}

TEST(Training, RefusesATeacherOfOtherClasses) {
  const TemporaryFolder folder;
  TrainOptions options = SmallTraining(folder);
  options.recipe.epochs = 1;
  TrainedModel(options);
  options.recipe.teachers = {options.out};
  options.recipe.architecture = "conv3x3x8/2, gap, dense";
  options.recipe.data.negatives = 10;
  options.out = folder.Path("student.dpm");
  TrainEnd end;
  EXPECT_EQ(Train(options, &end).message(),
            options.recipe.teachers[0] +
                ": a teacher must have the network's input and classes");
}

TEST(Training, RefusesACheckpointOfOtherSizes) {
  const TemporaryFolder folder;
  TrainOptions options = SmallTraining(folder);
  options.recipe.epochs = 1;
  options.recipe.quantized_epochs = 0;
  options.recipe.architecture = "conv3x3x4/2, gap, dense10";
  LeaveCheckpoint(options);
  options.resume = true;
  const std::string path = options.out + ".checkpoint";
  Checkpoint good;
  ASSERT_TRUE(LoadCheckpoint(path, &good).ok());
  const auto expect_refused = [&](const Checkpoint& bad, const std::string& reason) {
    ASSERT_TRUE(SaveCheckpoint(path, bad).ok());
    TrainEnd end;
    const Status status = Train(options, &end);
    EXPECT_EQ(status.message(), path + ": " + reason);
    EXPECT_EQ(end, TrainEnd::kDone);
  };

  const std::string sizes = "its arrays do not have the network's sizes";
  for (const auto array :
       {&Learner::State::parameters, &Learner::State::statistics,
        &Learner::State::average_parameters, &Learner::State::average_statistics}) {
    Checkpoint bad = good;
    (bad.state.*array).clear();
    expect_refused(bad, sizes);
  }
  for (const auto array : {&AdamState::mean, &AdamState::square}) {
    Checkpoint bad = good;
    (bad.state.optimizer.*array).clear();
    expect_refused(bad, sizes);
  }
  for (const int epochs : {-1, 2}) {
    Checkpoint bad = good;
    bad.point.phase = Phase::kFloat;
    bad.point.epoch = epochs;
    expect_refused(bad, std::to_string(epochs) + " epochs done of 1");
  }
  Checkpoint bad = good;
  bad.point.step = 1000;
  expect_refused(bad, "1000 steps done of 36");
  bad = good;
  bad.best.epoch = 0;
  expect_refused(bad, sizes);
  bad = good;
  bad.metrics = "what";
  expect_refused(bad, "its metrics are no JSON Lines");
}

TEST(Training, StopsWithADiagnosisWhenTheLossIsNoNumber) {
  const TemporaryFolder folder;
  TrainOptions options = SmallTraining(folder);
  options.recipe.architecture = "conv3x3x8/2 plain, conv3x3x8/2 plain, dense10";
  // With a batch of all examples the only step's loss is still a number.
  for (const int batch : {50, 1800}) {
    options.recipe.batch = batch;
    options.recipe.epochs = batch == 50 ? 6 : 1;
    options.recipe.quantized_epochs = 0;
    options.recipe.learning_rate = batch == 50 ? 1e18f : INFINITY;
    TrainEnd end;
    const Status status = Train(options, &end);
    EXPECT_EQ(end, TrainEnd::kDiverged);
    EXPECT_NE(status.message().find("a learning rate below"), std::string::npos)
        << status.message();
    EXPECT_FALSE(std::filesystem::exists(options.out));
  }
}

TEST(Training, RefusesABadNetworkBeforeItStarts) {
  const TemporaryFolder folder;
  TrainOptions options = SmallTraining(folder);
  options.recipe.architecture = "conv3x3x8, dense9";
  TrainEnd end;
  const Status status = Train(options, &end);
  EXPECT_EQ(end, TrainEnd::kDone);
  EXPECT_NE(status.message().find("dense10"), std::string::npos) << status.message();
}

TEST(Training, RefusesANetworkThatNoModelFileHoldsBeforeItStarts) {
  const TemporaryFolder folder;
  TrainOptions options = SmallTraining(folder);
  TrainEnd end;
  options.recipe.architecture = "conv5x5x300, conv5x5x450, gap, dense10";
  EXPECT_EQ(Train(options, &end).message(), "network: layer 1: the network is too large");
  options.recipe.architecture = "conv5x5x32, dense4096, dense10";
  EXPECT_NE(Train(options, &end).message().find("bytes of a model file"),
            std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(options.out + ".checkpoint"));
}

TEST(Training, RefusesAPlaceItCannotWriteBeforeItStarts) {
  const TemporaryFolder folder;
  TrainOptions options = SmallTraining(folder);
  TrainEnd end;
  options.out = folder.Path("missing/model.dpm");
  EXPECT_EQ(Train(options, &end).message(),
            options.out + ": cannot write: No such file or directory");
  options.out = folder.Path("");
  EXPECT_EQ(Train(options, &end).message(), options.out + ": is a directory");
}

TEST(Training, ReachesItsFloorOnTheRealData) {
  std::string data;
  if (!FindDataFolder(&data).ok()) {
    GTEST_SKIP()
        << "NO DATA FOLDER: the short training on MNIST and pen data was not run";
  }
  const TemporaryFolder folder;
  TrainOptions options;
  options.recipe.architecture =
      "conv3x3x8/2, conv3x3x16, conv3x3x32/2, conv3x3x32, gap, dense10";
  options.recipe.epochs = 3;
  options.recipe.batch = 64;
  options.recipe.data.mnist = data + "/mnist";
  options.recipe.data.strokes = {data + "/" + std::string(kPenStrokes)};
  options.recipe.data.strokes_repeat = 1;
  options.recipe.data.validation_writers = {"3", "9", "18", "27"};
  options.recipe.data.excluded_writers = {"5", "10", "15", "20", "25", "30"};
  options.recipe.data.limit = 5000;
  options.out = folder.Path("model.dpm");
  const auto card = nlohmann::json::parse(TrainedModel(options).card);
  ASSERT_EQ(card["validation"].size(), 2u);
  for (const auto& part : card["validation"]) {
    EXPECT_GE(ValidationAccuracy(part), 0.95) << part.dump();
    EXPECT_LE(part["float_differs"].get<int>(), part["count"].get<int>() / 100);
  }
}

Learner::State SomeState() {
  Learner::State state;
  state.parameters = {1, 2, 3};
  state.statistics = {4};
  state.average_parameters = {5, 6, 7};
  state.average_statistics = {8};
  state.optimizer = {uint64_t{1} << 40, {9, 10, 11}, {12, 13, 14}};
  return state;
}

Checkpoint SomeCheckpoint() {
  Checkpoint checkpoint;
  checkpoint.recipe = "recipe";
  checkpoint.point = {.phase = Phase::kInt8,
                      .epoch = 3,
                      .step = uint64_t{1} << 33,
                      .sum = {0.1, 5},
                      .epoch_seconds = 2,
                      .seconds = 1e6};
  checkpoint.ended_by = "patience";
  checkpoint.state = SomeState();
  checkpoint.rounded_state.parameters = {20};
  checkpoint.best = {1, 99, {}, {21}};
  checkpoint.metrics = "{}\n";
  return checkpoint;
}

TEST(Checkpoint, IsReadBackAsItWas) {
  const TemporaryFolder folder;
  const std::string path = folder.Path("c");
  ASSERT_TRUE(SaveCheckpoint(path, SomeCheckpoint()).ok());
  Checkpoint read;
  ASSERT_TRUE(LoadCheckpoint(path, &read).ok());
  EXPECT_EQ(read.recipe, "recipe");
  EXPECT_EQ(read.point.phase, Phase::kInt8);
  EXPECT_EQ(read.point.epoch, 3);
  EXPECT_EQ(read.point.step, uint64_t{1} << 33);
  EXPECT_EQ(read.point.sum.loss, 0.1);
  EXPECT_EQ(read.point.sum.correct, 5);
  EXPECT_EQ(read.point.seconds, 1e6);
  EXPECT_EQ(read.ended_by, "patience");
  EXPECT_EQ(read.state.average_parameters, SomeState().average_parameters);
  EXPECT_EQ(read.state.optimizer.steps, SomeState().optimizer.steps);
  EXPECT_EQ(read.state.optimizer.square, SomeState().optimizer.square);
  EXPECT_EQ(read.rounded_state.parameters, std::vector<float>{20});
  EXPECT_EQ(read.best.correct, 99);
  EXPECT_EQ(read.best.average_statistics, std::vector<float>{21});
  EXPECT_EQ(read.metrics, "{}\n");
}

TEST(Checkpoint, RefusesDamage) {
  const TemporaryFolder folder;
  const std::string path = folder.Path("c");
  ASSERT_TRUE(SaveCheckpoint(path, SomeCheckpoint()).ok());
  const std::vector<uint8_t> good = FileBytes(path);
  Checkpoint read;
  for (size_t size = 0; size < good.size(); size += 7) {
    ASSERT_TRUE(WriteFileAtomically(path, std::span(good).first(size)).ok());
    const Status status = LoadCheckpoint(path, &read);
    EXPECT_FALSE(status.ok()) << size;
    EXPECT_NE(status.message().find(path), std::string::npos) << status.message();
  }
  std::vector<uint8_t> flipped = good;
  flipped[good.size() / 2] ^= 1;
  ASSERT_TRUE(WriteFileAtomically(path, flipped).ok());
  EXPECT_FALSE(LoadCheckpoint(path, &read).ok());
  EXPECT_TRUE(read.recipe.empty());
}

}  // namespace
}  // namespace digitpad
