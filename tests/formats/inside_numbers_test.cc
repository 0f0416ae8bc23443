// Inside the digits of numbers as the shipped model reads them, also of digits that touch
// or were cut out of one stroke.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/recognizer.h"
#include "tests/sanitized.h"
#include "trainer/eval/numbers.h"
#include "weights/embedded.h"

namespace digitpad {
namespace {

constexpr int kCount = testing::kSanitized ? 8 : 40;  // of each spacing

TEST(InsideNumbers, EachDigitShowsWhatItWasReadFromHoweverTheyTouch) {
  ExampleSet digits;
  ASSERT_TRUE(LoadStrokeExamples("tests/data/authored.jsonl", &digits).ok());
  for (Example& example : digits.examples) example.writer = "one";
  std::unique_ptr<Recognizer> recognizer;
  ASSERT_TRUE(Recognizer::Create(EmbeddedModel(), "", &recognizer).ok());
  const auto& labels = recognizer->model().labels;
  int shared_strokes = 0;
  for (const Spacing spacing : kSpacings) {
    ExampleSet numbers;
    const NumbersOptions options = {.seed = 1, .count = kCount, .spacing = spacing};
    ASSERT_TRUE(MakeNumbers(digits, options, &numbers).ok());
    for (const Example& example : numbers.examples) {
      Result result;
      ASSERT_TRUE(recognizer->Read(example.ink, ReadMode::kNumber, &result).ok());
      bool seen_least_sure = false;
      for (size_t i = 0; i < result.digits.size(); ++i) {
        Inside inside;
        ASSERT_TRUE(recognizer->LookInside(i, &inside));
        seen_least_sure |= std::ranges::equal(inside.logits, recognizer->logits());
        for (const Alternative& each : result.digits[i].alternatives) {
          const auto at = std::ranges::find(labels, each.label) - labels.begin();
          EXPECT_EQ(inside.probabilities[static_cast<size_t>(at)], each.confidence)
              << example.label << ", digit " << i;
        }
        if (i == 0) continue;
        const auto& before = result.digits[i - 1].strokes;
        for (const int stroke : result.digits[i].strokes) {
          shared_strokes += static_cast<int>(std::ranges::count(before, stroke));
        }
      }
      EXPECT_TRUE(seen_least_sure) << example.label;
    }
  }
  // Some digits were cut apart, or this would say little.
  EXPECT_GT(shared_strokes, kCount / 2);
}

}  // namespace
}  // namespace digitpad
