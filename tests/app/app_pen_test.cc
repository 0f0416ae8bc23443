// Erasing, and ink that comes from elsewhere.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/app/test_app.h"
#include "wasm/app/app.h"

namespace digitpad {
namespace {

using testing::MakeInput;
using testing::MakeRecognizer;
using testing::Screen;

std::unique_ptr<App> MakeApp(int cells = 0) {
  ReadOptions options;
  if (cells > 0) {
    options.mode = ReadMode::kBoxes;
    for (int i = 0; i < cells; ++i) {
      options.cells.push_back({static_cast<float>(i), 0, 1, 1});
    }
  }
  auto app = std::make_unique<App>(MakeRecognizer(), std::move(options));
  app->Resize(MakeInput(800, 600), 1);
  return app;
}

Stroke Line(Vec2 from, Vec2 to) {
  Stroke stroke;
  for (int i = 0; i <= 8; ++i) {
    const Vec2 p = from + (to - from) * (static_cast<float>(i) / 8);
    stroke.push_back({p.x, p.y});
  }
  return stroke;
}

void DrawStroke(App* app, Vec2 from, Vec2 to) {
  const Stroke line = Line(from, to);
  app->BeginStroke(line[0]);
  for (const Point& point : line) app->AddPoint(point);
  app->EndStroke();
}

void DrawThree(App* app) {
  for (const float x : {50.0f, 100.0f, 150.0f}) DrawStroke(app, {x, 50}, {x, 200});
}

void ExpectWhole(App* app, Screen* screen) {
  screen->Draw(app);
  app->Invalidate();
  Screen whole(*app);
  whole.Draw(app);
  EXPECT_EQ(screen->pixels(), whole.pixels());
}

TEST(AppPen, TheEraserTakesTouchedStrokesAtOnceAndReadsTheRest) {
  const auto app = MakeApp();
  DrawThree(app.get());
  Screen screen(*app);
  screen.Draw(app.get());
  app->BeginErasing({10, 100});
  EXPECT_EQ(app->editor().ink().size(), 3u);
  app->AddPoint({120, 110});  // over two strokes from one event to the next
  EXPECT_EQ(app->editor().ink().size(), 1u);
  EXPECT_TRUE(app->needs_frame());
  ExpectWhole(app.get(), &screen);
  EXPECT_EQ(app->answer().strokes, 1);
  app->EndStroke();
  EXPECT_EQ(app->answer().strokes, 1);
  EXPECT_NE(app->answer().state, AnswerState::kReading);
  ASSERT_TRUE(app->Run(Command::kUndo));
  EXPECT_EQ(app->answer().strokes, 3);
  ExpectWhole(app.get(), &screen);
  ASSERT_TRUE(app->Run(Command::kRedo));
  EXPECT_EQ(app->answer().strokes, 1);
}

TEST(AppPen, TheEraserReachesAsFarAsThePenIsWideAndALittleMore) {
  const auto app = MakeApp();
  DrawThree(app.get());
  const float reach = app->pen_width() / 2;
  app->BeginErasing({50 - reach - 10, 100});
  EXPECT_EQ(app->editor().ink().size(), 3u);
  app->AddPoint({50 - reach - 3, 100});
  EXPECT_EQ(app->editor().ink().size(), 2u);
}

TEST(AppPen, TheEraserFindsInkThatIsShownSmaller) {
  const auto app = MakeApp();
  DrawStroke(app.get(), {app->layout().ink.w - 20, 20}, {app->layout().ink.w - 20, 200});
  app->Resize(MakeInput(390, 844), 1);
  const float scale = app->layout().ink.w / app->ink_area().x;
  ASSERT_LT(scale, 0.9f);
  const float x = app->editor().ink()[0][0].x * scale;
  app->BeginErasing({x + 4, 100 * scale});
  EXPECT_TRUE(app->editor().ink().empty());
}

TEST(AppPen, ACancelledEraserBringsAllBack) {
  const auto app = MakeApp();
  DrawThree(app.get());
  Screen screen(*app);
  app->BeginErasing({10, 100});
  app->AddPoint({300, 100});
  EXPECT_EQ(app->answer().state, AnswerState::kReading);
  screen.Draw(app.get());
  EXPECT_EQ(app->answer().state, AnswerState::kEmpty);
  app->CancelStroke();
  EXPECT_EQ(app->answer().strokes, 3);
  ExpectWhole(app.get(), &screen);
}

TEST(AppPen, ACommandWhileErasingEndsItFirst) {
  const auto app = MakeApp();
  DrawThree(app.get());
  app->BeginErasing({50, 100});
  ASSERT_TRUE(app->Run(Command::kUndo));
  EXPECT_EQ(app->editor().ink().size(), 3u);
  app->AddPoint({100, 100});  // the eraser is up
  EXPECT_EQ(app->editor().ink().size(), 3u);
}

TEST(AppPen, TheEraserDoesNothingWithoutInkAndInAPicture) {
  const auto app = MakeApp();
  app->BeginErasing({50, 100});
  app->AddPoint({100, 100});
  app->EndStroke();
  EXPECT_FALSE(app->IsEnabled(Command::kUndo));
  ASSERT_TRUE(app->Open({8, 8, std::vector<uint8_t>(64, 255)}).ok());
  app->BeginErasing({50, 100});
  EXPECT_FALSE(app->editor().erasing());
}

TEST(AppPen, CellsStayWithInkThatIsErasedAndBroughtBack) {
  const auto app = MakeApp(4);
  const Box wide = app->cell_row();
  const Box& area = app->layout().ink;
  DrawStroke(app.get(), {area.w / 2, wide.y + 10}, {area.w / 2, wide.y + wide.h - 10});
  app->BeginErasing({0, wide.y + wide.h / 2});
  app->AddPoint({area.w, wide.y + wide.h / 2});
  app->EndStroke();
  ASSERT_TRUE(app->editor().ink().empty());
  app->Resize(MakeInput(390, 844), 1);
  EXPECT_LT(app->cell_row().w, wide.w);
  DrawStroke(app.get(), {100, 100}, {100, 150});
  ASSERT_TRUE(app->Run(Command::kUndo));
  ASSERT_TRUE(app->Run(Command::kUndo));
  EXPECT_EQ(app->cell_row().w, wide.w);
  EXPECT_EQ(app->answer().strokes, 1);
}

TEST(AppPen, OpenedInkTakesThePlaceOfTheOldWhichUndoBringsBack) {
  const auto app = MakeApp();
  Screen screen(*app);
  DrawThree(app.get());
  screen.Draw(app.get());
  app->OpenInk({Line({60, 60}, {60, 160})});
  EXPECT_EQ(app->answer().strokes, 1);
  ExpectWhole(app.get(), &screen);
  ASSERT_TRUE(app->Run(Command::kUndo));
  EXPECT_EQ(app->answer().strokes, 3);
  ExpectWhole(app.get(), &screen);
}

TEST(AppPen, OpeningInkEndsTheStrokeUnderThePen) {
  const auto app = MakeApp();
  app->BeginStroke({50, 50});
  app->OpenInk({Line({60, 60}, {60, 160})});
  app->AddPoint({99, 99});
  EXPECT_EQ(app->editor().ink()[0].size(), 9u);
  ASSERT_TRUE(app->Run(Command::kUndo));
  EXPECT_EQ(app->editor().ink()[0][0].x, 50);
}

TEST(AppPen, OpenedInkIsAllInSightAndWhatWasThereComesBackAtItsSize) {
  const auto app = MakeApp();
  DrawThree(app.get());
  const Vec2 area = app->ink_area();
  app->OpenInk({Line({100, 100}, {5000, 3000})});
  EXPECT_GT(app->ink_area().x, 5000);
  EXPECT_GT(app->ink_area().y, 3000);
  EXPECT_EQ(app->answer().strokes, 1);
  ASSERT_TRUE(app->Run(Command::kUndo));
  EXPECT_EQ(app->ink_area().x, area.x);
  ASSERT_TRUE(app->Run(Command::kRedo));
  EXPECT_GT(app->ink_area().x, 5000);
}

TEST(AppPen, OpenedInkTakesThePlaceOfAPicture) {
  const auto app = MakeApp();
  ASSERT_TRUE(app->Open({8, 8, std::vector<uint8_t>(64, 255)}).ok());
  app->OpenInk({Line({60, 60}, {60, 160})});
  EXPECT_FALSE(app->picture().is_open());
  EXPECT_EQ(app->answer().strokes, 1);
}

TEST(AppPen, OpenedInkIsReadInTheCellsThatItWasWrittenInto) {
  const auto app = MakeApp(4);
  const Box wide = app->cell_row();
  const float x = wide.x + wide.w * 0.875f;
  const Ink ink = {Line({x, wide.y + 10}, {x, wide.y + wide.h - 10})};
  app->Resize(MakeInput(390, 844), 1);
  app->OpenInk(ink, wide);
  EXPECT_EQ(app->cell_row().w, wide.w);
  ASSERT_EQ(app->answer().digits.size(), 1u);
  EXPECT_EQ(app->answer().digits[0].place, 3);
}

}  // namespace
}  // namespace digitpad
