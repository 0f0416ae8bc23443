#include "wasm/app/history.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/app/test_app.h"
#include "wasm/app/app.h"

namespace digitpad {
namespace {

Ink LineAt(float x) { return {{{x, 10}, {x, 60}}}; }

PastDrawing Past(Ink ink, std::string text = "1") {
  PastDrawing past;
  past.ink = std::move(ink);
  past.text = std::move(text);
  return past;
}

TEST(History, HasTheNewestFirstAndEachDrawingOnce) {
  History history;
  history.Add(Past(LineAt(1)));
  history.Add(Past(LineAt(2)));
  history.Add(Past({}));
  history.Add(Past(LineAt(1), "7"));
  ASSERT_EQ(history.drawings().size(), 2u);
  EXPECT_EQ(history.drawings()[0].text, "7");
  EXPECT_EQ(history.drawings()[1].ink[0][0].x, 2);
}

TEST(History, ForgetsTheOldestByNumberAndByPoints) {
  History history;
  for (int i = 0; i < 100; ++i) history.Add(Past(LineAt(static_cast<float>(i))));
  EXPECT_EQ(history.drawings().size(), kMostPastDrawings);
  EXPECT_EQ(history.drawings()[0].ink[0][0].x, 99);
  for (int i = 0; i < 5; ++i) {
    Ink ink = LineAt(static_cast<float>(i));
    ink[0].resize(kMaxPoints, {5, 5});
    history.Add(Past(std::move(ink)));
  }
  EXPECT_EQ(history.drawings().size(), kMostPastPoints / kMaxPoints);
}

TEST(History, AThumbnailShowsAllOfTheInkInItsMiddle) {
  const GrayPicture picture = DrawThumbnail({{{500, 900}, {700, 900}}}, 120, 72);
  const auto dark = [&](int x, int y) { return picture.view().row(y)[x] < 128; };
  EXPECT_TRUE(dark(60, 36));
  EXPECT_TRUE(dark(12, 36));
  EXPECT_TRUE(dark(108, 36));
  EXPECT_FALSE(dark(60, 20));
  EXPECT_FALSE(dark(3, 36));
}

TEST(History, AThumbnailIsOfAnySize) {
  for (const auto& [width, height] : {std::pair{1, 64}, {9, 64}, {64, 1}}) {
    const GrayPicture picture = DrawThumbnail({{{500, 900}, {700, 1100}}}, width, height);
    EXPECT_EQ(picture.width, width);
    EXPECT_EQ(picture.height, height);
    EXPECT_LT(picture.view().row(height / 2)[width / 2], 255);
  }
}

std::unique_ptr<App> MakeApp() {
  auto app = std::make_unique<App>(testing::MakeRecognizer());
  app->Resize(testing::MakeInput(800, 600), 1);
  return app;
}

void Draw(App* app, float x) {
  app->BeginStroke({x, 50});
  app->AddPoint({x, 150});
  app->EndStroke();
}

TEST(AppHistory, KeepsWhatIsClearedAndBringsItBack) {
  const auto app = MakeApp();
  Draw(app.get(), 100);
  const std::string guess = app->answer().guess;
  ASSERT_TRUE(app->Run(Command::kClear));
  Draw(app.get(), 200);
  ASSERT_TRUE(app->Run(Command::kNew));
  ASSERT_EQ(app->past_drawings().size(), 2u);
  EXPECT_EQ(app->past_drawings()[1].text, guess);
  Draw(app.get(), 300);
  app->RecallDrawing(1);
  EXPECT_EQ(app->editor().ink()[0][0].x, 100);
  EXPECT_EQ(app->answer().guess, guess);
  // What was there has made room, and undo brings it back as well.
  EXPECT_EQ(app->past_drawings()[0].ink[0][0].x, 300);
  ASSERT_TRUE(app->Run(Command::kUndo));
  EXPECT_EQ(app->editor().ink()[0][0].x, 300);
}

TEST(AppHistory, KeepsTheInkThatAPictureTakesThePlaceOf) {
  const auto app = MakeApp();
  Draw(app.get(), 100);
  ASSERT_TRUE(app->Open({40, 40, std::vector<uint8_t>(1600, 255)}).ok());
  ASSERT_EQ(app->past_drawings().size(), 1u);
  app->RecallDrawing(0);
  EXPECT_FALSE(app->picture().is_open());
  EXPECT_EQ(app->answer().strokes, 1);
}

TEST(AppHistory, TakesDrawingsFromElsewhereThatAreValid) {
  const auto app = MakeApp();
  EXPECT_FALSE(app->AddDrawing({}, {}, "").ok());
  ASSERT_TRUE(app->AddDrawing({{{0, 0}, {0, 1}}}, {1, 1}, "1").ok());
  ASSERT_EQ(app->past_drawings().size(), 1u);
  EXPECT_GT(BoundingBox(app->past_drawings()[0].ink).h, 100) << "fitted to the sheet";
}

}  // namespace
}  // namespace digitpad
