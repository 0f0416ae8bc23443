// Ink and numbers that a program gives the app.
#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <utility>

#include "tests/app/test_app.h"
#include "wasm/app/app.h"

namespace digitpad {
namespace {

std::unique_ptr<App> MakeApp(ReadOptions options = {}) {
  auto app = std::make_unique<App>(testing::MakeRecognizer(), std::move(options));
  LayoutInput input = testing::MakeInput(320, 240);
  input.embedded = true;
  app->Resize(input, 1);
  return app;
}

void DrawStroke(App* app, float x = 40) {
  app->BeginStroke({x, 40});
  app->AddPoint({x + 20, 90});
  app->EndStroke();
}

Ink Slash(float left, float top, float size) {
  return {{{left + size, top}, {left + size / 2, top + size / 2}, {left, top + size}}};
}

std::string Json(const Result& result) {
  std::string text;
  AppendJson(result, &text);
  return text;
}

// Where in the ink's plane a pen writes that is at this place of the drawing area.
Vec2 InkAt(App* app, Vec2 place) {
  app->BeginStroke({place.x, place.y});
  const Point point = app->editor().ink().back()[0];
  app->CancelStroke();
  return {point.x, point.y};
}

TEST(AppGiven, InkIsReadAsItIsWhereverItLies) {
  const auto app = MakeApp();
  const auto recognizer = testing::MakeRecognizer();
  for (const Ink& ink : {Slash(60, 30, 90), Slash(0, 0, 0.5f), Slash(-9e5f, 9e5f, 1e5f),
                         Ink{{}, {{-7, 5}}, {}}}) {
    ASSERT_TRUE(app->SetInk(ink, {}).ok());
    Result expected;
    ASSERT_TRUE(recognizer->Read(ink, ReadOptions(), &expected).ok());
    EXPECT_EQ(Json(app->result()), Json(expected));
    ASSERT_EQ(app->editor().ink().size(), ink.size());
    EXPECT_NE(app->answer().state, AnswerState::kReading);
  }
}

TEST(AppGiven, InkThatLiesElsewhereIsSeenInTheMiddle) {
  const auto app = MakeApp();
  const Vec2 area = {app->layout().ink.w, app->layout().ink.h};
  for (const float size : {0.5f, 100.0f, 1e5f}) {
    for (const float left : {-2 * size, 3 * size + 500}) {
      ASSERT_TRUE(app->SetInk(Slash(left, left, size), {}).ok());
      const Vec2 middle = InkAt(app.get(), area * 0.5f);
      EXPECT_NEAR(middle.x, left + size / 2, 0.02f * size);
      EXPECT_NEAR(middle.y, left + size / 2, 0.02f * size);
      EXPECT_NEAR(app->pen_width() * 0.75f * area.y / size, 6, 0.01f);
      // It takes three quarters of the height.
      EXPECT_NEAR(InkAt(app.get(), {area.x / 2, area.y / 8}).y, left, 0.02f * size);
    }
  }
  ASSERT_TRUE(app->SetInk(Slash(60, 30, 90), {}).ok());
  EXPECT_EQ(InkAt(app.get(), {7, 9}).x, 7);
}

TEST(AppGiven, ItIsSavedAsItIsSeen) {
  const auto app = MakeApp();
  for (const float size : {0.5f, 1e5f}) {
    ASSERT_TRUE(app->SetInk(Slash(-9e5f, 9e5f, size), {}).ok());
    const GrayPicture picture = app->RenderPicture(2);
    EXPECT_EQ(picture.width, static_cast<int>(app->layout().ink.w) * 2);
    EXPECT_EQ(picture.height, static_cast<int>(app->layout().ink.h) * 2);
    EXPECT_EQ(picture.view().row(picture.height / 2)[picture.width / 2], 0);
    const InkSheet sheet = app->Sheet();
    EXPECT_NEAR(sheet.size.x, app->layout().ink.w, 0.1F);
    EXPECT_NEAR(sheet.size.y, app->layout().ink.h, 0.1F);
    const Box box = BoundingBox(sheet.ink);
    EXPECT_NEAR(box.x + box.w / 2, sheet.size.x / 2, sheet.size.x / 10);
    EXPECT_NEAR(box.y + box.h / 2, sheet.size.y / 2, sheet.size.y / 10);
    EXPECT_GT(box.h, sheet.size.y / 2);
    EXPECT_GT(sheet.pen_width, 1);
  }
}

TEST(AppGiven, ItStaysInSightThroughUndoAndAnotherSize) {
  const auto app = MakeApp();
  const auto middle = [&] {
    return InkAt(app.get(), {app->layout().ink.w / 2, app->layout().ink.h / 2}).x;
  };
  ASSERT_TRUE(app->SetInk(Slash(5000, 5000, 100), {}).ok());
  ASSERT_NEAR(middle(), 5050, 1);
  DrawStroke(app.get());
  app->Run(Command::kClear);
  DrawStroke(app.get());
  EXPECT_EQ(app->editor().ink()[0][0].x, 40);
  for (int i = 0; i < 3; ++i) app->Run(Command::kUndo);
  EXPECT_NEAR(middle(), 5050, 1);
  LayoutInput input = testing::MakeInput(600, 180);
  input.embedded = true;
  app->Resize(input, 2);
  EXPECT_NEAR(middle(), 5050, 1);
}

TEST(AppGiven, NothingOfItCanBeUndone) {
  const auto app = MakeApp();
  DrawStroke(app.get());
  ASSERT_TRUE(app->SetInk(Slash(60, 30, 90), {}).ok());
  EXPECT_FALSE(app->IsEnabled(Command::kUndo));
  DrawStroke(app.get());
  ASSERT_TRUE(app->SetNumber("12"));
  EXPECT_FALSE(app->IsEnabled(Command::kUndo));
  EXPECT_EQ(app->answer().text, "12");
  EXPECT_TRUE(app->editor().ink().empty());
  EXPECT_EQ(Json(app->result()), Json({}));
  ASSERT_TRUE(app->SetNumber(""));
  EXPECT_EQ(app->answer().state, AnswerState::kEmpty);
}

TEST(AppGiven, WhatIsNoneChangesNothing) {
  const auto app = MakeApp();
  DrawStroke(app.get());
  const float far = std::numeric_limits<float>::infinity();
  EXPECT_FALSE(app->SetInk({{{far, 0}}}, {}).ok());
  EXPECT_FALSE(app->SetInk(Ink(kMaxStrokes + 1), {}).ok());
  EXPECT_FALSE(app->SetNumber("1x"));
  EXPECT_FALSE(app->SetNumber(std::string(33, '1')));
  EXPECT_EQ(app->editor().ink().size(), 1u);
  EXPECT_TRUE(app->IsEnabled(Command::kUndo));
}

TEST(AppGiven, AStrokeUnderThePenIsGone) {
  const auto app = MakeApp();
  app->BeginStroke({40, 40});
  ASSERT_TRUE(app->SetInk(Slash(60, 30, 90), {}).ok());
  app->AddPoint({41, 50});
  app->EndStroke();
  EXPECT_EQ(app->editor().ink().size(), 1u);
  EXPECT_EQ(app->editor().ink()[0].size(), 3u);
}

TEST(AppGiven, CellsTakeInkAsADrawingFromAFile) {
  ReadOptions options;
  options.mode = ReadMode::kBoxes;
  options.cells = EqualCells({0, 0, 1, 1}, 2);
  const auto app = MakeApp(options);
  ASSERT_TRUE(app->SetInk(Slash(5000, 5000, 100), {}).ok());
  const Box box = BoundingBox(app->editor().ink());
  const Box row = app->cell_row();
  EXPECT_GE(box.x, row.x);
  EXPECT_LE(box.x + box.w, row.x + row.w);
  EXPECT_TRUE(app->SetInk({}, {}).ok());
  EXPECT_EQ(app->answer().state, AnswerState::kEmpty);
}

TEST(AppGiven, CellsTakeStrokesAfterInkOfNothing) {
  ReadOptions options;
  options.mode = ReadMode::kBoxes;
  options.cells = EqualCells({0, 0, 1, 1}, 2);
  const auto app = MakeApp(options);
  ASSERT_TRUE(app->SetInk({{}, {}}, {}).ok());
  const Box row = app->cell_row();
  const float x = row.x + row.w / 4;
  app->BeginStroke({x, row.y + 5});
  app->AddPoint({x, row.y + row.h - 5});
  app->EndStroke();
  LayoutInput input = testing::MakeInput(320, 240);
  input.embedded = true;
  app->Resize(input, 2);
  app->Update();
  EXPECT_EQ(app->cell_row().w, row.w);
  EXPECT_EQ(app->result().digits.size(), 2U);
}

TEST(AppGiven, TheResultIsThatOfTheInkWhateverIsTyped) {
  const auto app = MakeApp();
  DrawStroke(app.get());
  const std::string read = Json(app->result());
  ASSERT_TRUE(app->Enter("12"));
  EXPECT_EQ(Json(app->result()), read);
  app->Run(Command::kClear);
  EXPECT_EQ(Json(app->result()), Json({}));
  ASSERT_TRUE(app->Enter("12"));
  DrawStroke(app.get());
  app->Run(Command::kUndo);
  EXPECT_EQ(app->answer().text, "12");
  EXPECT_EQ(Json(app->result()), Json({}));
}

}  // namespace
}  // namespace digitpad
