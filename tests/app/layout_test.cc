#include "wasm/app/layout.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <utility>

#include "tests/app/test_layout.h"

namespace digitpad {
namespace {

struct Named {
  std::string name;
  Box box;
};

// The rectangles that must not overlap: buttons as wholes, texts and bars each.
std::vector<Named> Parts(const Layout& layout) {
  std::vector<Named> parts = {{"mark", layout.mark},       {"title", layout.title},
                              {"tagline", layout.tagline}, {"ink", layout.ink},
                              {"answer", layout.answer},   {"verdict", layout.verdict}};
  for (size_t i = 0; i < layout.buttons.size(); ++i) {
    if (layout.buttons[i].face.w == 0) continue;
    parts.push_back({kCommandNames[i], layout.buttons[i].face});
  }
  if (layout.digits.w > 0) parts.push_back({"digits", layout.digits});
  if (layout.numbers.w > 0) parts.push_back({"numbers", layout.numbers});
  if (layout.layers.w > 0) parts.push_back({"layers", layout.layers});
  for (size_t i = 0; i < layout.bars.size(); ++i) {
    if (!(layout.bars[i].track.w > 0)) continue;
    const std::string name = "bar " + std::to_string(i);
    parts.push_back({name + " label", layout.bars[i].label});
    parts.push_back({name + " track", layout.bars[i].track});
    parts.push_back({name + " figure", layout.bars[i].figure});
  }
  return parts;
}

void ExpectSound(const LayoutInput& input) {
  SCOPED_TRACE(::testing::Message()
               << input.size.x << "x" << input.size.y << " at " << input.text_scale);
  const Layout layout = ComputeLayout(input);
  const Box whole = {0, 0, layout.size.x, layout.size.y};
  EXPECT_GE(layout.size.x, input.size.x);
  EXPECT_GE(layout.size.y, input.size.y);
  const auto parts = Parts(layout);
  for (size_t i = 0; i < parts.size(); ++i) {
    EXPECT_TRUE(Within(parts[i].box, whole)) << parts[i].name;
    for (size_t j = 0; j < i; ++j) {
      EXPECT_FALSE(Overlap(parts[i].box, parts[j].box))
          << parts[i].name << " and " << parts[j].name;
    }
  }
  ASSERT_EQ(layout.buttons.size(), input.labels.size());
  for (size_t i = 0; i < layout.buttons.size(); ++i) {
    const ButtonLayout& button = layout.buttons[i];
    // Those of the card come and go with the answer.
    if (button.face.w == 0 && input.labels[i].x == 0) continue;
    EXPECT_GE(button.face.w, kMinTarget);
    EXPECT_GE(button.face.h, kMinTarget);
    EXPECT_TRUE(Within(button.icon, button.face));
    EXPECT_TRUE(Within(button.label, button.face));
    EXPECT_FALSE(Overlap(button.icon, button.label));
  }
  for (const BarLayout& bar : layout.bars) {
    // All of them, or none.
    if (layout.bars[0].track.w == 0) {
      EXPECT_EQ(bar.track.w, 0);
      continue;
    }
    EXPECT_GE(bar.track.w, 16);
    EXPECT_GE(bar.track.h, 2);
    EXPECT_TRUE(Within(bar.track, layout.card));
  }
  EXPECT_GE(layout.ink.w, 170);
  // It may be somewhat lower where that keeps the buttons in sight.
  const Box& read = layout.buttons[0].face;
  EXPECT_GE(layout.ink.h, read.y + read.h > input.size.y ? 200 : 140);
  EXPECT_TRUE(Within(layout.verdict, layout.card));
  // A picture's numbers take their room beside the picture.
  EXPECT_EQ(layout.layers.w > 0, input.layers && !input.has_picture);
  if (layout.layers.w > 0) {
    EXPECT_GE(layout.layers.h, 16 * layout.em - kRounding);
    EXPECT_GE(layout.layers.w, layout.card.w);
    EXPECT_GT(layout.layers.y, layout.card.y + layout.card.h);
  }
  if (input.has_picture) {
    EXPECT_TRUE(Within(layout.numbers, layout.card));
    EXPECT_GE(layout.numbers.h, kMinTarget);
    return;
  }
  EXPECT_TRUE(Within(layout.answer, layout.card));
  EXPECT_TRUE(Within(layout.tile, layout.answer));
  EXPECT_GE(layout.answer.h, 40);
  EXPECT_EQ(layout.bars.size(), static_cast<size_t>(input.bars));
  const TextFit& fit = layout.answer_text;
  const int lines = (std::max(input.digits, 1) + fit.columns - 1) / fit.columns;
  EXPECT_GE(fit.size, 16);
  EXPECT_LE(fit.size * 0.56f * static_cast<float>(fit.columns), layout.answer.w);
  EXPECT_LE(fit.size * static_cast<float>(lines), layout.answer.h);
  const bool has_row = input.choosable && input.digits > 1;
  ASSERT_EQ(layout.digit_buttons.size(),
            has_row ? static_cast<size_t>(input.digits) : 0u);
  for (const Box& button : layout.digit_buttons) {
    EXPECT_GE(button.w, kMinTarget);
    EXPECT_GE(button.h, kMinTarget);
    EXPECT_GE(button.x, layout.digits.x - kRounding);
    EXPECT_GE(button.y, layout.digits.y - kRounding);
    EXPECT_LE(button.y + button.h, layout.digits.y + layout.digits.h + kRounding);
    for (const Box& other : layout.digit_buttons) {
      EXPECT_TRUE(&button == &other || !Overlap(button, other));
    }
  }
}

void ExpectNoOverlapAtAnySize(bool layers) {
  for (const auto& [width, height] : {std::pair{1280, 800},
                                      {1024, 640},
                                      {1920, 1080},
                                      {3840, 2160},
                                      {390, 844},
                                      {320, 480},
                                      {320, 568},
                                      {844, 390},
                                      {640, 320},
                                      {480, 270},
                                      {768, 1024},
                                      {200, 200},
                                      {719, 400},
                                      {720, 400},
                                      {1, 1}}) {
    for (const float text_scale : {1.0f, 1.25f, 2.0f}) {
      LayoutInput input =
          MakeInput(static_cast<float>(width), static_cast<float>(height), text_scale);
      input.layers = layers;
      ExpectSound(input);
      input.choosable = true;
      for (const bool right_to_left : {false, true}) {
        input.right_to_left = right_to_left;
        for (int digits = 0; digits <= 20; ++digits) {
          input.digits = digits;
          ExpectSound(input);
        }
      }
      input.has_picture = true;
      ExpectSound(input);
    }
  }
}

TEST(Layout, NothingOverlapsAtAnySize) { ExpectNoOverlapAtAnySize(false); }

TEST(Layout, NothingOverlapsWithTheLayersEither) { ExpectNoOverlapAtAnySize(true); }

TEST(Layout, ATabletAndADesktopShowInkAnswerAndLayersAtOnce) {
  for (const auto& [width, height] : {std::pair{768.0f, 1024.0f}, {1440.0f, 900.0f}}) {
    LayoutInput input = MakeInput(width, height);
    input.layers = true;
    const Layout layout = ComputeLayout(input);
    EXPECT_EQ(layout.size.y, height);
    EXPECT_GE(layout.layers.w, 300);
    EXPECT_GE(layout.layers.h, 0.6f * height);
    EXPECT_GE(layout.ink.w, 0.5f * width);
  }
}

TEST(Layout, OnAPhoneTheLayersLieBelowAllElseAsHighAsTheyNeed) {
  LayoutInput input = MakeInput(390, 844);
  const Layout without = ComputeLayout(input);
  input.layers = true;
  for (const float needed : {0.0f, 1200.0f}) {
    input.layers_height = needed;
    const Layout layout = ComputeLayout(input);
    EXPECT_EQ(layout.layers.h, needed > 0 ? needed : 24 * layout.em);
    EXPECT_GE(layout.size.y, layout.layers.y + layout.layers.h);
    EXPECT_EQ(layout.ink.h, without.ink.h);
    for (size_t i = 0; i < layout.buttons.size(); ++i) {
      EXPECT_EQ(layout.buttons[i].face.y, without.buttons[i].face.y);
      EXPECT_LT(layout.buttons[i].face.y, layout.layers.y);
    }
  }
}

TEST(Layout, LongLabelsGetMoreRoomInsteadOfOverlapping) {
  for (const float width : {320.0f, 390.0f, 800.0f, 1280.0f}) {
    LayoutInput input = MakeInput(width, 800);
    for (Vec2& label : input.labels) label.x *= 1.8f;
    ExpectSound(input);
  }
}

TEST(Layout, ADesktopHasInkLeftAndAnswerRight) {
  const Layout layout = ComputeLayout(MakeInput(1280, 800));
  EXPECT_TRUE(layout.wide);
  EXPECT_LT(layout.ink.x + layout.ink.w, layout.card.x);
  EXPECT_EQ(layout.size.y, 800);
  // The drawing area is what the page is for.
  EXPECT_GT(layout.ink.w * layout.ink.h, 0.5f * 1280 * 800);
  for (size_t i = 0; i < 5; ++i) {
    EXPECT_GT(layout.buttons[i].face.y, layout.ink.y + layout.ink.h);
    EXPECT_EQ(layout.buttons[i].face.y, layout.buttons[0].face.y);
  }
}

TEST(Layout, TheMenuStandsAtTheEndOfTheTitle) {
  for (const float width : {320.0f, 390.0f, 768.0f, 1440.0f}) {
    LayoutInput input = MakeInput(width, 800);
    Layout layout = ComputeLayout(input);
    const ButtonLayout menu = layout.buttons[static_cast<size_t>(Command::kMenu)];
    EXPECT_LT(menu.face.y + menu.face.h, std::min(layout.ink.y, layout.card.y));
    EXPECT_EQ(menu.face.x + menu.face.w,
              std::max(layout.ink.x + layout.ink.w, layout.card.x + layout.card.w));
    EXPECT_GT(menu.label.w, 0);
    input.right_to_left = true;
    layout = ComputeLayout(input);
    EXPECT_EQ(layout.buttons[static_cast<size_t>(Command::kMenu)].face.x,
              std::min(layout.ink.x, layout.card.x));
  }
}

TEST(Layout, TheMenuLosesItsWordBeforeTheTitleLosesItsRoom) {
  const Layout layout = ComputeLayout(MakeInput(320, 800, 2));
  const ButtonLayout menu = layout.buttons[static_cast<size_t>(Command::kMenu)];
  EXPECT_EQ(menu.label.w, 0);
  EXPECT_GE(menu.face.w, kMinTarget);
  EXPECT_GT(menu.icon.w, 0);
}

TEST(Layout, TheTitleLosesItsMarkBeforeALetter) {
  LayoutInput input = MakeInput(320, 844, 2);
  input.title.x = 161;
  EXPECT_EQ(ComputeLayout(input).title.w, 161);
  EXPECT_EQ(ComputeLayout(input).mark.w, 0);
  input.size.x = 390;
  EXPECT_EQ(ComputeLayout(input).title.w, 161);
  EXPECT_GT(ComputeLayout(input).mark.w, 0);
}

TEST(Layout, TheTileOfAnAnswerIsTheButtonThatCopiesIt) {
  LayoutInput input = MakeInput(1280, 800);
  const auto copy = static_cast<size_t>(Command::kCopy);
  EXPECT_EQ(ComputeLayout(input).buttons[copy].face.w, 0);
  input.copyable = true;
  const Layout layout = ComputeLayout(input);
  EXPECT_EQ(layout.buttons[copy].face.w, layout.tile.w);
  EXPECT_EQ(layout.buttons[copy].face.y, layout.tile.y);
  EXPECT_GT(layout.buttons[copy].icon.w, 0);
}

TEST(Layout, ALowTileSaysAtItsEndThatItIsCopied) {
  const auto copy = static_cast<size_t>(Command::kCopy);
  for (const float width : {320.0f, 390.0f}) {
    LayoutInput input = MakeInput(width, 640);
    input.choosable = true;
    input.copyable = true;
    input.digits = 4;
    const Layout layout = ComputeLayout(input);
    const Box& icon = layout.buttons[copy].icon;
    ASSERT_GT(icon.w, 0) << width;
    EXPECT_TRUE(Within(icon, layout.tile));
    EXPECT_NEAR(icon.y + icon.h / 2, layout.tile.y + layout.tile.h / 2, kRounding);
    const float text = 0.7f * 4 * layout.answer_text.size;
    EXPECT_GE(icon.x, layout.tile.x + (layout.tile.w + text) / 2);
    input.digits = 12;  // leave no room
    EXPECT_EQ(ComputeLayout(input).buttons[copy].icon.w, 0) << width;
  }
}

TEST(Layout, CandidatesTakeTheTilesPlaceAtAnySize) {
  for (const Vec2 size : {Vec2{320, 640}, {390, 844}, {768, 1024}, {1440, 900}}) {
    for (const int digits : {1, 2, 5, 12, 20}) {
      for (const int candidates : {1, 2}) {
        LayoutInput input = MakeInput(size.x, size.y);
        input.choosable = true;
        input.digits = digits;
        input.candidates = candidates;
        const Layout layout = ComputeLayout(input);
        SCOPED_TRACE(::testing::Message() << size.x << " wide, " << digits << " digits");
        EXPECT_EQ(layout.tile.w, 0);
        const auto first = layout.buttons[static_cast<size_t>(Command::kFirst)].face;
        const auto second = layout.buttons[static_cast<size_t>(Command::kSecond)].face;
        EXPECT_GE(first.w, kMinTarget);
        EXPECT_GE(first.h, kMinTarget);
        EXPECT_TRUE(Within(first, layout.answer));
        EXPECT_GE(layout.answer_text.size, 12);
        const int lines =
            (digits + layout.answer_text.columns - 1) / layout.answer_text.columns;
        EXPECT_LE(layout.answer_text.size * static_cast<float>(lines), first.h);
        EXPECT_EQ(second.w > 0, candidates == 2);
        if (candidates < 2) continue;
        EXPECT_EQ(second.w, first.w);
        EXPECT_TRUE(Within(second, layout.answer));
        EXPECT_FALSE(Overlap(first, second));
      }
    }
  }
}

TEST(Layout, APhoneIsStackedAndFillsTheScreen) {
  const Layout layout = ComputeLayout(MakeInput(390, 844));
  EXPECT_FALSE(layout.wide);
  EXPECT_EQ(layout.size.x, 390);
  EXPECT_EQ(layout.size.y, 844);
  EXPECT_LT(layout.card.y + layout.card.h, layout.ink.y);
  EXPECT_GT(layout.ink.w, 350);
  EXPECT_GT(layout.ink.h, 350);
}

// WCAG 2.2, 1.4.10: down to 320 CSS pixels nobody scrolls sideways, not with text of
// twice the size (1.4.4) either.
TEST(Layout, LargeTextMakesAPhoneScrollDownwardsOnly) {
  for (const float width : {320.0f, 360.0f, 390.0f, 719.0f}) {
    for (const float text_scale : {1.0f, 1.5f, 2.0f}) {
      const Layout layout = ComputeLayout(MakeInput(width, 700, text_scale));
      EXPECT_EQ(layout.size.x, width) << "text at " << text_scale;
    }
  }
}

TEST(Layout, WhatDoesNotFitMakesTheAppTaller) {
  const Layout layout = ComputeLayout(MakeInput(320, 300));
  EXPECT_EQ(layout.size.x, 320);
  EXPECT_GT(layout.size.y, 300);
}

TEST(Layout, RightToLeftIsTheMirrorImage) {
  for (const float width : {390.0f, 1280.0f}) {
    LayoutInput input = MakeInput(width, 800);
    const Layout left_to_right = ComputeLayout(input);
    input.right_to_left = true;
    const Layout right_to_left = ComputeLayout(input);
    const auto expected = Parts(left_to_right), mirrored = Parts(right_to_left);
    ASSERT_EQ(expected.size(), mirrored.size());
    for (size_t i = 0; i < expected.size(); ++i) {
      const Box& e = expected[i].box;
      const Box& m = mirrored[i].box;
      EXPECT_EQ(m.x, left_to_right.size.x - e.x - e.w) << expected[i].name;
      EXPECT_EQ(m.y, e.y);
      EXPECT_EQ(m.w, e.w);
      EXPECT_EQ(m.h, e.h);
    }
  }
}

// Whatever is written, and whatever is shown of it: the pen must find its place again.
void ExpectInkAndButtonsStay(bool layers) {
  for (const float width : {320.0f, 390.0f, 800.0f, 1280.0f}) {
    LayoutInput input = MakeInput(width, 700);
    input.layers = layers;
    input.choosable = true;
    input.digits = 0;
    const Layout empty = ComputeLayout(input);
    const auto expect_same = [&](const Layout& layout) {
      EXPECT_EQ(layout.size.y, empty.size.y);
      EXPECT_EQ(layout.ink.y, empty.ink.y);
      EXPECT_EQ(layout.ink.h, empty.ink.h);
      EXPECT_EQ(layout.card.h, empty.card.h);
      EXPECT_EQ(layout.buttons[0].face.y, empty.buttons[0].face.y);
    };
    for (int digits = 1; digits <= 20; ++digits) {
      input.digits = digits;
      expect_same(ComputeLayout(input));
    }
    input.has_picture = true;
    const Layout layout = ComputeLayout(input);
    // Beside a picture its numbers take the layers' place.
    if (layers) {
      EXPECT_EQ(layout.ink.h, empty.ink.h);
      continue;
    }
    expect_same(layout);
  }
}

TEST(Layout, NeitherInkNorButtonsMoveWithTheAnswer) {
  ExpectInkAndButtonsStay(false);
  ExpectInkAndButtonsStay(true);
}

TEST(Layout, ANumberRunsFromLeftToRightInEveryLanguage) {
  LayoutInput input = MakeInput(1280, 800);
  input.choosable = true;
  input.digits = 8;
  for (const bool right_to_left : {false, true}) {
    input.right_to_left = right_to_left;
    const Layout layout = ComputeLayout(input);
    EXPECT_LT(layout.digit_buttons[0].x, layout.digit_buttons[1].x);
    EXPECT_LT(layout.digit_buttons[0].y, layout.digit_buttons[7].y);
  }
}

TEST(Layout, ALongNumberIsBrokenWhereThatMakesItLarger) {
  LayoutInput input = MakeInput(1280, 800);
  input.digits = 8;
  EXPECT_EQ(ComputeLayout(input).answer_text.columns, 8);
  input.digits = 20;
  const TextFit fit = ComputeLayout(input).answer_text;
  EXPECT_EQ(fit.columns, 10);
  EXPECT_GE(fit.size, 32);
}

TEST(Layout, AButtonWithoutALabelIsNotThere) {
  LayoutInput input = MakeInput(1280, 800);
  input.labels[static_cast<size_t>(Command::kRedo)] = {};
  const Layout layout = ComputeLayout(input);
  ASSERT_EQ(layout.buttons.size(), input.labels.size());
  EXPECT_EQ(layout.buttons[static_cast<size_t>(Command::kRedo)].face.w, 0);
  EXPECT_GE(layout.buttons[static_cast<size_t>(Command::kClear)].face.w, kMinTarget);
}

TEST(Layout, EverythingGrowsWithTheReadersText) {
  const Layout normal = ComputeLayout(MakeInput(1280, 800));
  const Layout large = ComputeLayout(MakeInput(1280, 800, 1.5f));
  EXPECT_GT(large.buttons[0].face.h, normal.buttons[0].face.h);
  EXPECT_GT(large.bars[0].label.w, normal.bars[0].label.w);
}

TEST(Layout, NamesEveryDomElementOnce) {
  const Layout layout = ComputeLayout(MakeInput(1280, 800));
  std::set<std::string> names;
  for (const NamedBox& named : NamedBoxes(layout)) {
    EXPECT_TRUE(names.insert(named.name).second) << named.name;
  }
  for (const char* name : {"title", "tagline", "ink", "hint", "answer", "verdict",
                           "recognize", "undo-label", "bar-0-label", "bar-9-figure"}) {
    EXPECT_TRUE(names.contains(name)) << name;
  }
}

}  // namespace
}  // namespace digitpad
