// What the network sees, in the app: of the digit that is chosen, and only while asked
// for.
#include "wasm/app/inside_view.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/app/test_app.h"
#include "wasm/app/app.h"

namespace digitpad {
namespace {

std::unique_ptr<App> MakeApp(ReadOptions options = {}) {
  auto app = std::make_unique<App>(testing::MakeRecognizer(testing::MakeModel(5, 3)),
                                   std::move(options));
  app->Resize(testing::MakeInput(1280, 800), 1);
  return app;
}

// A slanted stroke, or what of it is drawn before the pen is lifted.
void Write(App* app, float x, bool lift = true) {
  app->BeginStroke({x, 100});
  for (int i = 1; i <= 8; ++i) {
    const auto step = static_cast<float>(i);
    app->AddPoint({x - 3 * step, 100 + 15 * step});
  }
  if (lift) app->EndStroke();
}

// The ink channel's color at a pixel of the input as it is drawn.
uint32_t InputPixel(App* app, int x, int y, const Theme& theme = LightTheme()) {
  return app->layers().Draw(app->model(), 0, 5,
                            theme)[static_cast<size_t>(y * (5 * 29 - 1) + x)];
}

TEST(InsideView, ShowsTheChosenDigitAndFollowsTheChoice) {
  auto app = MakeApp();
  app->ShowLayers(true);
  EXPECT_FALSE(app->layers().has_reading());
  Write(app.get(), 100);
  Write(app.get(), 400);
  Write(app.get(), 700);
  ASSERT_EQ(app->answer().digits.size(), 3u);
  for (const int digit : {0, 2, 1}) {
    const int before = app->layers().revision();
    app->ChooseDigit(digit);
    EXPECT_GT(app->layers().revision(), before);
    ASSERT_TRUE(app->layers().has_reading());
    const AnswerDigit& chosen = app->answer().digits[static_cast<size_t>(digit)];
    const auto& probabilities = app->layers().inside().probabilities;
    for (size_t c = 0; c < chosen.bars.size(); ++c) {
      if (chosen.bars[c] == 0) continue;  // too little to be an alternative
      EXPECT_EQ(chosen.bars[c], probabilities[c]) << "digit " << digit;
    }
  }
}

TEST(InsideView, FollowsThePenBeforeItIsLifted) {
  auto app = MakeApp();
  app->ShowLayers(true);
  Write(app.get(), 300, false);
  EXPECT_FALSE(app->layers().has_reading());
  app->Update();
  ASSERT_TRUE(app->layers().has_reading());
  const auto before = app->layers().inside().input;
  app->AddPoint({600, 150});
  app->Update();
  EXPECT_NE(app->layers().inside().input, before);
}

TEST(InsideView, IsEmptyWithoutInkAndInFrontOfAPicture) {
  auto app = MakeApp();
  app->ShowLayers(true);
  Write(app.get(), 300);
  EXPECT_TRUE(app->layers().has_reading());
  app->Run(Command::kClear);
  EXPECT_FALSE(app->layers().has_reading());
  app->Run(Command::kUndo);
  EXPECT_TRUE(app->layers().has_reading());
  ASSERT_TRUE(app->Open({40, 40, std::vector<uint8_t>(1600, 255)}).ok());
  EXPECT_FALSE(app->layers().has_reading());
  while (app->ReadOn()) {
  }
  app->Update();
  EXPECT_FALSE(app->layers().has_reading());
}

TEST(InsideView, HoldsNothingWhileItIsOff) {
  auto app = MakeApp();
  Write(app.get(), 300);
  const int revision = app->layers().revision();
  Write(app.get(), 500);
  EXPECT_EQ(app->layers().revision(), revision);
  EXPECT_EQ(app->layers().inside().input.capacity(), 0u);
  EXPECT_EQ(app->layers().inside().activations.capacity(), 0u);
  app->ShowLayers(true);
  EXPECT_TRUE(app->layers().has_reading());
  app->ShowLayers(false);
  EXPECT_FALSE(app->layers().has_reading());
  EXPECT_EQ(app->layers().inside().input.capacity(), 0u);
}

TEST(InsideView, AnEmptyCellIsNotChosenAndAFullOneIsSeen) {
  ReadOptions options;
  options.mode = ReadMode::kBoxes;
  options.cells = EqualCells({0, 0, 1, 1}, 3);
  auto app = MakeApp(options);
  app->ShowLayers(true);
  const Box last = app->cells()[2];
  app->BeginStroke({last.x + last.w / 2, last.y + last.h / 4});
  app->AddPoint({last.x + last.w / 3, last.y + last.h / 2});
  app->EndStroke();
  ASSERT_TRUE(app->layers().has_reading());
  EXPECT_EQ(std::ranges::max(app->layers().inside().input), 255);
}

TEST(InsideView, DrawsTheInputInTheThemesColors) {
  auto app = MakeApp();
  app->ShowLayers(true);
  Write(app.get(), 300);
  const auto& input = app->layers().inside().input;
  for (const Theme* theme : {&LightTheme(), &DarkTheme()}) {
    const uint32_t none = PixelFormat().Pack((*theme)[Role::kTrack]);
    const uint32_t full = PixelFormat().Pack((*theme)[Role::kInk]);
    int seen = 0;
    for (int y = 0; y < 28; ++y) {
      for (int x = 0; x < 28; ++x) {
        const uint8_t value = input[static_cast<size_t>((y * 28 + x) * 5)];
        const uint32_t pixel = InputPixel(app.get(), x, y, *theme);
        EXPECT_EQ(value == 0, pixel == none);
        EXPECT_EQ(value == 255, pixel == full);
        seen += value == 255;
      }
    }
    EXPECT_GT(seen, 10);
  }
  // Between two maps there is nothing.
  EXPECT_EQ(InputPixel(app.get(), 28, 0), 0u);
}

TEST(InsideView, DrawsEachMapAtItsPlace) {
  auto app = MakeApp();
  app->ShowLayers(true);
  Write(app.get(), 300);
  const Model& model = app->model();
  const InsideLayer layer = app->layers().Layer(model, 1);
  const Shape shape = layer.shape;
  const auto& values = app->layers().inside().activations[0];
  const int columns = 3, width = columns * (shape.w + 1) - 1;
  const auto pixels = app->layers().Draw(model, 1, columns, LightTheme());
  const int rows = (shape.c + columns - 1) / columns;
  EXPECT_EQ(pixels.size(), static_cast<size_t>(width * (rows * (shape.h + 1) - 1)));
  const uint32_t none = PixelFormat().Pack(LightTheme()[Role::kTrack]);
  const int map = shape.c - 1;
  for (int y = 0; y < shape.h; ++y) {
    for (int x = 0; x < shape.w; ++x) {
      const size_t at = static_cast<size_t>((map / columns * (shape.h + 1) + y) * width +
                                            map % columns * (shape.w + 1) + x);
      const auto i = static_cast<size_t>((y * shape.w + x) * shape.c + map);
      EXPECT_EQ(pixels[at] == none, values[i] == 0);
    }
  }
  EXPECT_GE(layer.strongest, 0);
  EXPECT_GT(layer.strength, 0);
  EXPECT_LE(layer.strength, 10000);
}

TEST(InsideView, EmptyMapsShowHowTheNetworkIsBuilt) {
  auto app = MakeApp();
  app->ShowLayers(true);
  const Model& model = app->model();
  for (int line = 0; line < static_cast<int>(model.layers.size()); ++line) {
    const InsideLayer layer = app->layers().Layer(model, line);
    EXPECT_EQ(layer.strongest, -1);
    EXPECT_GT(layer.shape.size(), 0);
    const uint32_t none = PixelFormat().Pack(DarkTheme()[Role::kTrack]);
    for (const uint32_t pixel :
         app->layers().Draw(model, line, layer.shape.c, DarkTheme())) {
      ASSERT_TRUE(pixel == none || pixel == 0);
    }
  }
}

}  // namespace
}  // namespace digitpad
