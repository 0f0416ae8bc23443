// The shipped model's file against damage, and its golden answers against damage that was
// sealed with good checksums.
#include "core/golden_answers.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "core/recognizer.h"
#include "tests/core/test_models.h"
#include "weights/embedded.h"

namespace digitpad {
namespace {

using testing::MakeModel;
using testing::Random;

Model Shipped() {
  Model model;
  EXPECT_TRUE(ParseModel(EmbeddedModel(), &model).ok());
  return model;
}

Status Load(const Model& model) {
  std::unique_ptr<Recognizer> recognizer;
  return Recognizer::Create(SerializeModel(model), "", &recognizer);
}

std::string Reading(Recognizer* recognizer) {
  Result result;
  std::string json;
  EXPECT_TRUE(
      recognizer->Read({{{10, 10}, {40, 12}, {28, 60}}}, ReadMode::kSingle, &result)
          .ok());
  AppendJson(result, &json);
  return json;
}

TEST(GoldenAnswers, AreInTheShippedModelAndEveryKernelGivesThem) {
  const Model model = Shipped();
  ASSERT_EQ(model.golden_answers.size(), kGoldenDrawings * model.labels.size());
  for (const char* name :
       {"portable", "avx2", "avx512vnni", "neon", "wasm_simd128", "wasm_relaxed"}) {
    std::unique_ptr<Recognizer> recognizer;
    const Status status = Recognizer::Create(EmbeddedModel(), name, &recognizer);
    EXPECT_TRUE(status.ok() || FindKernels(name) == nullptr) << status.message();
  }
}

TEST(GoldenAnswers, OfAllDrawingsDiffer) {
  const Model model = Shipped();
  const size_t classes = model.labels.size();
  for (size_t a = 0; a < model.golden_answers.size(); a += classes) {
    for (size_t b = 0; b < a; b += classes) {
      EXPECT_FALSE(std::equal(&model.golden_answers[a],
                              &model.golden_answers[a] + classes,
                              &model.golden_answers[b]));
    }
  }
}

TEST(GoldenAnswers, OfAModelThatHasNoneAreAdded) {
  for (const int channels : {1, 5}) {
    Model model = MakeModel(channels, 7);
    EXPECT_TRUE(Load(model).ok());
    AddGoldenAnswers(&model);
    EXPECT_EQ(model.golden_answers.size(), kGoldenDrawings * model.labels.size());
    EXPECT_TRUE(Load(model).ok());
  }
}

TEST(GoldenAnswers, OtherThanTheNetworksAreRefused) {
  Model model = Shipped();
  for (int32_t& logit : model.golden_answers) {
    logit ^= 1;
    const Status status = Load(model);
    EXPECT_EQ(status.code(), StatusCode::kInvalid);
    EXPECT_NE(status.message().find("golden answers"), std::string::npos);
    logit ^= 1;
  }
}

TEST(GoldenAnswers, AreWholeRowsAndNotTooMany) {
  Model model = MakeModel(1, 7);
  AddGoldenAnswers(&model);
  model.golden_answers.push_back(0);
  EXPECT_NE(Load(model).message().find("answers: "), std::string::npos);
  model.golden_answers.resize((kGoldenDrawings + 1) * model.labels.size());
  EXPECT_NE(Load(model).message().find("answers: "), std::string::npos);
}

// A single bit of a single weight, four of five times (measured); most damage is larger.
TEST(GoldenAnswers, ShowDamageThatWasSealedWithGoodChecksums) {
  Model model = Shipped();
  Random random(9);
  int refused = 0;
  for (int left = 100; left > 0;) {
    std::vector<int8_t>& weights =
        model.layers[random.Next() % model.layers.size()].weights_i8;
    if (weights.empty()) continue;
    --left;
    int8_t& weight = weights[random.Next() % weights.size()];
    const int8_t intact = weight;
    weight = static_cast<int8_t>(weight ^ (1 << random.Between(0, 7)));
    refused += Load(model).ok() ? 0 : 1;
    weight = intact;
  }
  EXPECT_TRUE(Load(model).ok());
  EXPECT_GE(refused, 70);
}

// Every bit where the environment has DIGITPAD_EVERY_BIT, which takes minutes; otherwise
// those of each field of the header and of the table, and every 1,009th.
TEST(ShippedModel, IsRefusedWithAnyBitFlippedOrCutShortAndTheOneInUseStays) {
  const std::span<const uint8_t> shipped = EmbeddedModel();
  std::unique_ptr<Recognizer> recognizer;
  ASSERT_TRUE(Recognizer::Create(shipped, "", &recognizer).ok());
  const Recognizer* in_use = recognizer.get();
  const std::string before = Reading(recognizer.get());

  constexpr size_t kAllOf = 256;
  const size_t step = std::getenv("DIGITPAD_EVERY_BIT") != nullptr ? 1 : 1009;
  std::vector<uint8_t> file(shipped.begin(), shipped.end());
  for (size_t bit = 0; bit < file.size() * 8; bit += bit < kAllOf * 8 ? 1 : step) {
    file[bit / 8] ^= static_cast<uint8_t>(1 << bit % 8);
    ASSERT_FALSE(Recognizer::Create(file, "", &recognizer).ok()) << "bit " << bit;
    file[bit / 8] ^= static_cast<uint8_t>(1 << bit % 8);
  }
  for (size_t size = 0; size < file.size(); size += size < kAllOf ? 1 : step) {
    ASSERT_FALSE(Recognizer::Create(shipped.first(size), "", &recognizer).ok()) << size;
  }
  EXPECT_EQ(recognizer.get(), in_use);
  EXPECT_EQ(Reading(recognizer.get()), before);
}

}  // namespace
}  // namespace digitpad
