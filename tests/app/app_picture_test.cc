// Pictures in the app: shown, read step by step, corrected, and put away.
#include <gtest/gtest.h>

#include "tests/app/test_app.h"
#include "wasm/app/app.h"
#include "wasm/app/area_scale.h"

namespace digitpad {
namespace {

using testing::MakeInput;

std::unique_ptr<App> MakeApp(ReadOptions options = {}) {
  auto app = std::make_unique<App>(testing::MakeRecognizer(), std::move(options));
  app->Resize(MakeInput(900, 700), 1);
  return app;
}

// A light page with upright bars on it, `count` below each other.
GrayPicture MakePage(int count, int width = 300, int height = 400) {
  GrayPicture page;
  page.width = width;
  page.height = height;
  page.pixels.assign(static_cast<size_t>(width) * static_cast<size_t>(height), 230);
  for (int i = 0; i < count; ++i) {
    const int top = height * (2 * i + 1) / (2 * count + 1);
    for (int y = top; y < top + height / (3 * count); ++y) {
      for (int x = width / 2; x < width / 2 + 5; ++x) page.row(y)[x] = 20;
    }
  }
  return page;
}

void ReadAll(App* app) {
  while (app->ReadOn()) {
  }
  app->Update();
}

void DrawStroke(App* app) {
  app->BeginStroke({40, 40});
  app->AddPoint({60, 160});
  app->EndStroke();
}

TEST(AppPicture, TakesThePlaceOfTheInkUntilTryAgain) {
  const auto app = MakeApp();
  DrawStroke(app.get());
  ASSERT_TRUE(app->Open(MakePage(2)).ok());
  EXPECT_TRUE(app->picture().is_open());
  EXPECT_TRUE(app->editor().ink().empty());
  EXPECT_EQ(app->answer().state, AnswerState::kReading);
  EXPECT_TRUE(app->needs_frame());
  EXPECT_FALSE(app->IsEnabled(Command::kUndo));
  EXPECT_FALSE(app->IsEnabled(Command::kSave));
  EXPECT_GT(app->layout().numbers.w, 0);
  EXPECT_TRUE(app->layout().bars.empty());
  DrawStroke(app.get());
  EXPECT_TRUE(app->editor().ink().empty());
  ASSERT_TRUE(app->Run(Command::kNew));
  EXPECT_FALSE(app->picture().is_open());
  EXPECT_EQ(app->answer().state, AnswerState::kEmpty);
  EXPECT_EQ(app->layout().bars.size(), 10u);
}

TEST(AppPicture, IsReadStepByStepAndAnsweredLineByLine) {
  const auto app = MakeApp();
  ASSERT_TRUE(app->Open(MakePage(3)).ok());
  // Not before the end: the reader may still doubt or drop a number.
  while (app->ReadOn()) EXPECT_TRUE(app->picture().numbers().empty());
  ReadAll(app.get());
  EXPECT_FALSE(app->picture().reading());
  const auto& numbers = app->picture().numbers();
  ASSERT_EQ(numbers.size(), 3u);
  EXPECT_EQ(app->answer().guess, numbers[0].result.text + "\n" + numbers[1].result.text +
                                     "\n" + numbers[2].result.text);
  ASSERT_EQ(app->frames().size(), 3u);
  EXPECT_LT(app->frames()[0].box.y, app->frames()[1].box.y);
  EXPECT_TRUE(app->IsEnabled(Command::kSaveAs));
}

TEST(AppPicture, TheRulesOfTheInkHoldForItsNumbers) {
  std::vector<Result> read;
  for (const char* rule : {"none", "what it is", "what it cannot be"}) {
    ReadOptions options;
    if (read.size() == 1) options.rules.expected = read[0].text;
    if (read.size() == 2) options.rules.min_length = 2;
    const auto app = MakeApp(std::move(options));
    ASSERT_TRUE(app->Open(MakePage(1)).ok());
    ReadAll(app.get());
    ASSERT_EQ(app->picture().numbers().size(), 1u) << rule;
    read.push_back(app->picture().numbers()[0].result);
  }
  EXPECT_GT(read[1].confidence, read[0].confidence);
  EXPECT_FALSE(read[2].accepted);
  EXPECT_LT(read[2].confidence, read[1].confidence);
}

TEST(AppPicture, ACorrectionStandsAndSettlesItsNumber) {
  const auto app = MakeApp();
  ASSERT_TRUE(app->Open(MakePage(2)).ok());
  ReadAll(app.get());
  ASSERT_EQ(app->picture().numbers().size(), 2u);
  app->CorrectNumber(0, "12");
  app->CorrectNumber(1, "345");
  EXPECT_EQ(app->answer().text, "12\n345");
  EXPECT_EQ(app->answer().state, AnswerState::kAccepted);
  EXPECT_EQ(app->frames()[1].text, "345");
  EXPECT_TRUE(app->frames()[1].sure);
}

TEST(AppPicture, ThePenChoosesTheNumberThatItTouches) {
  const auto app = MakeApp();
  ASSERT_TRUE(app->Open(MakePage(2)).ok());
  ReadAll(app.get());
  ASSERT_EQ(app->frames().size(), 2u);
  const Box& frame = app->frames()[1].box;
  const Box& ink = app->layout().ink;
  app->BeginStroke({frame.x - ink.x + 2, frame.y - ink.y + 2});
  EXPECT_EQ(app->picture().chosen(), 1);
  EXPECT_TRUE(app->frames()[1].chosen);
  app->BeginStroke({1, 1});
  EXPECT_EQ(app->picture().chosen(), -1);
}

TEST(AppPicture, OneThatCannotBeReadLeavesAllAsItWas) {
  const auto app = MakeApp();
  DrawStroke(app.get());
  const Answer before = app->answer();
  EXPECT_FALSE(app->Open({}).ok());
  EXPECT_FALSE(app->picture().is_open());
  EXPECT_EQ(app->answer(), before);
}

TEST(AppPicture, PartialFramesAddUpToTheWholePicture) {
  for (const float ratio : {1.0f, 1.5f}) {
    const auto app = MakeApp();
    app->Resize(MakeInput(900, 700), ratio);
    const int width = static_cast<int>(app->layout().size.x * ratio);
    const int height = static_cast<int>(app->layout().size.y * ratio);
    const auto size = static_cast<size_t>(width) * static_cast<size_t>(height);
    std::vector<uint32_t> partial(size), whole(size);
    std::vector<IntRect> drawn;
    ASSERT_TRUE(app->Open(MakePage(3)).ok());
    for (int step = 0; step < 200; ++step) {
      if (!app->ReadOn()) app->ChooseNumber(step % 3);
      app->Update();
      app->Draw({partial.data(), width, height, width, {}}, &drawn);
      if (step % 20 != 0 || app->picture().numbers().size() < 3) continue;
      app->Invalidate();
      app->Draw({whole.data(), width, height, width, {}}, &drawn);
      ASSERT_EQ(partial, whole) << step;
    }
    EXPECT_EQ(app->picture().numbers().size(), 3u);
  }
}

TEST(AreaScale, EachPixelIsTheMeanOfWhatItCovers) {
  GrayPicture picture;
  picture.width = 4;
  picture.height = 2;
  picture.pixels = {0,   100, 200, 200,  //
                    100, 200, 0,   0};
  EXPECT_EQ(ScaleByArea(picture.view(), 2, 1).pixels, (std::vector<uint8_t>{100, 100}));
  EXPECT_EQ(ScaleByArea(picture.view(), 4, 2).pixels, picture.pixels);
  // Three columns of 4/3 pixels each: (0 + 100/3) / (4/3), and so on.
  EXPECT_EQ(ScaleByArea(picture.view(), 3, 2).pixels,
            (std::vector<uint8_t>{25, 150, 200, 125, 100, 0}));
}

TEST(AreaScale, KeepsAnEvenPictureEvenAtAnySize) {
  const GrayPicture page = MakePage(0, 97, 61);
  for (const int side : {1, 7, 60, 96, 97, 98, 200, 333}) {
    for (const uint8_t pixel : ScaleByArea(page.view(), side, side / 2 + 1).pixels) {
      ASSERT_EQ(pixel, 230) << side;
    }
  }
}

}  // namespace
}  // namespace digitpad
