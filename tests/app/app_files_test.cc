// Drawings and models from files in the app.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "tests/app/test_app.h"
#include "wasm/app/app.h"

namespace digitpad {
namespace {

std::unique_ptr<App> MakeApp(ReadOptions options = {}) {
  auto app = std::make_unique<App>(testing::MakeRecognizer(), std::move(options));
  app->Resize(testing::MakeInput(900, 700), 1);
  return app;
}

ReadOptions Boxes(int count) {
  ReadOptions options;
  options.mode = ReadMode::kBoxes;
  options.cells = EqualCells({0, 0, 1, 1}, count);
  return options;
}

void DrawStroke(App* app) {
  app->BeginStroke({40, 40});
  app->AddPoint({60, 160});
  app->EndStroke();
}

Ink Slash(float left, float top, float size) {
  return {{{left + size, top}, {left + size / 2, top + size / 2}, {left, top + size}}};
}

void ExpectInSight(const App& app) {
  const Box box = BoundingBox(app.editor().ink());
  EXPECT_GE(box.x, 0);
  EXPECT_GE(box.y, 0);
  EXPECT_LE(box.x + box.w, app.layout().ink.w);
  EXPECT_LE(box.y + box.h, app.layout().ink.h);
  EXPECT_GT(std::max(box.w / app.layout().ink.w, box.h / app.layout().ink.h), 0.19f);
}

TEST(AppFiles, ADrawingIsFittedReadAndCanBeUndone) {
  const auto app = MakeApp();
  DrawStroke(app.get());
  for (const auto& [ink, drawn_on] : {std::pair{Slash(0, 0, 0.5f), Vec2{}},
                                      std::pair{Slash(100, 100, 800), Vec2{1e3f, 1e3f}},
                                      std::pair{Slash(-9e5f, 9e5f, 100), Vec2{}}}) {
    ASSERT_TRUE(app->OpenDrawing(ink, drawn_on).ok());
    ExpectInSight(*app);
    EXPECT_EQ(app->answer().strokes, 1);
    EXPECT_FALSE(app->answer().digits.empty());
  }
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(app->Run(Command::kUndo));
  EXPECT_EQ(app->editor().ink()[0][0].x, 40);
}

TEST(AppFiles, ADrawingOfThisAreaStaysWhereItWas) {
  const auto app = MakeApp();
  DrawStroke(app.get());
  const Ink ink = app->editor().ink();
  const Vec2 area = app->ink_area();
  app->Run(Command::kNew);
  ASSERT_TRUE(app->OpenDrawing(ink, area).ok());
  EXPECT_EQ(app->editor().ink()[0][1].y, ink[0][1].y);
}

TEST(AppFiles, ADrawingThatIsNoneChangesNothing) {
  const auto app = MakeApp();
  DrawStroke(app.get());
  EXPECT_FALSE(app->OpenDrawing({}, {}).ok());
  EXPECT_FALSE(app->OpenDrawing({{}, {}}, {500, 500}).ok());
  EXPECT_FALSE(app->OpenDrawing({{{1, 2e6f}}}, {}).ok());
  EXPECT_EQ(app->editor().ink()[0][0].x, 40);
}

TEST(AppFiles, ADrawingTakesThePlaceOfAPicture) {
  const auto app = MakeApp();
  ASSERT_TRUE(app->Open({40, 40, std::vector<uint8_t>(1600, 255)}).ok());
  ASSERT_TRUE(app->OpenDrawing(Slash(0, 0, 9), {}).ok());
  EXPECT_FALSE(app->picture().is_open());
  EXPECT_EQ(app->answer().strokes, 1);
}

TEST(AppFiles, WhatWasWrittenIntoCellsFindsThemOnAnotherArea) {
  const auto from = MakeApp(Boxes(3));
  const Box cell = from->cells()[1];
  const Ink ink = Slash(cell.x + 20, cell.y + 20, cell.w - 40);
  auto to = std::make_unique<App>(testing::MakeRecognizer(), Boxes(3));
  to->Resize(testing::MakeInput(1400, 1000), 1);
  DrawStroke(to.get());
  ASSERT_TRUE(to->OpenDrawing(ink, from->ink_area()).ok());
  ASSERT_EQ(to->answer().digits.size(), 1u);
  EXPECT_EQ(to->answer().digits[0].place, 1);
  const Box box = BoundingBox(to->editor().ink());
  EXPECT_GT(box.x, to->cells()[1].x);
  EXPECT_LT(box.x + box.w, to->cells()[2].x);
}

TEST(AppFiles, ADrawingFromElsewhereIsFittedIntoTheRowOfCells) {
  const auto app = MakeApp(Boxes(4));
  Ink ink;
  for (int i = 0; i < 4; ++i) {
    ink.push_back(Slash(100.0f * static_cast<float>(i), 0, 60)[0]);
  }
  ASSERT_TRUE(app->OpenDrawing(ink, {}).ok());
  EXPECT_EQ(app->answer().empty_cells, 0);
}

Model LetterModel() {
  Model model = testing::MakeModel(1, 8);
  model.labels = {"A", "", "\"", "ab", "ü", "F", "G", "H", "I", "J"};
  return model;
}

TEST(AppFiles, AnotherModelReadsTheInkAtOnce) {
  const auto app = MakeApp();
  DrawStroke(app.get());
  const int revision = app->revision(), layout_revision = app->layout_revision();
  auto recognizer = testing::MakeRecognizer(LetterModel());
  recognizer->set_min_confidence(0);
  Result wanted;
  ASSERT_TRUE(recognizer->Read(app->editor().ink(), ReadMode::kNumber, &wanted).ok());
  app->UseRecognizer(std::move(recognizer));
  EXPECT_EQ(app->answer().guess, wanted.text);
  EXPECT_EQ(app->answer().strokes, 1);
  std::vector<std::string> labels;
  for (const Bar& bar : app->bars()) labels.push_back(bar.label);
  EXPECT_EQ(labels,
            (std::vector<std::string>{"A", "\"", "ab", "ü", "F", "G", "H", "I", "J"}));
  EXPECT_EQ(app->layout().bars.size(), 9u);
  EXPECT_EQ(app->answer().bars().size(), 9u);
  EXPECT_GT(app->revision(), revision);
  EXPECT_GT(app->layout_revision(), layout_revision);
  EXPECT_TRUE(app->needs_frame());
}

TEST(AppFiles, AnotherModelIsThereForTheNextInk) {
  const auto app = MakeApp();
  app->UseRecognizer(testing::MakeRecognizer(LetterModel()));
  EXPECT_EQ(app->answer().state, AnswerState::kEmpty);
  DrawStroke(app.get());
  EXPECT_EQ(app->answer().bars().size(), 9u);
}

TEST(AppFiles, AnotherModelReadsAnOpenPictureOnceMore) {
  GrayPicture page = {60, 90, std::vector<uint8_t>(60 * 90, 240)};
  for (int y = 20; y < 70; ++y) std::fill_n(page.row(y) + 28, 5, uint8_t{10});
  const auto app = MakeApp();
  ASSERT_TRUE(app->Open(page).ok());
  for (int i = 0; i < 2; ++i) app->ReadOn();  // the first model is not done yet
  app->UseRecognizer(testing::MakeRecognizer(LetterModel()));
  EXPECT_EQ(app->answer().state, AnswerState::kReading);
  while (app->ReadOn()) {
  }
  app->Update();
  ASSERT_EQ(app->picture().numbers().size(), 1u);
  EXPECT_EQ(app->picture().numbers()[0].result.digits[0].alternatives[0].label,
            app->picture().numbers()[0].result.text);
  const auto labels = LetterModel().labels;
  EXPECT_NE(std::find(labels.begin(), labels.end(), app->answer().guess), labels.end());
  app->CorrectNumber(0, "5");
  app->UseRecognizer(testing::MakeRecognizer());
  EXPECT_TRUE(app->picture().reading());
  EXPECT_TRUE(app->picture().numbers().empty());
}

}  // namespace
}  // namespace digitpad
