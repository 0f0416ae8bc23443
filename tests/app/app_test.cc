#include "wasm/app/app.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/base/fixed_point.h"
#include "tests/app/test_app.h"

namespace digitpad {
namespace {

using testing::MakeInput;
using testing::MakeRecognizer;
using testing::Screen;

std::unique_ptr<App> MakeApp(Model model = testing::MakeModel(1, 3)) {
  return std::make_unique<App>(MakeRecognizer(std::move(model)));
}

std::unique_ptr<App> MakeSizedApp(float width = 800, float height = 600) {
  auto app = MakeApp();
  app->Resize(MakeInput(width, height), 1);
  return app;
}

void DrawStroke(App* app, Vec2 from, Vec2 to) {
  app->BeginStroke({from.x, from.y});
  for (int i = 1; i <= 8; ++i) {
    const Vec2 p = from + (to - from) * (static_cast<float>(i) / 8);
    app->AddPoint({p.x, p.y});
  }
  app->EndStroke();
}

TEST(App, StartsEmptyWithNothingButTryAgainAndTheMenu) {
  const auto app = MakeSizedApp();
  EXPECT_EQ(app->answer().state, AnswerState::kEmpty);
  EXPECT_EQ(app->answer().text, "");
  EXPECT_EQ(app->bars().size(), 10u);
  for (int i = 0; i < kPageCommandCount; ++i) {
    const auto command = static_cast<Command>(i);
    const bool enabled = command == Command::kNew || command == Command::kMenu;
    EXPECT_EQ(app->IsEnabled(command), enabled) << kCommandNames[i];
    EXPECT_EQ(app->Run(command), enabled);
  }
}

TEST(App, ReadsWhileThePenIsDownAndSettlesWhenItLifts) {
  const auto app = MakeSizedApp();
  app->BeginStroke({50, 50});
  app->AddPoint({60, 90});
  app->Update();
  EXPECT_EQ(app->answer().state, AnswerState::kReading);
  EXPECT_NE(app->answer().guess, "");
  EXPECT_EQ(app->answer().strokes, 0);
  app->EndStroke();
  EXPECT_NE(app->answer().state, AnswerState::kReading);
  EXPECT_EQ(app->answer().state, app->answer().verdict);
  EXPECT_EQ(app->answer().strokes, 1);
  EXPECT_EQ(app->answer().bars().size(), 10u);
}

TEST(App, AnswersWhatTheRecognizerReads) {
  const auto app = MakeSizedApp();
  DrawStroke(app.get(), {40, 40}, {60, 160});
  const auto recognizer = MakeRecognizer();
  Result result;
  ASSERT_TRUE(recognizer->Read(app->editor().ink(), ReadMode::kNumber, &result).ok());
  EXPECT_EQ(app->answer().guess, result.text);
  EXPECT_EQ(app->answer().confidence, result.confidence);
  EXPECT_EQ(app->answer().text, result.accepted ? result.text : "?");
}

TEST(App, NoneOfTheseIsRejectedAndHasNoBar) {
  Model model = testing::MakeModel(1, 3);
  // The class that always wins is that of no digit.
  model.labels[4] = "";
  model.layers.back().bias_i32[4] = 1 << 24;
  const auto app = MakeApp(std::move(model));
  app->Resize(MakeInput(800, 600), 1);
  DrawStroke(app.get(), {40, 40}, {60, 160});
  EXPECT_EQ(app->bars().size(), 9u);
  EXPECT_EQ(app->answer().state, AnswerState::kRejected);
  EXPECT_EQ(app->answer().text, "?");
}

TEST(App, NotSureEnoughIsUnsure) {
  Model model = testing::MakeModel(1, 3);
  model.calibration.accept = 10000;
  model.calibration.shift = kMaxShift;  // all classes alike
  const auto app = MakeApp(std::move(model));
  app->Resize(MakeInput(800, 600), 1);
  DrawStroke(app.get(), {40, 40}, {60, 160});
  EXPECT_EQ(app->answer().state, AnswerState::kUnsure);
  EXPECT_EQ(app->answer().text, "?");
  EXPECT_NE(app->answer().guess, "");
}

TEST(App, CommandsAreEnabledAsTheyMakeSense) {
  const auto app = MakeSizedApp();
  const auto enabled = [&] {
    std::string names;
    for (int i = 0; i < kPageCommandCount; ++i) {
      if (app->IsEnabled(static_cast<Command>(i))) {
        names += std::string(kCommandNames[i]) + " ";
      }
    }
    return names;
  };
  DrawStroke(app.get(), {40, 40}, {60, 160});
  EXPECT_EQ(enabled(), "recognize undo clear new menu copy ");
  EXPECT_TRUE(app->Run(Command::kUndo));
  EXPECT_EQ(enabled(), "redo new menu ");
  EXPECT_TRUE(app->Run(Command::kRedo));
  EXPECT_TRUE(app->Run(Command::kClear));
  EXPECT_EQ(enabled(), "undo new menu ");
  EXPECT_EQ(app->answer().state, AnswerState::kEmpty);
  EXPECT_TRUE(app->Run(Command::kUndo));
  EXPECT_EQ(app->answer().strokes, 1);
  EXPECT_TRUE(app->Run(Command::kNew));
  EXPECT_EQ(enabled(), "new menu ");
}

TEST(App, ACommandWhileDrawingEndsTheStrokeFirst) {
  const auto app = MakeSizedApp();
  app->BeginStroke({10, 10});
  EXPECT_TRUE(app->Run(Command::kUndo));
  EXPECT_TRUE(app->editor().ink().empty());
  app->AddPoint({20, 20});
  app->EndStroke();
  EXPECT_TRUE(app->editor().ink().empty());
  EXPECT_TRUE(app->Run(Command::kRedo));
  EXPECT_EQ(app->answer().strokes, 1);
}

TEST(App, ACancelledStrokeTakesItsAnswerBack) {
  const auto app = MakeSizedApp();
  app->BeginStroke({10, 10});
  app->AddPoint({20, 40});
  app->Update();
  app->CancelStroke();
  EXPECT_EQ(app->answer().state, AnswerState::kEmpty);
}

TEST(App, RevisionGrowsWithEveryChangeOfTheAnswer) {
  const auto app = MakeSizedApp();
  const int before = app->revision();
  app->Update();
  EXPECT_EQ(app->revision(), before);
  DrawStroke(app.get(), {40, 40}, {60, 160});
  EXPECT_GT(app->revision(), before);
}

TEST(App, DrawsNothingWhereNothingChanged) {
  const auto app = MakeSizedApp();
  Screen screen(*app);
  EXPECT_EQ(screen.Draw(app.get()).size(), 1u);
  EXPECT_FALSE(app->needs_frame());
  EXPECT_TRUE(screen.Draw(app.get()).empty());
  app->SetButtonState(Command::kUndo, {});
  app->SetTheme(LightTheme());
  EXPECT_FALSE(app->needs_frame());
}

TEST(App, ADotDrawsOnlyWhatItTouches) {
  const auto app = MakeSizedApp();
  Screen screen(*app);
  DrawStroke(app.get(), {40, 40}, {60, 160});
  screen.Draw(app.get());
  app->BeginStroke({200, 100});
  app->AddPoint({203, 100});
  app->Update();
  const Layout& layout = app->layout();
  const Box pen = {layout.ink.x + 185, layout.ink.y + 85, 35, 35};
  for (const IntRect& rect : screen.Draw(app.get())) {
    const bool at_pen = Intersect(rect, Around(pen)) == rect;
    const bool at_card = Intersect(rect, Around(layout.card)) == rect;
    EXPECT_TRUE(at_pen || at_card) << rect.x << "," << rect.y;
  }
}

// Reads every stroke as a digit, with the confidence that its place in the list says.
App::ReadInk ADigitAStroke(std::vector<int> confidences) {
  return [confidences](const Ink& ink, const ReadOptions& /*options*/, Result* result) {
    result->Clear();
    result->accepted = true;
    for (size_t i = 0; i < ink.size(); ++i) {
      Digit digit;
      digit.label = std::to_string(i % 10);
      digit.confidence = confidences[i % confidences.size()];
      digit.box = BoundingBox({ink[i]});
      digit.strokes = {static_cast<int>(i)};
      digit.alternatives = {{digit.label, digit.confidence}};
      if (digit.confidence < 10000) {
        digit.alternatives.push_back({"9", 10000 - digit.confidence});
      }
      result->text += digit.label;
      result->accepted = result->accepted && digit.confidence >= 8000;
      result->digits.push_back(digit);
    }
    result->confidence = 7000;
    return Status::Ok();
  };
}

std::unique_ptr<App> MakeNumberApp(std::vector<int> confidences) {
  Model model = testing::MakeModel(1, 3);
  model.calibration.accept = 8000;
  auto app = std::make_unique<App>(MakeRecognizer(std::move(model)), ReadOptions{},
                                   ADigitAStroke(confidences));
  LayoutInput input = MakeInput(800, 600);
  input.choosable = true;
  app->Resize(input, 1);
  return app;
}

TEST(App, ShowsAllDigitsAndTheBarsOfTheLeastSure) {
  const auto app = MakeNumberApp({9900, 9000, 9500});
  for (const float x : {40.0f, 120.0f, 200.0f}) DrawStroke(app.get(), {x, 40}, {x, 160});
  const Answer& answer = app->answer();
  EXPECT_EQ(answer.text, "012");
  EXPECT_EQ(answer.strokes, 3);
  ASSERT_EQ(answer.digits.size(), 3u);
  EXPECT_EQ(answer.chosen, 1);
  EXPECT_EQ(answer.bars()[1], 9000);
  EXPECT_EQ(answer.bars()[9], 1000);
  ASSERT_EQ(app->frames().size(), 3u);
  EXPECT_TRUE(app->frames()[1].chosen);
  app->ChooseDigit(2);
  EXPECT_EQ(app->answer().bars()[2], 9500);
  EXPECT_TRUE(app->frames()[2].chosen);
  EXPECT_FALSE(app->frames()[1].chosen);
}

TEST(App, ASingleDigitHasNoFrame) {
  const auto app = MakeNumberApp({9900});
  DrawStroke(app.get(), {40, 40}, {40, 160});
  EXPECT_TRUE(app->frames().empty());
  EXPECT_TRUE(app->layout().digit_buttons.empty());
  DrawStroke(app.get(), {140, 40}, {140, 160});
  EXPECT_EQ(app->layout().digit_buttons.size(), 2u);
  ASSERT_TRUE(app->Run(Command::kUndo));
  EXPECT_TRUE(app->layout().digit_buttons.empty());
}

TEST(App, AnUnsureDigitIsMarkedAndMakesTheNumberUnsure) {
  const auto app = MakeNumberApp({9900, 6000});
  for (const float x : {40.0f, 120.0f}) DrawStroke(app.get(), {x, 40}, {x, 160});
  EXPECT_EQ(app->answer().state, AnswerState::kUnsure);
  EXPECT_EQ(app->answer().text, "?");
  EXPECT_EQ(app->answer().guess, "01");
  EXPECT_TRUE(app->frames()[0].sure);
  EXPECT_FALSE(app->frames()[1].sure);
  EXPECT_EQ(app->frames()[1].text, "1?");
}

TEST(App, AFurtherDigitDrawsOnlyWhatItChanges) {
  const auto app = MakeNumberApp({9900, 9000, 9500});
  for (const float x : {40.0f, 120.0f}) DrawStroke(app.get(), {x, 40}, {x, 160});
  Screen screen(*app);
  screen.Draw(app.get());
  DrawStroke(app.get(), {300, 40}, {300, 160});
  const Layout& layout = app->layout();
  const Box first = {layout.ink.x, layout.ink.y, 90, layout.ink.h};
  for (const IntRect& rect : screen.Draw(app.get())) {
    EXPECT_TRUE(Intersect(rect, Around(first)).empty()) << rect.x << "," << rect.y;
  }
}

// Whatever happens: drawing what has changed gives the same pixels as drawing everything.
TEST(App, PartialFramesAddUpToTheWholePicture) {
  for (const float ratio : {1.0f, 1.5f, 2.0f}) {
    const auto app = MakeNumberApp({9900, 5000, 9500});
    app->Resize(MakeInput(760, 560), ratio);
    Screen partial(*app, ratio);
    testing::Random random(11);
    const auto coordinate = [&] { return static_cast<float>(random.Between(-20, 480)); };
    for (int step = 0; step < 120; ++step) {
      switch (random.Between(0, 8)) {
        case 0:
          app->BeginStroke({coordinate(), coordinate()});
          break;
        case 1:
          app->EndStroke();
          break;
        case 2:
          app->Run(static_cast<Command>(random.Between(0, 4)));
          break;
        case 3:
          app->SetButtonState(static_cast<Command>(random.Between(0, 5)),
                              {random.Between(0, 1) != 0, random.Between(0, 1) != 0,
                               random.Between(0, 1) != 0});
          break;
        case 4:
          if (random.Between(0, 9) == 0) app->CancelStroke();
          break;
        default:
          app->AddPoint({coordinate(), coordinate()});
      }
      if (random.Between(0, 2) != 0) continue;
      partial.Draw(app.get());
      if (step % 10 != 0) continue;
      app->Invalidate();
      Screen whole(*app, ratio);
      whole.Draw(app.get());
      ASSERT_EQ(partial.pixels(), whole.pixels()) << "step " << step;
    }
  }
}

TEST(App, AThemeChangeDrawsEverythingAgain) {
  const auto app = MakeSizedApp();
  Screen screen(*app);
  screen.Draw(app.get());
  const auto light = screen.pixels();
  app->SetTheme(DarkTheme());
  EXPECT_TRUE(app->needs_frame());
  screen.Draw(app.get());
  EXPECT_NE(screen.pixels(), light);
}

// Which pixels have the ink's color.
std::vector<bool> InkMask(App* app) {
  Screen screen(*app);
  app->Invalidate();
  screen.Draw(app);
  const uint32_t color = PixelFormat().Pack(app->theme()[Role::kInk]);
  std::vector<bool> mask;
  for (const uint32_t pixel : screen.pixels()) mask.push_back(pixel == color);
  return mask;
}

int InkPixels(App* app) {
  const auto mask = InkMask(app);
  return static_cast<int>(std::count(mask.begin(), mask.end(), true));
}

TEST(App, ResizeNeitherMovesNorLosesInk) {
  const auto app = MakeSizedApp(1280, 800);
  DrawStroke(app.get(), {500, 400}, {700, 550});
  const Ink before = app->editor().ink();
  const Answer answer = app->answer();
  EXPECT_GT(InkPixels(app.get()), 500);
  // A drawing area that ends before the ink begins.
  app->Resize(MakeInput(390, 640), 1);
  EXPECT_LT(app->layout().ink.w, 400);
  EXPECT_GT(InkPixels(app.get()), 100);
  EXPECT_EQ(app->answer(), answer);
  app->Resize(MakeInput(1280, 800), 1);
  EXPECT_GT(InkPixels(app.get()), 500);
  ASSERT_EQ(app->editor().ink().size(), 1u);
  EXPECT_EQ(app->editor().ink()[0].back().x, before[0].back().x);
}

// Who shows the tags' texts asks for their places when the revision has grown.
TEST(App, RevisionGrowsWithAResizeWhichMovesFrames) {
  const auto app = MakeNumberApp({9900, 9000});
  for (const float x : {300.0f, 400.0f}) DrawStroke(app.get(), {x, 40}, {x, 160});
  const int before = app->revision();
  const std::vector<Frame> frames = app->frames();
  app->Resize(MakeInput(390, 640), 1);
  EXPECT_NE(app->frames(), frames);
  EXPECT_GT(app->revision(), before);
}

TEST(App, UndoBringsInkBackIntoSightAfterAResizeWhileEmpty) {
  const auto app = MakeSizedApp(1280, 800);
  DrawStroke(app.get(), {700, 100}, {720, 400});
  ASSERT_TRUE(app->Run(Command::kClear));
  app->Resize(MakeInput(390, 800), 1);
  EXPECT_EQ(InkPixels(app.get()), 0);
  ASSERT_TRUE(app->Run(Command::kUndo));
  EXPECT_GT(InkPixels(app.get()), 100);
}

TEST(App, UndoAndRedoBringInkBackIntoSightOverStrokesOnASmallerArea) {
  const auto app = MakeSizedApp(1280, 800);
  DrawStroke(app.get(), {700, 100}, {720, 400});
  app->Resize(MakeInput(390, 800), 1);
  ASSERT_TRUE(app->Run(Command::kClear));
  DrawStroke(app.get(), {40, 40}, {60, 160});
  ASSERT_TRUE(app->Run(Command::kUndo));
  ASSERT_TRUE(app->Run(Command::kUndo));
  EXPECT_GT(InkPixels(app.get()), 100);

  // Stroke by stroke, with the resize between undo and redo.
  ASSERT_TRUE(app->Run(Command::kNew));
  app->Resize(MakeInput(1280, 800), 1);
  DrawStroke(app.get(), {700, 100}, {720, 400});
  ASSERT_TRUE(app->Run(Command::kUndo));
  app->Resize(MakeInput(390, 800), 1);
  ASSERT_TRUE(app->Run(Command::kRedo));
  EXPECT_GT(InkPixels(app.get()), 100);
}

TEST(App, UndoLeavesInkThatFitsInItsPlace) {
  const auto app = MakeSizedApp(1280, 800);
  DrawStroke(app.get(), {40, 40}, {60, 160});
  DrawStroke(app.get(), {700, 100}, {720, 400});
  app->Resize(MakeInput(390, 800), 1);
  const auto both = InkMask(app.get());
  ASSERT_TRUE(app->Run(Command::kUndo));
  const auto first = InkMask(app.get());
  EXPECT_GT(std::count(first.begin(), first.end(), true), 50);
  for (size_t i = 0; i < first.size(); ++i) EXPECT_LE(first[i], both[i]) << i;
  ASSERT_TRUE(app->Run(Command::kRedo));
  EXPECT_EQ(InkMask(app.get()), both);
}

TEST(App, InkGoesOnUnderThePenWhereItIsShownSmaller) {
  const auto app = MakeSizedApp(1280, 800);
  DrawStroke(app.get(), {500, 400}, {700, 550});
  app->Resize(MakeInput(390, 640), 1);
  // What the first stroke's end looks like now, touched again, is its end in the ink.
  const float shown = app->layout().ink.w;
  app->BeginStroke({shown, 100});
  app->EndStroke();
  EXPECT_GT(app->editor().ink()[1][0].x, 690);
}

TEST(App, SavesTheInkAsItIsShown) {
  const auto app = MakeSizedApp();
  DrawStroke(app.get(), {40, 40}, {60, 160});
  const GrayPicture picture = app->RenderPicture(2);
  EXPECT_EQ(picture.width, static_cast<int>(app->layout().ink.w) * 2);
  const auto at = [&](int x, int y) {
    return picture.pixels[static_cast<size_t>(y) * static_cast<size_t>(picture.width) +
                          static_cast<size_t>(x)];
  };
  EXPECT_EQ(at(100, 200), 0);
  EXPECT_EQ(at(300, 200), 255);
}

TEST(App, SavesNoGiantWhereInkHasBecomeSmaller) {
  const auto app = MakeSizedApp(3840, 900);
  DrawStroke(app.get(), {100, 300}, {2400, 300});
  app->Resize(MakeInput(320, 1600), 1);
  const Vec2 area = app->ink_area();
  ASSERT_GT(area.x * area.y, 15e6F);
  const GrayPicture picture = app->RenderPicture(2);
  EXPECT_LE(picture.pixels.size(), 8'100'000U);
  EXPECT_GE(picture.pixels.size(), 7'900'000U);
  EXPECT_NEAR(static_cast<float>(picture.width) / static_cast<float>(picture.height),
              area.x / area.y, 1e-3F);
  const float scale = static_cast<float>(picture.width) / area.x;
  const auto row = static_cast<size_t>(300 * scale),
             x = static_cast<size_t>(1200 * scale);
  EXPECT_EQ(picture.pixels[row * static_cast<size_t>(picture.width) + x], 0);
}

TEST(App, SavesAllThatIsShownOfInkThatHasBecomeSmaller) {
  const auto app = MakeSizedApp(1280, 800);
  DrawStroke(app.get(), {600, 100}, {600, 300});
  app->Resize(MakeInput(390, 640), 1);
  const GrayPicture picture = app->RenderPicture(1);
  ASSERT_GT(picture.width, 600);
  ASSERT_GT(picture.height, 310);
  const auto at = [&](int x, int y) {
    return picture.pixels[static_cast<size_t>(y) * static_cast<size_t>(picture.width) +
                          static_cast<size_t>(x)];
  };
  // In the ink's own units, whatever the size on the screen.
  EXPECT_EQ(at(600, 200), 0);
  EXPECT_EQ(at(500, 200), 255);
}

}  // namespace
}  // namespace digitpad
