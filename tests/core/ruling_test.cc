// Ruling, and what could be taken for it.
#include "core/picture/ruling.h"

#include <gtest/gtest.h>

#include "core/picture/ink_strength.h"
#include "core/picture/number_groups.h"
#include "tests/core/test_models.h"
#include "tests/core/test_pictures.h"

namespace digitpad {
namespace {

using testing::ComponentsOf;
using testing::DrawLines;
using testing::InkPixels;
using testing::Paper;

// A page's ink once its ruling is taken out.
struct Unruled {
  explicit Unruled(const GrayPicture& page) {
    ink.Start(page);
    while (ink.Step()) {
    }
    before = InkPixels(ink.strength());
    remover.Start(&ink);
    int progress = 0;
    while (remover.Step()) {
      EXPECT_GE(remover.progress(), progress);
      progress = remover.progress();
    }
    EXPECT_EQ(remover.progress(), 1000);
  }
  const GrayPicture& strength() const { return ink.strength(); }
  int lines() const { return remover.count(); }

  InkStrength ink;
  RulingRemover remover;
  int before = 0;  // pixels of ink
};

// Digits on lines that a photo tilts by `slope`.
GrayPicture RuledPage(float slope, bool squared, bool with_digits) {
  GrayPicture page = Paper(700, 500, 235);
  testing::Lines lines;
  for (float at = -80; at < 580; at += 40) {
    lines.push_back({{-10, at}, {710, at + 720 * slope}});
  }
  if (squared) {
    for (float at = -80; at < 780; at += 40) {
      lines.push_back({{at, -10}, {at - 520 * slope, 510}});
    }
  }
  DrawLines(lines, 1.6f, 0.3f, &page);
  if (with_digits) {
    for (int i = 0; i < 3; ++i) {
      DrawLines(testing::Zero({100.0f + 150 * i, 190}, 110), 5, 0.8f, &page);
    }
  }
  return page;
}

TEST(RulingRemover, TakesLinesAndLeavesDigits) {
  for (const float slope : {0.0f, 0.03f, -0.08f}) {
    for (const bool squared : {false, true}) {
      const Unruled page(RuledPage(slope, squared, true));
      EXPECT_GE(page.lines(), squared ? 25 : 11);
      EXPECT_NEAR(page.remover.spacing(), 40, 1);
      EXPECT_EQ(page.remover.is_squared(), squared);
      const auto groups = GroupNumbers(ComponentsOf(page.strength()), 700, 500);
      ASSERT_EQ(groups.size(), 1u) << slope << squared;
      EXPECT_NEAR(groups[0].box.height(), 115, 8);
      EXPECT_NEAR(groups[0].box.width(), 371, 8);
    }
  }
}

TEST(RulingRemover, LeavesNothingOfAnEmptyPage) {
  for (const float slope : {0.0f, 0.05f}) {
    for (const bool squared : {false, true}) {
      const Unruled page(RuledPage(slope, squared, false));
      // But for scraps at the picture's edge, which the reader passes by.
      for (const NumberGroup& group :
           GroupNumbers(ComponentsOf(page.strength()), 700, 500)) {
        EXPECT_TRUE(group.box.bottom == 499 || group.box.right == 699);
        EXPECT_LT(group.height, 10);
      }
    }
  }
}

TEST(RulingRemover, LeavesATallOne) {
  GrayPicture page = Paper(300, 300, 235);
  DrawLines({{{150, 30}, {150, 270}}}, 3, 0.9f, &page);
  const Unruled result(page);
  EXPECT_EQ(result.lines(), 0);
  EXPECT_EQ(InkPixels(result.strength()), result.before);
}

// Rows all alike: a slim 1, a 4, a 7 and a 0 in turn, or 1s alone.
GrayPicture SheetOfRows(float pitch, float height, float pen, bool ones_alone) {
  constexpr int kSide = 10;
  const int side = static_cast<int>(pitch * kSide);
  GrayPicture page = Paper(side, side, 235);
  const float margin = (pitch - height) / 2;
  for (int row = 0; row < kSide; ++row) {
    for (int column = 0; column < kSide; ++column) {
      const Vec2 at = {static_cast<float>(column) * pitch + pitch * 0.3f,
                       static_cast<float>(row) * pitch + margin};
      const testing::Lines digit = ones_alone || column % 4 == 0
                                       ? testing::Lines{{at, {at.x, at.y + height}}}
                                   : column % 4 == 1 ? testing::Four(at, height)
                                   : column % 4 == 2 ? testing::Seven(at, height)
                                                     : testing::Zero(at, height);
      DrawLines(digit, pen, 0.8f, &page);
    }
  }
  return page;
}

TEST(RulingRemover, LeavesDigitsBelowEachOther) {
  for (const float pitch : {28.0f, 60.0f}) {
    for (const float share : {0.7f, 0.75f}) {
      for (const float pen : {1.5f, 3.0f}) {
        for (const bool ones_alone : {false, true}) {
          const Unruled page(SheetOfRows(pitch, share * pitch, pen, ones_alone));
          EXPECT_EQ(page.lines(), 0) << pitch << " " << share << " " << pen;
          EXPECT_EQ(InkPixels(page.strength()), page.before);
        }
      }
    }
  }
}

// The bar of a 7, as long as a bar may be, lies on the line from end to end.
TEST(RulingRemover, LeavesAStrokeThatRunsAlongALine) {
  GrayPicture page = RuledPage(0, false, false);
  DrawLines({{{300, 200}, {360, 200}, {330, 290}}}, 3, 0.8f, &page);
  const Unruled result(page);
  EXPECT_GE(result.lines(), 11);
  const auto components = ComponentsOf(result.strength(), 20);
  ASSERT_EQ(components.size(), 1u);
  EXPECT_NEAR(components[0].box.width(), 63, 3);
  EXPECT_NEAR(components[0].box.height(), 93, 3);
}

TEST(RulingRemover, TakesFaintLinesOnceDarkOnesAreGone) {
  GrayPicture page = Paper(700, 500, 235);
  testing::Lines across, down;
  for (float at = 20; at < 700; at += 40) {
    across.push_back({{-10, at}, {710, at}});
    down.push_back({{at, -10}, {at, 510}});
  }
  DrawLines(across, 2, 0.6f, &page);
  DrawLines(down, 2, 0.12f, &page);
  const Unruled result(page);
  EXPECT_GE(result.lines(), 12 + 17);
  EXPECT_TRUE(result.remover.is_squared());
  EXPECT_TRUE(ComponentsOf(result.strength(), 10).empty());
}

// Light falls to a third and the sensor is noisy: the ruling is seen in parts only.
TEST(RulingRemover, TakesLinesThatNoiseBreaks) {
  GrayPicture page = RuledPage(0.02f, false, true);
  testing::Random random(5);
  for (int y = 0; y < page.height; ++y) {
    for (int x = 0; x < page.width; ++x) {
      const float light = 1 - 0.6f * static_cast<float>(x) / 700;
      const int value = static_cast<int>(static_cast<float>(page.row(y)[x]) * light);
      page.row(y)[x] =
          static_cast<uint8_t>(value + random.Between(-8, 8) + random.Between(-8, 8));
    }
  }
  EXPECT_GE(Unruled(page).lines(), 8);
}

}  // namespace
}  // namespace digitpad
