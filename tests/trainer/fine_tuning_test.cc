// Going on from a trained model, with its float network or from its integers.
#include "trainer/train/fine_tuning.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <numeric>

#include "core/nn/softmax.h"
#include "core/recognizer.h"
#include "tests/formats/temporary_folder.h"
#include "tests/trainer/synthetic_digits.h"
#include "trainer/data/examples.h"
#include "trainer/data/file.h"
#include "trainer/net/dequantize.h"
#include "trainer/net/float_model.h"
#include "trainer/train/model_origin.h"
#include "trainer/train/training.h"
#include "weights/embedded.h"

namespace digitpad {
namespace {

using testing::TemporaryFolder;

FloatNetwork MakeNetwork(const std::string& text, int classes) {
  Architecture architecture;
  const Status status = ParseArchitecture(text, {28, 28, 1}, classes, &architecture);
  EXPECT_TRUE(status.ok()) << status.message();
  return FloatNetwork(std::move(architecture));
}

std::vector<float> Numbered(size_t count, float first) {
  std::vector<float> numbers(count);
  std::iota(numbers.begin(), numbers.end(), first);
  return numbers;
}

TEST(FineTuning, BeginsWithTheNumbersOfLabelsThatBothHave) {
  const FloatNetwork from = MakeNetwork("conv3x3x4/2 plain, gap, dense3", 3);
  BaseModel base;
  base.labels = {"a", "b", "c"};
  base.network = FoldedNetwork{from, Numbered(from.parameter_count(), 1)};
  EXPECT_EQ(ArchitectureOf(base), "conv3x3x4/2 plain, gap, dense");

  const std::vector<std::string> labels = {"c", "new", "a"};
  const FloatNetwork to = MakeNetwork(ArchitectureOf(base), 3);
  std::vector<float> parameters(to.parameter_count(), -1);
  BeginWith(base, labels, to, parameters);
  const LayerSlots& last = to.slots(2);
  for (size_t i = 0; i < last.weights; ++i) EXPECT_EQ(parameters[i], 1 + i);
  for (size_t i = 0; i < 4; ++i) {
    const float row = 1 + static_cast<float>(last.weights + i * 3);
    EXPECT_EQ(parameters[last.weights + i * 3 + 0], row + 2);  // c
    EXPECT_EQ(parameters[last.weights + i * 3 + 1], -1);       // as it was
    EXPECT_EQ(parameters[last.weights + i * 3 + 2], row);      // a
  }
  const float bias = 1 + static_cast<float>(last.bias);
  EXPECT_EQ(parameters[last.bias + 0], bias + 2);
  EXPECT_EQ(parameters[last.bias + 1], -1);
  EXPECT_EQ(parameters[last.bias + 2], bias);
}

TEST(FineTuning, CountsLayersWithWeightsFromTheEnd) {
  const FloatNetwork network =
      MakeNetwork("conv3x3x4/2 plain, maxpool2, conv3x3x8 plain, gap, dense10", 10);
  EXPECT_EQ(CountBefore(network, 0), network.parameter_count());
  EXPECT_EQ(CountBefore(network, 1), network.slots(4).weights);
  EXPECT_EQ(CountBefore(network, 2), network.slots(2).weights);
  EXPECT_EQ(CountBefore(network, 3), 0u);
  EXPECT_EQ(CountBefore(network, 100), 0u);
}

TEST(FineTuning, AnIntegerNetworkAnswersMuchTheSameAsAFloatOne) {
  Model model;
  ASSERT_TRUE(ParseModel(EmbeddedModel(), &model).ok());
  std::optional<FoldedNetwork> folded;
  const Status status = Dequantize(model, &folded);
  ASSERT_TRUE(status.ok()) << status.message();
  const FloatModel network(folded->network, folded->parameters);
  std::unique_ptr<Recognizer> recognizer;
  ASSERT_TRUE(Recognizer::Create(EmbeddedModel(), "", &recognizer).ok());
  ExampleSet set;
  ASSERT_TRUE(LoadStrokeExamples("tests/data/authored.jsonl", &set).ok());
  for (const Example& example : set.examples) {
    Result result;
    ASSERT_TRUE(recognizer->Read(example.ink, ReadMode::kSingle, &result).ok());
    const std::vector<float> logits = network.Predict(recognizer->input());
    const auto integers = recognizer->logits();
    // Activations are clipped in one of them, so the other's logits are larger.
    double product = 0, floats = 0, whole = 0;
    for (size_t c = 0; c < logits.size(); ++c) {
      product += double{logits[c]} * integers[c];
      floats += double{logits[c]} * logits[c];
      whole += double{1} * integers[c] * integers[c];
    }
    EXPECT_GE(product / std::sqrt(floats * whole), 0.97) << example.label;
    EXPECT_EQ(std::ranges::max_element(logits) - logits.begin(),
              std::ranges::max_element(integers) - integers.begin());
  }
}

TEST(FineTuning, RefusesAnIntegerNetworkThatIsNoChain) {
  Model model;
  ASSERT_TRUE(ParseModel(EmbeddedModel(), &model).ok());
  model.layers[3].input = 2;
  std::optional<FoldedNetwork> folded;
  EXPECT_EQ(Dequantize(model, &folded).code(), StatusCode::kUnsupported);
}

TrainOptions SmallTraining(const TemporaryFolder& folder, uint64_t seed) {
  TrainOptions options;
  options.recipe.architecture = "conv3x3x8/2, conv3x3x16/2, gap, dense";
  options.recipe.channels = 1;
  options.recipe.epochs = 3;
  options.recipe.batch = 50;
  options.recipe.data.strokes = {
      folder.Write("synthetic.jsonl", testing::SyntheticStrokesFile(60, seed))};
  options.recipe.data.validation_writers = {"4"};
  return options;
}

void TrainTo(const std::string& path, TrainOptions options) {
  options.out = path;
  TrainEnd end;
  const Status status = Train(options, &end);
  ASSERT_TRUE(status.ok()) << status.message();
}

std::vector<float> FloatsOf(const std::string& path) {
  FloatModel model;
  const Status status = model.Load(FloatPath(path));
  EXPECT_TRUE(status.ok()) << status.message();
  return {model.parameters().begin(), model.parameters().end()};
}

double AccuracyOf(const std::string& path) {
  nlohmann::ordered_json card;
  EXPECT_TRUE(ReadCard(path, &card).ok());
  const auto& part = card["validation"][0];
  return part["correct"].get<double>() / part["count"].get<double>();
}

TEST(FineTuning, LeavesAllButTheLastLayersAsTheyAre) {
  const TemporaryFolder folder;
  const std::string base = folder.Path("base.dpm");
  TrainOptions options = SmallTraining(folder, 1);
  TrainTo(base, options);
  options.recipe.fine_tune = base;
  options.recipe.train_last = 1;
  options.recipe.epochs = 1;
  const std::string tuned = folder.Path("tuned.dpm");
  TrainTo(tuned, options);
  const std::vector<float> before = FloatsOf(base);
  const std::vector<float> after = FloatsOf(tuned);
  ASSERT_EQ(before.size(), after.size());
  const size_t last = 16 * 10 + 10;
  EXPECT_TRUE(std::equal(before.begin(), before.end() - last, after.begin()));
  EXPECT_FALSE(std::equal(before.end() - last, before.end(), after.end() - last));

  nlohmann::ordered_json card;
  ASSERT_TRUE(ReadCard(tuned, &card).ok());
  EXPECT_EQ(card["recipe"]["train_last"], 1);
  EXPECT_EQ(card["fine_tuned"]["recipe"]["epochs"], 3);
  EXPECT_TRUE(card["fine_tuned"].contains("float_sha256"));
}

TEST(FineTuning, KnowsFromTheFirstEpochOnWhatItsModelKnew) {
  const TemporaryFolder folder;
  const std::string base = folder.Path("base.dpm");
  TrainOptions options = SmallTraining(folder, 1);
  options.recipe.epochs = 10;
  TrainTo(base, options);
  ASSERT_GE(AccuracyOf(base), 0.85);
  options.recipe.epochs = 1;
  options.recipe.learning_rate = 1e-4f;
  TrainTo(folder.Path("new.dpm"), options);
  options.recipe.fine_tune = base;
  TrainTo(folder.Path("tuned.dpm"), options);
  EXPECT_GE(AccuracyOf(folder.Path("tuned.dpm")), 0.8);
  EXPECT_LE(AccuracyOf(folder.Path("new.dpm")), 0.6);
  // Without its float network the integers will do.
  std::filesystem::remove(FloatPath(base));
  TrainTo(folder.Path("tuned.dpm"), options);
  EXPECT_GE(AccuracyOf(folder.Path("tuned.dpm")), 0.8);
  nlohmann::ordered_json card;
  ASSERT_TRUE(ReadCard(folder.Path("tuned.dpm"), &card).ok());
  EXPECT_TRUE(card["fine_tuned"].contains("model_sha256"));
}

TEST(FineTuning, NamesTheModelThatIsBad) {
  const TemporaryFolder folder;
  const std::string base = folder.Write("base.dpm", "no model");
  TrainOptions options = SmallTraining(folder, 1);
  options.recipe.fine_tune = base;
  options.out = folder.Path("tuned.dpm");
  TrainEnd end;
  const Status status = Train(options, &end);
  EXPECT_EQ(status.message().find(base), 0u) << status.message();
}

}  // namespace
}  // namespace digitpad
