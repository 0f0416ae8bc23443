#include "trainer/eval/robustness.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/nn/model.h"
#include "core/prep/normalizer.h"
#include "tests/core/test_models.h"
#include "trainer/eval/ink_transform.h"

namespace digitpad {
namespace {

// Zigzags in a box of 300, two strokes each.
ExampleSet MakeDrawings(int count) {
  testing::Random random(7);
  ExampleSet set;
  for (int i = 0; i < count; ++i) {
    Example& example = set.examples.emplace_back();
    example.label = std::to_string(i % 10);
    for (int s = 0; s < 2; ++s) {
      Stroke& stroke = example.ink.emplace_back();
      for (int k = 0; k < 9; ++k) {
        stroke.push_back({static_cast<float>(random.Between(0, 300)),
                          static_cast<float>(random.Between(0, 300))});
      }
    }
  }
  return set;
}

std::vector<uint8_t> ModelBytes() {
  Model model = testing::MakeModel(/*channels=*/1, /*seed=*/3);
  EXPECT_TRUE(ValidateModel(&model).ok());
  return SerializeModel(model);
}

TEST(Robustness, KeepsEveryNthPointAndTheLast) {
  Stroke stroke;
  for (int i = 0; i < 8; ++i) stroke.push_back({static_cast<float>(i), 0});
  const Ink thinned = ThinnedOut({stroke, {{5, 5}}}, 3);
  ASSERT_EQ(thinned.size(), 2u);
  ASSERT_EQ(thinned[0].size(), 4u);
  for (const auto& [index, x] : {std::pair{0, 0}, {1, 3}, {2, 6}, {3, 7}}) {
    EXPECT_EQ(thinned[0][index].x, x);
  }
  EXPECT_EQ(thinned[1].size(), 1u);
}

TEST(Robustness, DrawingsAreInsideTheCanvasOnWholePixelsAndOfTheirScale) {
  for (const Example& example : MakeDrawings(20).examples) {
    for (const float scale : kScales) {
      for (int place = 0; place < 5; ++place) {
        const Ink ink = OnCanvas(example.ink, 7.5f, scale, place);
        for (const Stroke& stroke : ink) {
          for (const Point& p : stroke) {
            EXPECT_EQ(p.x, std::round(p.x));
            EXPECT_EQ(p.y, std::round(p.y));
          }
        }
        const Box box = BoundingBox(ink);
        EXPECT_GE(std::min(box.x, box.y), 0);
        EXPECT_LE(std::max(box.x + box.w, box.y + box.h), kCanvasSize);
        EXPECT_NEAR(std::max(box.w, box.h), scale * kCanvasSize, 1);
      }
    }
  }
}

TEST(Robustness, ShiftsByWholePixelsLeaveTheInputAsItIs) {
  const PrepSpec prep{.channels = kMaxInputChannels};
  std::vector<uint8_t> inputs[2];
  for (auto& input : inputs) input.resize(28 * 28 * kMaxInputChannels);
  Normalizer normalizer;
  int different = 0;
  for (const Example& example : MakeDrawings(20).examples) {
    normalizer.Normalize(OnCanvas(example.ink, -15, 0.25f, 0), prep, inputs[0]);
    for (int place = 1; place < 5; ++place) {
      normalizer.Normalize(OnCanvas(example.ink, -15, 0.25f, place), prep, inputs[1]);
      different += inputs[0] != inputs[1];
    }
  }
  // Not none: adding a shift to a coordinate of one half or nearly so may round it.
  EXPECT_LE(different, 2);
}

TEST(Robustness, CountsAnswersAsReadingThemDoes) {
  const std::vector<uint8_t> model = ModelBytes();
  const ExampleSet set = MakeDrawings(30);
  RobustnessTable table;
  ASSERT_TRUE(MeasureRobustness(model, set, {}, &table).ok());
  ASSERT_EQ(table.cells.size(), 5u * 5 * 3 * 5);
  EXPECT_EQ(table.readings, table.cells.size() * set.examples.size());
  EXPECT_LT(table.network_runs, table.readings);
  std::unique_ptr<Recognizer> recognizer;
  ASSERT_TRUE(Recognizer::Create(model, "", &recognizer).ok());
  for (const size_t index : {size_t{0}, size_t{137}, table.cells.size() - 1}) {
    const RobustnessCell& cell = table.cells[index];
    int correct = 0;
    for (const Example& example : set.examples) {
      Result result;
      const Ink ink =
          OnCanvas(ThinnedOut(example.ink, kPointSteps[cell.point_step]),
                   kRotations[cell.rotation], kScales[cell.scale], cell.place);
      ASSERT_TRUE(recognizer->Read(ink, ReadMode::kSingle, &result).ok());
      correct += result.text == example.label;
    }
    EXPECT_EQ(cell.count, 30);
    EXPECT_EQ(cell.correct, correct);
  }
}

TEST(Robustness, IsTheSameWhateverTheThreadsDo) {
  const ExampleSet set = MakeDrawings(20);
  RobustnessTable alone;
  RobustnessTable together;
  ReadingOptions options;
  options.threads = 1;
  ASSERT_TRUE(MeasureRobustness(ModelBytes(), set, options, &alone).ok());
  options.threads = 3;
  ASSERT_TRUE(MeasureRobustness(ModelBytes(), set, options, &together).ok());
  for (size_t i = 0; i < alone.cells.size(); ++i) {
    EXPECT_EQ(alone.cells[i].correct, together.cells[i].correct) << i;
  }
}

TEST(Robustness, TheSmallestScaleHasALowestCellOfItsOwn) {
  RobustnessTable table;
  table.cells = {{.scale = 0, .rotation = 1, .count = 9, .correct = 5},
                 {.scale = 0, .rotation = 2, .count = 9, .correct = 3},
                 {.scale = 1, .rotation = 3, .count = 9, .correct = 8},
                 {.scale = 4, .rotation = 4, .count = 9, .correct = 7}};
  EXPECT_EQ(LowestAtSmallestScale(table).rotation, 2);
  EXPECT_EQ(LowestAtOtherScales(table).rotation, 4);
}

TEST(InkTransform, ClippingCutsSegmentsAtTheBox) {
  const Ink ink = {{{-1, 0.5f}, {2, 0.5f}, {2, 0.2f}, {-1, 0.2f}}, {{5, 5}, {6, 6}}};
  const Ink pieces = Clipped(ink, {0, 0, 1, 1});
  ASSERT_EQ(pieces.size(), 2u);
  for (const Stroke& piece : pieces) {
    ASSERT_EQ(piece.size(), 2u);
    EXPECT_NEAR(std::abs(piece[0].x - piece[1].x), 1, 1e-6);
  }
  EXPECT_NEAR(PathLength(pieces), 2, 1e-5);
}

}  // namespace
}  // namespace digitpad
