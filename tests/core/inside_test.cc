#include "core/inside.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

#include "core/prep/normalizer.h"
#include "core/recognizer.h"
#include "tests/core/test_models.h"

namespace digitpad {
namespace {

// Three strokes far apart.
const Ink kRow = {{{10, 10}, {40, 90}}, {{200, 10}, {190, 90}}, {{400, 12}, {440, 80}}};

class InsideTest : public ::testing::Test {
 protected:
  InsideTest() {
    const auto file = SerializeModel(testing::MakeModel(5, 3));
    EXPECT_TRUE(Recognizer::Create(file, "", &recognizer_).ok());
    options_.mode = ReadMode::kNumber;
  }

  void Read(Ink ink) {
    ink_ = std::move(ink);
    ASSERT_TRUE(recognizer_->Read(ink_, options_, &result_).ok());
  }

  std::vector<uint8_t> Normalized(const Ink& ink) const {
    std::vector<uint8_t> input(28 * 28 * 5);
    Normalizer().Normalize(ink, recognizer_->model().prep, input);
    return input;
  }

  std::vector<int32_t> Logits() const {
    return {recognizer_->logits().begin(), recognizer_->logits().end()};
  }

  // The probabilities of a reading's digit are those of what is seen inside of it.
  void ExpectSame(const Digit& digit) {
    const auto& labels = recognizer_->model().labels;
    for (const Alternative& each : digit.alternatives) {
      const auto at = std::find(labels.begin(), labels.end(), each.label);
      ASSERT_NE(at, labels.end());
      EXPECT_EQ(inside_.probabilities[static_cast<size_t>(at - labels.begin())],
                each.confidence);
    }
  }

  std::unique_ptr<Recognizer> recognizer_;
  ReadOptions options_;
  Ink ink_;
  Result result_;
  Inside inside_;
};

TEST_F(InsideTest, ASymbolShowsWhatItWasReadFrom) {
  options_.mode = ReadMode::kSingle;
  Read(kRow);
  const std::vector<int32_t> logits = Logits();
  ASSERT_TRUE(recognizer_->LookInside(0, &inside_));
  EXPECT_EQ(inside_.input, Normalized(kRow));
  EXPECT_EQ(inside_.logits, logits);
  ExpectSame(result_.digits[0]);
  EXPECT_FALSE(recognizer_->LookInside(1, &inside_));
}

TEST_F(InsideTest, EachDigitOfANumberShowsItsOwnInk) {
  Read(kRow);
  ASSERT_EQ(result_.digits.size(), 3u);
  const std::vector<int32_t> logits = Logits();
  bool seen = false;
  for (const size_t i : {2u, 0u, 1u}) {
    ASSERT_TRUE(recognizer_->LookInside(i, &inside_));
    EXPECT_EQ(inside_.input, Normalized({kRow[i]}));
    ExpectSame(result_.digits[i]);
    seen |= inside_.logits == logits;
  }
  // The reading's logits are those of the digit that is least sure, and stay.
  EXPECT_TRUE(seen);
  EXPECT_EQ(Logits(), logits);
  EXPECT_FALSE(recognizer_->LookInside(3, &inside_));
}

TEST_F(InsideTest, TheDigitsThatRulesChooseShowTheirInk) {
  options_.rules.min_length = options_.rules.max_length = 3;
  Read(kRow);
  ASSERT_EQ(result_.digits.size(), 3u);
  ASSERT_TRUE(recognizer_->LookInside(1, &inside_));
  EXPECT_EQ(inside_.input, Normalized({kRow[1]}));
}

TEST_F(InsideTest, ACellShowsItsInkAndAnEmptyOneNothing) {
  options_.mode = ReadMode::kBoxes;
  options_.cells = EqualCells({0, 0, 480, 100}, 3);
  const Stroke second = {{80, 10}, {90, 80}};
  Read({kRow[0], kRow[2], second});
  ASSERT_TRUE(recognizer_->LookInside(0, &inside_));
  EXPECT_EQ(inside_.input, Normalized({kRow[0], second}));
  ExpectSame(result_.digits[0]);
  EXPECT_FALSE(recognizer_->LookInside(1, &inside_));
  EXPECT_EQ(inside_.input, Normalized({kRow[0], second}));
  ASSERT_TRUE(recognizer_->LookInside(2, &inside_));
  EXPECT_EQ(inside_.input, Normalized({kRow[2]}));
  EXPECT_FALSE(recognizer_->LookInside(3, &inside_));
}

TEST_F(InsideTest, ASignShowsNothing) {
  options_.rules.decimal = true;
  Read({kRow[0], {{100, 89}, {101, 90}}, kRow[1]});
  const auto is_sign = [](const Digit& digit) { return digit.label == "."; };
  const auto sign = std::find_if(result_.digits.begin(), result_.digits.end(), is_sign);
  ASSERT_NE(sign, result_.digits.end());
  EXPECT_FALSE(recognizer_->LookInside(static_cast<size_t>(sign - result_.digits.begin()),
                                       &inside_));
}

TEST_F(InsideTest, ThereIsNothingToSeeWithoutAReading) {
  EXPECT_FALSE(recognizer_->LookInside(0, &inside_));
  Read(kRow);
  Read({});
  EXPECT_FALSE(recognizer_->LookInside(0, &inside_));
}

TEST_F(InsideTest, EveryLayerHasItsActivations) {
  Read(kRow);
  ASSERT_TRUE(recognizer_->LookInside(0, &inside_));
  const auto& layers = recognizer_->model().layers;
  ASSERT_EQ(inside_.activations.size(), layers.size());
  for (size_t i = 0; i + 1 < layers.size(); ++i) {
    const auto& values = inside_.activations[i];
    ASSERT_EQ(values.size(), static_cast<size_t>(layers[i].out_shape.size()));
    const int32_t largest = *std::max_element(values.begin(), values.end());
    EXPECT_GT(largest, 0) << "layer " << i;
    EXPECT_LE(largest, 127) << "layer " << i;
  }
  EXPECT_TRUE(inside_.activations.back().empty());
}

}  // namespace
}  // namespace digitpad
