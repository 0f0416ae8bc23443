// What the layout makes of screens from the smallest phone to a classroom's wall.
#include <gtest/gtest.h>

#include "tests/app/test_layout.h"

namespace digitpad {
namespace {

bool HasBars(const Layout& layout) {
  return !layout.bars.empty() && layout.bars[0].track.w > 0;
}

TEST(Layout, ASmallScreenShowsInkAnswerAndButtonsWithoutScrolling) {
  for (const Vec2 size : {Vec2{320, 480},
                          {320, 568},
                          {360, 640},
                          {600, 600},
                          {719, 600},
                          {568, 320},
                          {640, 320},
                          {740, 360},
                          {844, 390}}) {
    LayoutInput input = MakeInput(size.x, size.y);
    input.choosable = true;
    const Layout layout = ComputeLayout(input);
    EXPECT_EQ(layout.size.x, size.x);
    EXPECT_EQ(layout.size.y, size.y) << size.x;
  }
}

TEST(Layout, APhoneOnItsSideHasAnswerAndTitleBesideTheInkAndTheButtonsInARow) {
  for (const Vec2 size : {Vec2{568, 320}, {640, 320}, {740, 360}, {844, 390}}) {
    LayoutInput input = MakeInput(size.x, size.y);
    input.choosable = true;
    const Layout layout = ComputeLayout(input);
    EXPECT_TRUE(layout.wide);
    EXPECT_LT(layout.ink.x + layout.ink.w, layout.card.x);
    EXPECT_LT(layout.ink.x + layout.ink.w, layout.title.x);
    EXPECT_GT(layout.ink.h, 0.75f * size.y);
    EXPECT_GT(layout.ink.w, 0.5f * size.x);
    for (size_t i = 0; i < 5; ++i) {
      EXPECT_EQ(layout.buttons[i].face.y, layout.buttons[0].face.y);
    }
  }
}

TEST(Layout, TheCardLosesItsBarsBeforeInkAndButtonsLeaveTheScreen) {
  for (const Vec2 size : {Vec2{320, 480}, {640, 320}, {844, 390}}) {
    EXPECT_FALSE(HasBars(ComputeLayout(MakeInput(size.x, size.y)))) << size.x;
  }
  for (const Vec2 size : {Vec2{390, 844}, {1024, 640}, {1280, 800}}) {
    EXPECT_TRUE(HasBars(ComputeLayout(MakeInput(size.x, size.y)))) << size.x;
  }
  LayoutInput input = MakeInput(390, 844, 2);
  input.choosable = true;
  const Layout phone = ComputeLayout(input);
  EXPECT_FALSE(HasBars(phone));
  EXPECT_LE(phone.ink.y + phone.ink.h, 844);
  input = MakeInput(1280, 900, 2);
  input.choosable = true;
  EXPECT_EQ(ComputeLayout(input).size.y, 900);
}

TEST(Layout, ALargeScreenIsFilled) {
  for (const Vec2 size : {Vec2{2560, 1440}, {3840, 2160}}) {
    const Layout layout = ComputeLayout(MakeInput(size.x, size.y));
    const float width = layout.card.x + layout.card.w - layout.ink.x;
    EXPECT_GE(width * layout.card.h, 0.8f * size.x * size.y);
    EXPECT_GE(layout.card.w, 0.2f * size.x);
    EXPECT_GE(layout.answer_text.size, 0.15f * size.y);
    EXPECT_GE(layout.bars[1].track.y - layout.bars[0].track.y, 0.025f * size.y);
  }
}

TEST(Layout, BesideAPictureTheLayersTakeNoRoom) {
  for (const Vec2 size : {Vec2{390, 844}, {844, 390}, {1440, 900}}) {
    LayoutInput input = MakeInput(size.x, size.y);
    input.has_picture = true;
    const Layout without = ComputeLayout(input);
    input.layers = true;
    const Layout layout = ComputeLayout(input);
    EXPECT_EQ(layout.size.y, without.size.y);
    EXPECT_EQ(layout.ink.w, without.ink.w);
    EXPECT_EQ(layout.card.h, without.card.h);
  }
}

}  // namespace
}  // namespace digitpad
