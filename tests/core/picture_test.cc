// From grey to pieces of ink: core/picture.
#include <gtest/gtest.h>

#include <cstdlib>

#include "core/picture/components.h"
#include "core/picture/ink_strength.h"
#include "core/picture/number_groups.h"
#include "core/picture/paper.h"
#include "core/picture/piece_cuts.h"
#include "core/picture/shrink.h"
#include "tests/core/test_models.h"
#include "tests/core/test_pictures.h"

namespace digitpad {
namespace {

using testing::ComponentsOf;
using testing::DrawLines;
using testing::InkPixels;
using testing::Paper;
using testing::StrengthOf;

void AddNoise(int reach, uint32_t seed, GrayPicture* picture) {
  testing::Random random(seed);
  for (uint8_t& pixel : picture->pixels) {
    const int value =
        pixel + random.Between(-reach, reach) + random.Between(-reach, reach);
    pixel = static_cast<uint8_t>(value < 0 ? 0 : value > 255 ? 255 : value);
  }
}

TEST(Shrunk, IsTheMeanOfSquares) {
  const GrayPicture picture{5, 3, {0, 10, 20, 30, 7, 20, 30, 40, 50, 9, 8, 8, 4, 4, 1}};
  const GrayPicture half = Shrunk(picture.view(), 2);
  EXPECT_EQ(half.width, 3);
  EXPECT_EQ(half.height, 2);
  EXPECT_EQ(half.pixels, (std::vector<uint8_t>{15, 35, 8, 8, 4, 1}));
  EXPECT_EQ(Shrunk(picture.view(), 1).pixels, picture.pixels);
  EXPECT_EQ(ShrinkFactor(4000, 3000), 2);
  EXPECT_EQ(ShrinkFactor(16384, 3000), 4);
}

TEST(InkStrength, IsTheSameForBothPolarities) {
  GrayPicture page = Paper(400, 300, 230);
  DrawLines(testing::Seven({150, 100}, 100), 5, 0.8f, &page);
  GrayPicture board = page;
  Invert(&board);
  const int ink = InkPixels(StrengthOf(page));
  EXPECT_GT(ink, 500);
  EXPECT_NEAR(InkPixels(StrengthOf(board)), ink, ink / 50);
}

TEST(InkStrength, FollowsUnevenLight) {
  GrayPicture even = Paper(600, 300, 240);
  for (int i = 0; i < 4; ++i) {
    DrawLines(testing::Four({60.0f + 130 * i, 100}, 100), 6, 0.7f, &even);
  }
  GrayPicture uneven = even;
  for (int y = 0; y < 300; ++y) {
    for (int x = 0; x < 600; ++x) {
      const float light = 1 - 0.7f * static_cast<float>(x) / 600;
      uneven.row(y)[x] = static_cast<uint8_t>(static_cast<float>(even.row(y)[x]) * light);
    }
  }
  const GrayPicture expected = StrengthOf(even);
  const GrayPicture found = StrengthOf(uneven);
  EXPECT_NEAR(InkPixels(found), InkPixels(expected), InkPixels(expected) / 20);
  EXPECT_EQ(ComponentsOf(found).size(), 8u);
}

TEST(InkStrength, SeesNoInkWhereThereIsNone) {
  for (const int gray : {0, 128, 255}) {
    EXPECT_EQ(InkPixels(StrengthOf(Paper(300, 200, gray))), 0);
  }
  GrayPicture noise = Paper(500, 400, 200);
  AddNoise(12, 3, &noise);
  // Single pixels may stand out; no two or three of them together do.
  EXPECT_TRUE(ComponentsOf(StrengthOf(noise), 4).empty());
  EXPECT_EQ(InkPixels(StrengthOf(Paper(1, 1, 9))), 0);
}

TEST(InkStrength, KeepsThinPensAndThickOnes) {
  for (const float pen : {1.0f, 2.0f, 12.0f}) {
    GrayPicture page = Paper(400, 300, 235);
    DrawLines(testing::Zero({150, 80}, 100), pen, 0.8f, &page);
    const auto components = ComponentsOf(StrengthOf(page));
    ASSERT_EQ(components.size(), 1u) << "pen " << pen;
    EXPECT_NEAR(static_cast<float>(components[0].box.height()), 100 + pen, 2.5f);
  }
}

TEST(ComponentFinder, JoinsWhatTouchesAndNothingElse) {
  GrayPicture strength = Paper(12, 6, 0);
  const auto set = [&](int x, int y) { strength.row(y)[x] = 200; };
  for (const auto& [x, y] : {std::pair(0, 0), std::pair(1, 1), std::pair(2, 0)})
    set(x, y);
  for (int x = 5; x < 9; ++x) set(x, 4);
  set(4, 3);
  set(11, 0);
  const auto components = ComponentsOf(strength, 1);
  ASSERT_EQ(components.size(), 3u);
  EXPECT_EQ(components[0].area, 3);
  EXPECT_EQ(components[0].box.right, 2);
  EXPECT_EQ(components[1].area, 1);
  EXPECT_EQ(components[2].area, 5);
  EXPECT_EQ(components[2].box.left, 4);
  EXPECT_EQ(ComponentsOf(strength, 2).size(), 2u) << "a speck is left out";
}

Component Bar(int left, int top, int width, int height) {
  Component component;
  component.box = {left, top, left + width - 1, top + height - 1};
  component.area = width * height;
  for (int y = top; y < top + height; ++y) {
    component.runs.push_back({y, left, left + width - 1});
  }
  return component;
}

TEST(GroupNumbers, OrdersTiltedLinesFromTheTop) {
  // Two lines that fall by 7 degrees, the second one's left end above the first one's
  // right.
  std::vector<Component> components;
  for (int i = 0; i < 8; ++i) {
    components.push_back(Bar(100 + 60 * i, 100 + 7 * i, 30, 50));
    components.push_back(Bar(100 + 60 * i, 190 + 7 * i, 30, 50));
  }
  const auto groups = GroupNumbers(components, 800, 600);
  ASSERT_EQ(groups.size(), 2u);
  ASSERT_EQ(groups[0].components.size(), 8u);
  for (size_t i = 0; i < 8; ++i) {
    EXPECT_EQ(groups[0].components[i], static_cast<int>(2 * i));
    EXPECT_EQ(groups[1].components[i], static_cast<int>(2 * i + 1));
  }
}

TEST(GroupNumbers, AWideGapDividesALine) {
  const auto groups = GroupNumbers({Bar(400, 98, 30, 60), Bar(100, 100, 30, 60),
                                    Bar(150, 104, 30, 60), Bar(450, 100, 30, 60)},
                                   800, 600);
  ASSERT_EQ(groups.size(), 2u);
  EXPECT_EQ(groups[0].components, (std::vector<int>{1, 2}));
  EXPECT_EQ(groups[1].components, (std::vector<int>{0, 3}));
}

TEST(GroupNumbers, LeavesSpecksAndFramesOut) {
  const auto groups = GroupNumbers({Bar(0, 0, 800, 20), Bar(300, 200, 40, 80),
                                    Bar(700, 500, 4, 4), Bar(100, 400, 500, 6)},
                                   800, 600);
  ASSERT_EQ(groups.size(), 1u);
  EXPECT_EQ(groups[0].components, std::vector<int>{1});
}

TEST(JoinBroken, PutsPiecesTogetherAndDropsDirt) {
  // A stroke that a ruling broke, a dot near it, a speck far away, another digit.
  std::vector<Component> pieces = {Bar(100, 100, 10, 40), Bar(102, 143, 10, 40),
                                   Bar(114, 120, 4, 4), Bar(180, 60, 5, 5),
                                   Bar(150, 100, 12, 80)};
  JoinBroken(80, &pieces);
  ASSERT_EQ(pieces.size(), 2u);
  EXPECT_EQ(pieces[0].area, 816);
  EXPECT_EQ(pieces[1].area, 960);
}

TEST(CutColumns, CutsWhereTheInkIsThin) {
  Component wide = Bar(100, 100, 30, 60);
  const Component bridge = Bar(130, 150, 10, 4), right = Bar(140, 100, 30, 60);
  for (const Component& part : {bridge, right}) {
    wide.box.Add(part.box);
    wide.runs.insert(wide.runs.end(), part.runs.begin(), part.runs.end());
    wide.area += part.area;
  }
  const auto pieces = CutColumns(wide, 60);
  ASSERT_GE(pieces.size(), 2u);
  int area = 0;
  bool is_cut_at_bridge = false;
  for (const Component& piece : pieces) {
    area += piece.area;
    is_cut_at_bridge |= piece.box.left >= 130 && piece.box.left <= 140;
  }
  EXPECT_EQ(area, wide.area);
  EXPECT_TRUE(is_cut_at_bridge);
  EXPECT_EQ(CutColumns(Bar(0, 0, 6, 60), 60).size(), 1u) << "too narrow for two digits";
}

}  // namespace
}  // namespace digitpad
