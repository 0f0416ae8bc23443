#include "wasm/app/embedded_layout.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/app/test_layout.h"
#include "wasm/app/cell_row.h"

namespace digitpad {
namespace {

constexpr Command kHidden[] = {Command::kRecognize, Command::kNew, Command::kMenu};

LayoutInput MakeFrame(float width, float height, float text_scale = 1) {
  LayoutInput input = MakeInput(width, height, text_scale);
  input.embedded = true;
  input.choosable = true;
  input.copyable = true;
  return input;
}

LayoutInput MakeQuestion(LayoutInput input, int digits, int candidates) {
  input.digits = digits;
  input.candidates = candidates;
  return input;
}

const Box& FaceOf(const Layout& layout, Command command) {
  return layout.buttons[static_cast<size_t>(command)].face;
}

struct Named {
  std::string name;
  Box box;
};

std::vector<Named> Parts(const Layout& layout) {
  std::vector<Named> parts = {
      {"ink", layout.ink}, {"answer", layout.answer}, {"verdict", layout.verdict}};
  if (layout.digits.w > 0) parts.push_back({"digits", layout.digits});
  for (const Command tool : {Command::kUndo, Command::kRedo, Command::kClear}) {
    if (FaceOf(layout, tool).w > 0) parts.push_back({"tool", FaceOf(layout, tool)});
  }
  return parts;
}

void ExpectSound(const LayoutInput& input) {
  SCOPED_TRACE(::testing::Message()
               << input.size.x << "x" << input.size.y << " at " << input.text_scale
               << ", " << input.digits << " digits, " << input.candidates);
  const Layout layout = ComputeLayout(input);
  const Box whole = {0, 0, layout.size.x, layout.size.y};
  const auto parts = Parts(layout);
  for (size_t i = 0; i < parts.size(); ++i) {
    EXPECT_TRUE(Within(parts[i].box, whole)) << parts[i].name;
    EXPECT_EQ(Within(parts[i].box, layout.card), i > 0) << parts[i].name;
    for (size_t j = 0; j < i; ++j) {
      EXPECT_FALSE(Overlap(parts[i].box, parts[j].box))
          << parts[i].name << " and " << parts[j].name;
    }
  }
  for (size_t i = 0; i < layout.buttons.size(); ++i) {
    const ButtonLayout& button = layout.buttons[i];
    if (!(button.face.w > 0)) continue;
    EXPECT_GE(button.face.w, kMinTarget) << kCommandNames[i];
    EXPECT_GE(button.face.h, kMinTarget) << kCommandNames[i];
    for (const Box& part : {button.icon, button.label}) {
      EXPECT_TRUE(part.w == 0 || Within(part, button.face)) << kCommandNames[i];
    }
  }
  for (const Command command : kHidden) EXPECT_EQ(FaceOf(layout, command).w, 0);
  EXPECT_TRUE(layout.bars.empty());
  EXPECT_EQ(layout.title.w + layout.tagline.w + layout.mark.w, 0);
  EXPECT_GE(layout.ink.h, 90);
  EXPECT_GE(layout.verdict.h, 1.3f * layout.em);
  EXPECT_GE(layout.answer_text.size, input.digits > 12 ? 6 : 8);
}

TEST(EmbeddedLayout, NothingOverlapsAtAnySize) {
  for (const Vec2 size : {Vec2{240, 200},
                          {320, 240},
                          {300, 400},
                          {600, 180},
                          {800, 600},
                          {320, 352},
                          {480, 320},
                          {400, 200},
                          {640, 360},
                          {800, 140},
                          {200, 500},
                          {100, 50},
                          {1, 1}}) {
    for (const float text_scale : {1.0f, 1.25f, 2.0f}) {
      LayoutInput input = MakeFrame(size.x, size.y, text_scale);
      for (const bool right_to_left : {false, true}) {
        input.right_to_left = right_to_left;
        for (const int digits : {0, 1, 2, 5, 12, 20}) {
          ExpectSound(MakeQuestion(input, digits, 0));
          if (digits == 0) continue;
          ExpectSound(MakeQuestion(input, digits, 1));
          ExpectSound(MakeQuestion(input, digits, 2));
        }
      }
    }
  }
}

TEST(EmbeddedLayout, AFrameOfUsualSizeIsFilledAndDoesNotScroll) {
  for (const Vec2 size :
       {Vec2{240, 200}, {320, 240}, {300, 400}, {600, 180}, {800, 600}, {400, 140}}) {
    const Layout layout = ComputeLayout(MakeFrame(size.x, size.y));
    EXPECT_EQ(layout.size.x, size.x);
    EXPECT_EQ(layout.size.y, size.y) << size.x;
    // Sheet and answer share it from edge to edge.
    const float areas = layout.ink.w * layout.ink.h + layout.card.w * layout.card.h;
    EXPECT_EQ(areas, size.x * size.y);
    EXPECT_GE(layout.ink.w * layout.ink.h, 0.5f * areas) << size.x;
  }
}

TEST(EmbeddedLayout, ALowFrameHasTheAnswerBesideTheSheetAndOthersBelowIt) {
  for (const Vec2 size : {Vec2{600, 180}, {400, 200}, {800, 300}}) {
    LayoutInput input = MakeFrame(size.x, size.y);
    Layout layout = ComputeLayout(input);
    EXPECT_TRUE(layout.wide);
    EXPECT_EQ(layout.ink.h, size.y);
    EXPECT_EQ(layout.card.x, layout.ink.x + layout.ink.w);
    input.right_to_left = true;
    layout = ComputeLayout(input);
    EXPECT_EQ(layout.ink.x, layout.card.x + layout.card.w);
  }
  for (const Vec2 size : {Vec2{240, 200}, {320, 240}, {300, 400}, {800, 600}}) {
    const Layout layout = ComputeLayout(MakeFrame(size.x, size.y));
    EXPECT_FALSE(layout.wide);
    EXPECT_EQ(layout.ink.w, size.x);
    EXPECT_EQ(layout.card.y, layout.ink.y + layout.ink.h);
  }
}

TEST(EmbeddedLayout, UndoAndClearAreAlwaysThereAndRedoWhereThereIsRoom) {
  for (const Vec2 size : {Vec2{240, 200}, {320, 240}, {600, 180}}) {
    const Layout layout = ComputeLayout(MakeFrame(size.x, size.y));
    EXPECT_GT(FaceOf(layout, Command::kUndo).w, 0);
    EXPECT_GT(FaceOf(layout, Command::kClear).w, 0);
    EXPECT_EQ(FaceOf(layout, Command::kRedo).w > 0, size.x >= 320);
  }
  // And words on them.
  const Layout large = ComputeLayout(MakeFrame(800, 600));
  EXPECT_GT(large.buttons[static_cast<size_t>(Command::kClear)].label.w, 0);
}

TEST(EmbeddedLayout, NeitherSheetNorButtonsMoveWithTheAnswer) {
  for (const Vec2 size : {Vec2{240, 200}, {300, 400}, {600, 180}, {800, 400}}) {
    const LayoutInput input = MakeFrame(size.x, size.y);
    const Layout empty = ComputeLayout(MakeQuestion(input, 0, 0));
    for (const int digits : {1, 3, 12}) {
      for (const int candidates : {0, 1, 2}) {
        const Layout layout = ComputeLayout(MakeQuestion(input, digits, candidates));
        EXPECT_EQ(layout.ink.w, empty.ink.w);
        EXPECT_EQ(layout.ink.h, empty.ink.h);
        for (const Command tool : {Command::kUndo, Command::kClear}) {
          EXPECT_EQ(FaceOf(layout, tool).x, FaceOf(empty, tool).x);
          EXPECT_EQ(FaceOf(layout, tool).y, FaceOf(empty, tool).y);
        }
      }
    }
  }
}

TEST(EmbeddedLayout, AQuestionAboutOneOfSeveralDigitsHasTheirRowWhereItFits) {
  const auto digits_of = [](Vec2 size, int digits, int candidates) {
    const LayoutInput input = MakeFrame(size.x, size.y);
    return ComputeLayout(MakeQuestion(input, digits, candidates)).digit_buttons.size();
  };
  EXPECT_EQ(digits_of({300, 400}, 3, 2), 3u);
  EXPECT_EQ(digits_of({800, 400}, 3, 2), 3u);
  EXPECT_EQ(digits_of({300, 400}, 3, 0), 0u);  // an answer
  EXPECT_EQ(digits_of({300, 400}, 1, 2), 0u);
  EXPECT_EQ(digits_of({240, 200}, 3, 2), 0u);
}

TEST(EmbeddedLayout, AShortNumberToChooseStandsInOneLine) {
  for (const Vec2 size : {Vec2{240, 200}, {600, 180}}) {
    const LayoutInput input = MakeFrame(size.x, size.y);
    const TextFit fit = ComputeLayout(MakeQuestion(input, 3, 2)).answer_text;
    EXPECT_EQ(fit.columns, 3);
    EXPECT_GE(fit.size, 13);
  }
}

TEST(EmbeddedLayout, TheAnswersTileIsTheButtonToTypeOverIt) {
  const Layout layout = ComputeLayout(MakeQuestion(MakeFrame(240, 200), 1, 0));
  EXPECT_EQ(FaceOf(layout, Command::kCopy).w, layout.answer.w);
  EXPECT_GT(layout.buttons[static_cast<size_t>(Command::kCopy)].icon.w, 0);
}

TEST(EmbeddedLayout, BoxesUseALowSheet) {
  LayoutInput input = MakeFrame(240, 200);
  input.cells = 4;
  const Layout layout = ComputeLayout(input);
  EXPECT_GE(layout.cell_row.w / 4, 44);
  EXPECT_EQ(layout.hint.w, 0);  // it would lie on them
  EXPECT_LE(ReachOfCellRow(layout.cell_row, layout.cell_em).y, layout.ink.h);
  input.size = {800, 600};
  EXPECT_GT(ComputeLayout(input).hint.w, 0);
}

TEST(EmbeddedLayout, ManyBoxesHaveTheWholeWidthAndFewAHighSheet) {
  LayoutInput input = MakeFrame(400, 240);
  input.cells = 20;
  const Layout many = ComputeLayout(input);
  EXPECT_EQ(many.ink.w, 400);
  EXPECT_GE(many.cell_row.w, 360);
  ExpectSound(input);
  input.cells = 2;
  EXPECT_TRUE(ComputeLayout(input).wide);
  // What would make the frame scroll is no better.
  input = MakeFrame(600, 120);
  input.cells = 20;
  EXPECT_TRUE(ComputeLayout(input).wide);
}

}  // namespace
}  // namespace digitpad
