// Fixed cells in the app: what is written into each, and that ink stays in its cell.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>

#include "tests/app/test_app.h"
#include "wasm/app/app.h"

namespace digitpad {
namespace {

LayoutInput MakeInput(float width, float height) {
  LayoutInput input = testing::MakeInput(width, height);
  input.choosable = true;
  return input;
}

std::unique_ptr<App> MakeApp(int count, float width = 1280, float height = 800) {
  auto recognizer = testing::MakeRecognizer();
  recognizer->set_min_confidence(0);
  ReadOptions options;
  options.mode = ReadMode::kBoxes;
  options.cells = EqualCells({0, 0, 1, 1}, count);
  auto app = std::make_unique<App>(std::move(recognizer), std::move(options));
  app->Resize(MakeInput(width, height), 1);
  return app;
}

// CSS pixels of the app, as the screen shows the cell.
Box Shown(const App& app, int cell) {
  const Box& box = app.cells()[static_cast<size_t>(cell)];
  const float scale = app.layout().ink.w / app.ink_area().x;
  const Box& ink = app.layout().ink;
  return {ink.x + box.x * scale, ink.y + box.y * scale, box.w * scale, box.h * scale};
}

// A slanted stroke in the middle of a cell, wherever that is on the screen now.
void WriteInto(App* app, int cell) {
  const Box box = Shown(*app, cell);
  const Vec2 from = {box.x + box.w * 0.6f - app->layout().ink.x,
                     box.y + box.h * 0.2f - app->layout().ink.y};
  app->BeginStroke({from.x, from.y});
  for (int i = 1; i <= 8; ++i) {
    const float share = static_cast<float>(i) / 8;
    app->AddPoint({from.x - box.w * 0.2f * share, from.y + box.h * 0.6f * share});
  }
  app->EndStroke();
}

std::vector<int> Places(const App& app) {
  std::vector<int> places;
  for (const AnswerDigit& digit : app.answer().digits) places.push_back(digit.place);
  return places;
}

bool Same(const Box& a, const Box& b) {
  return a.x == b.x && a.y == b.y && a.w == b.w && a.h == b.h;
}

bool SameCells(const std::vector<Box>& a, const std::vector<Box>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), Same);
}

bool LaidOutAnew(const App& app) {
  const int count = static_cast<int>(app.cells().size());
  return SameCells(app.cells(), EqualCells(app.layout().cell_row, count));
}

bool Within(const Box& inner, const Box& outer) {
  return inner.x >= outer.x && inner.y >= outer.y &&
         inner.x + inner.w <= outer.x + outer.w && inner.y + inner.h <= outer.y + outer.h;
}

// What has changed, into pixels of an earlier frame.
void DrawOver(App* app, std::vector<uint32_t>* pixels) {
  const int width = static_cast<int>(app->layout().size.x);
  const int height = static_cast<int>(app->layout().size.y);
  pixels->resize(static_cast<size_t>(width) * static_cast<size_t>(height));
  std::vector<IntRect> drawn;
  app->Update();
  app->Draw({pixels->data(), width, height, width, {}}, &drawn);
}

std::vector<uint32_t> Draw(App* app) {
  std::vector<uint32_t> pixels;
  app->Invalidate();
  DrawOver(app, &pixels);
  return pixels;
}

TEST(AppCells, AreThoseOfTheLayoutWhileThereIsNoInk) {
  const auto app = MakeApp(6);
  EXPECT_EQ(app->cells().size(), 6u);
  EXPECT_TRUE(LaidOutAnew(*app));
  const Layout& layout = app->layout();
  EXPECT_LE(layout.hint.y + layout.hint.h, Shown(*app, 0).y + 0.5f);
  EXPECT_GE(layout.hint.y, layout.ink.y);
  app->Resize(MakeInput(390, 844), 1);
  EXPECT_TRUE(LaidOutAnew(*app));
  EXPECT_TRUE(Within(Shown(*app, 5), app->layout().ink));
}

TEST(AppCells, EachHoldsADigitWhateverTheOrderOfWriting) {
  const auto app = MakeApp(3);
  for (const int cell : {2, 0, 1}) WriteInto(app.get(), cell);
  EXPECT_EQ(Places(*app), (std::vector<int>{0, 1, 2}));
  EXPECT_EQ(app->answer().empty_cells, 0);
  EXPECT_EQ(app->answer().state, AnswerState::kAccepted);
  EXPECT_EQ(app->answer().text.size(), 3u);
  EXPECT_EQ(app->layout().digit_buttons.size(), 3u);
}

TEST(AppCells, TheAnswerWaitsForEmptyOnesAndLeavesThemOut) {
  const auto app = MakeApp(4);
  WriteInto(app.get(), 1);
  EXPECT_EQ(app->answer().empty_cells, 3);
  EXPECT_EQ(app->answer().state, AnswerState::kUnsure);
  EXPECT_EQ(app->answer().text, "?");
  EXPECT_EQ(app->answer().guess.size(), 1u);
  EXPECT_EQ(Places(*app), std::vector<int>{1});
  EXPECT_EQ(app->answer().bars().size(), 10u);
  WriteInto(app.get(), 3);
  EXPECT_EQ(Places(*app), (std::vector<int>{1, 3}));
  ASSERT_EQ(app->answer().guess.size(), 3u);
  EXPECT_EQ(app->answer().guess[1], '_');
  EXPECT_EQ(app->answer().empty_cells, 2);
  ASSERT_TRUE(app->Run(Command::kClear));
  EXPECT_EQ(app->answer().empty_cells, 0);
  EXPECT_EQ(app->answer().state, AnswerState::kEmpty);
}

TEST(AppCells, TheFrameOfADigitIsItsCellAlsoOfASingleOne) {
  const auto app = MakeApp(4);
  WriteInto(app.get(), 2);
  ASSERT_EQ(app->frames().size(), 1u);
  const Box frame = app->frames()[0].box;
  EXPECT_TRUE(Within(frame, Shown(*app, 2)));
  EXPECT_GT(frame.w, Shown(*app, 2).w * 0.9f);
  EXPECT_FALSE(app->frames()[0].text.empty());
  EXPECT_GE(app->frames()[0].tag.y, frame.y + frame.h);
  WriteInto(app.get(), 0);
  ASSERT_EQ(app->frames().size(), 2u);
  app->ChooseDigit(1);
  EXPECT_TRUE(app->frames()[1].chosen);
  EXPECT_TRUE(Within(app->frames()[1].box, Shown(*app, 2)));
}

TEST(AppCells, StayWithTheInkAndInSightWhenTheWindowChanges) {
  const auto app = MakeApp(6);
  WriteInto(app.get(), 0);
  const auto before = app->cells();
  const Answer answer = app->answer();
  for (const auto& [width, height] : {std::pair{390.0f, 844.0f},
                                      {844.0f, 390.0f},
                                      {320.0f, 568.0f},
                                      {2560.0f, 1440.0f}}) {
    app->Resize(MakeInput(width, height), 2);
    EXPECT_TRUE(SameCells(app->cells(), before)) << width;
    EXPECT_EQ(app->answer(), answer) << width;
    for (int cell = 0; cell < 6; ++cell) {
      EXPECT_TRUE(Within(Shown(*app, cell), app->layout().ink)) << width << ", " << cell;
    }
    ASSERT_EQ(app->frames().size(), 1u);
    EXPECT_TRUE(Within(app->frames()[0].box, Shown(*app, 0))) << width;
    EXPECT_TRUE(Within(app->frames()[0].tag, app->layout().ink)) << width;
  }
  // The last cell can still be written into where all is shown smaller.
  app->Resize(MakeInput(390, 844), 1);
  WriteInto(app.get(), 5);
  EXPECT_EQ(Places(*app), (std::vector<int>{0, 5}));
}

TEST(AppCells, InkThatIsBroughtBackFindsItsOwnCells) {
  const auto app = MakeApp(6);
  WriteInto(app.get(), 4);
  const auto wide = app->cells();
  ASSERT_TRUE(app->Run(Command::kClear));
  app->Resize(MakeInput(390, 844), 1);
  const auto narrow = app->cells();
  EXPECT_FALSE(SameCells(narrow, wide));
  EXPECT_TRUE(LaidOutAnew(*app));
  WriteInto(app.get(), 1);
  WriteInto(app.get(), 2);
  EXPECT_EQ(Places(*app), (std::vector<int>{1, 2}));
  // Both strokes, then the clearing.
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(app->Run(Command::kUndo));
  EXPECT_TRUE(SameCells(app->cells(), wide));
  EXPECT_EQ(Places(*app), std::vector<int>{4});
  for (int cell = 0; cell < 6; ++cell) {
    EXPECT_TRUE(Within(Shown(*app, cell), app->layout().ink)) << cell;
  }
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(app->Run(Command::kRedo));
  EXPECT_TRUE(SameCells(app->cells(), narrow));
  EXPECT_EQ(Places(*app), (std::vector<int>{1, 2}));

  // Without a clearing, too: the ink goes stroke by stroke.
  ASSERT_TRUE(app->Run(Command::kUndo));
  ASSERT_TRUE(app->Run(Command::kUndo));
  app->Resize(MakeInput(1280, 800), 1);
  EXPECT_TRUE(SameCells(app->cells(), wide));
  ASSERT_TRUE(app->Run(Command::kRedo));
  EXPECT_TRUE(SameCells(app->cells(), narrow));
  EXPECT_EQ(Places(*app), std::vector<int>{1});
}

TEST(AppCells, AreLaidOutAnewByACancelledFirstStrokeAndByTryAgain) {
  const auto app = MakeApp(4);
  app->BeginStroke({100, 100});
  app->Resize(MakeInput(390, 844), 1);
  EXPECT_FALSE(LaidOutAnew(*app));
  app->CancelStroke();
  EXPECT_TRUE(LaidOutAnew(*app));
  EXPECT_EQ(app->ink_area().x, app->layout().ink.w);
  WriteInto(app.get(), 3);
  app->Resize(MakeInput(320, 568), 1);
  ASSERT_TRUE(app->Run(Command::kNew));
  EXPECT_TRUE(LaidOutAnew(*app));
  EXPECT_EQ(app->ink_area().x, app->layout().ink.w);
}

TEST(AppCells, AreDrawnBehindTheInkInEveryTheme) {
  for (const Theme* theme : {&LightTheme(), &DarkTheme()}) {
    const auto app = MakeApp(4);
    app->SetTheme(*theme);
    WriteInto(app.get(), 0);
    const auto pixels = Draw(app.get());
    const auto at = [&](float x, float y) {
      return pixels[static_cast<size_t>(y) * static_cast<size_t>(app->layout().size.x) +
                    static_cast<size_t>(x)];
    };
    const PixelFormat format;
    const Box empty = Shown(*app, 3);
    // The line on top of an empty cell, and its bare middle.
    EXPECT_EQ(at(empty.x + empty.w / 2, empty.y), format.Pack((*theme)[Role::kFrame]));
    EXPECT_EQ(at(empty.x + empty.w / 2, empty.y + empty.h / 2),
              format.Pack((*theme)[Role::kPaper]));
    const Box full = Shown(*app, 0);
    EXPECT_EQ(at(full.x + full.w / 2, full.y + full.h / 2),
              format.Pack((*theme)[Role::kInk]));
  }
}

// Among them a cancelled first stroke and ink that brings its own cells back.
TEST(AppCells, PartialFramesAddUpToTheWholePicture) {
  const auto app = MakeApp(5);
  std::vector<uint32_t> pixels = Draw(app.get());
  const auto expect_whole = [&](const char* what) {
    DrawOver(app.get(), &pixels);
    EXPECT_EQ(pixels, Draw(app.get())) << what;
  };
  WriteInto(app.get(), 3);
  expect_whole("written");
  WriteInto(app.get(), 0);
  expect_whole("another");
  app->ChooseDigit(0);
  expect_whole("chosen");
  app->Run(Command::kClear);
  expect_whole("cleared");
  app->Resize(MakeInput(800, 800), 1);
  pixels = Draw(app.get());
  app->Run(Command::kUndo);
  expect_whole("brought back");
  app->Run(Command::kNew);
  app->BeginStroke({40, 40});
  app->Resize(MakeInput(1000, 800), 1);
  pixels = Draw(app.get());
  app->CancelStroke();
  expect_whole("cancelled");
}

TEST(AppCells, AreHiddenByAPictureWhichIsReadAsEver) {
  const auto app = MakeApp(4);
  WriteInto(app.get(), 0);
  const Box cell = Shown(*app, 3);
  GrayPicture page;
  page.width = 300;
  page.height = 400;
  page.pixels.assign(300 * 400, 230);
  ASSERT_TRUE(app->Open(std::move(page)).ok());
  while (app->ReadOn()) {
  }
  const auto pixels = Draw(app.get());
  const uint32_t line = PixelFormat().Pack(app->theme()[Role::kFrame]);
  const auto begin =
      pixels.begin() +
      static_cast<ptrdiff_t>(cell.y) * static_cast<ptrdiff_t>(app->layout().size.x) +
      static_cast<ptrdiff_t>(cell.x);
  EXPECT_EQ(std::count(begin, begin + static_cast<ptrdiff_t>(cell.w), line), 0);
  EXPECT_EQ(app->answer().empty_cells, 0);
  ASSERT_TRUE(app->Run(Command::kNew));
  EXPECT_TRUE(LaidOutAnew(*app));
  WriteInto(app.get(), 2);
  EXPECT_EQ(Places(*app), std::vector<int>{2});
}

}  // namespace
}  // namespace digitpad
