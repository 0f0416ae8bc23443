// The desktop window opens files: dropped on it, or by their names. On SDL's driver for
// no screen.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "core/formats/jpeg.h"
#include "core/formats/png.h"
#include "core/nn/model.h"
#include "tests/core/test_models.h"
#include "tests/desktop/window_fixture.h"

namespace digitpad {
namespace {

constexpr int kWidth = 300;
constexpr int kHeight = 400;
constexpr int kMostSteps = 10000;

// A light page with two upright bars on it, below each other.
GrayPicture MakePage() {
  GrayPicture page;
  page.width = kWidth;
  page.height = kHeight;
  page.pixels.assign(kWidth * kHeight, 230);
  for (const int top : {80, 240}) {
    for (int y = top; y < top + 66; ++y) {
      for (int x = kWidth / 2; x < kWidth / 2 + 5; ++x) page.row(y)[x] = 20;
    }
  }
  return page;
}

class DesktopFiles : public DesktopTest {
 protected:
  std::string WritePng() const {
    return Write("page.png", EncodePng(kWidth, kHeight, 1, MakePage().pixels));
  }
  std::string WriteText(const std::string& name, const std::string& text) const {
    return Write(name, {reinterpret_cast<const uint8_t*>(text.data()), text.size()});
  }
  static void PushQuit() {
    SDL_Event event = {};
    event.type = SDL_QUIT;
    SDL_PushEvent(&event);
  }
  // The window reads and shows until there is nothing more to be read.
  void ReadToTheEnd() {
    for (int i = 0; i < kMostSteps && window_->app().picture().reading(); ++i) {
      window_->Step();
    }
    Settle();
  }
};

TEST_F(DesktopFiles, OpensAPictureThatIsDroppedOnIt) {
  Drop(WritePng());
  PushQuit();
  window_->Run();
  const OpenPicture& picture = window_->app().picture();
  ASSERT_TRUE(picture.is_open());
  EXPECT_EQ(picture.pixels().width, kWidth);
  EXPECT_EQ(picture.pixels().pixels, MakePage().pixels);
}

TEST_F(DesktopFiles, LeavesAllAsItWasWhereAFileCannotBeRead) {
  ASSERT_TRUE(window_->Open(WritePng()).ok());
  const uint8_t text[] = "no picture at all";
  Drop(Write("notes.txt", text));
  Drop(folder_ + "/missing.png");
  PushQuit();
  window_->Run();
  EXPECT_TRUE(window_->app().picture().is_open());
  EXPECT_EQ(window_->app().picture().pixels().pixels, MakePage().pixels);
}

TEST_F(DesktopFiles, NamesTheFileAndWhatIsWrongWithIt) {
  const uint8_t text[] = "no picture at all";
  const std::string notes = Write("notes.txt", text);
  EXPECT_EQ(window_->Open(notes).message(),
            notes + ": neither a PNG or JPEG picture, a strokes file nor a model");
  const std::string missing = folder_ + "/missing.png";
  EXPECT_EQ(window_->Open(missing).message(), missing + ": cannot be opened");
  auto png = EncodePng(kWidth, kHeight, 1, MakePage().pixels);
  png.resize(png.size() / 2);
  const std::string half = Write("half.png", png);
  EXPECT_NE(window_->Open(half).message().find(half + ": "), std::string::npos);
  EXPECT_FALSE(window_->app().picture().is_open());
}

TEST_F(DesktopFiles, ReadsThePictureWhileNothingHappens) {
  ASSERT_TRUE(window_->Open(Write("page.jpg", EncodeJpeg(MakePage().view(), 90))).ok());
  const OpenPicture& picture = window_->app().picture();
  EXPECT_TRUE(picture.reading());
  for (int i = 0; i < kMostSteps && picture.reading(); ++i) window_->Step();
  EXPECT_FALSE(picture.reading());
  EXPECT_EQ(picture.numbers().size(), 2u);
  // What was read is shown, and the window goes on.
  PushQuit();
  window_->Run();
  EXPECT_FALSE(window_->app().needs_frame());
}

constexpr const char kThreeDrawings[] =
    R"({"width":600,"height":400,"strokes":[[[100,100],[100,300]]]}
{"width":600,"height":400,"strokes":[[[100,100],[200,100]],[[150,50],[150,300]]]}
{"width":600,"height":400,"strokes":[[[10,20],[30,40]]]})";

TEST_F(DesktopFiles, GoesThroughTheDrawingsOfAStrokesFile) {
  ASSERT_TRUE(window_->Open(WriteText("three.jsonl", kThreeDrawings)).ok());
  EXPECT_EQ(window_->app().editor().ink().size(), 1u);
  EXPECT_EQ(window_->notice(), "Drawing 1 of 3.");
  Key(SDLK_PAGEDOWN);
  EXPECT_EQ(window_->app().editor().ink().size(), 2u);
  Key(SDLK_RIGHT);
  Key(SDLK_RIGHT);
  EXPECT_EQ(window_->notice(), "Drawing 3 of 3.");
  Key(SDLK_LEFT);
  EXPECT_EQ(window_->app().editor().ink().size(), 2u);
}

TEST_F(DesktopFiles, KeepsTheDrawingWhereAStrokesFileIsBroken) {
  ASSERT_TRUE(window_->Open(WriteText("three.jsonl", kThreeDrawings)).ok());
  const std::string half = WriteText("half.jsonl", "{\"strokes\":[[[1,2],[3");
  Drop(half);
  Settle();
  EXPECT_EQ(window_->app().editor().ink().size(), 1u);
  EXPECT_NE(window_->notice().find(half), std::string::npos);
  Key(SDLK_PAGEDOWN);
  EXPECT_EQ(window_->notice(), "Drawing 2 of 3.");
}

TEST_F(DesktopFiles, TakesAModelAndKeepsTheOldOneForABadOne) {
  Model other = testing::MakeModel(1, 4);
  other.card = R"({"name":"other"})";
  ASSERT_TRUE(ValidateModel(&other).ok());
  auto bytes = SerializeModel(other);
  const std::string good = Write("other.dpm", bytes);
  bytes.resize(bytes.size() / 2);
  const std::string bad = Write("bad.dpm", bytes);
  const auto card = [this] { return window_->app().model().card; };
  const std::string before = card();
  ASSERT_NE(other.card, before);
  Drop(bad);
  Settle();
  EXPECT_EQ(card(), before);
  EXPECT_NE(window_->notice().find(bad), std::string::npos);
  Drop(good);
  Settle();
  EXPECT_EQ(card(), other.card);
}

TEST_F(DesktopFiles, SavesInTheFormatThatIsChosenAndWritesOverNothing) {
  Draw();
  for (const char* name : {"digitpad.svg", "digitpad-2.svg"}) {
    Key(SDLK_s, KMOD_CTRL | KMOD_SHIFT);
    EXPECT_TRUE(window_->menu().is_open);
    Key(SDLK_DOWN);
    Key(SDLK_DOWN);
    Key(SDLK_RETURN);
    EXPECT_FALSE(window_->menu().is_open);
    EXPECT_EQ(window_->notice(), std::string("Saved as ") + name);
    EXPECT_GT(std::filesystem::file_size(folder_ + "/" + name), 100u);
  }
  Key(SDLK_s, KMOD_CTRL);
  EXPECT_TRUE(std::filesystem::exists(folder_ + "/digitpad.png"));
}

TEST_F(DesktopFiles, OffersNumbersAloneOfAPicture) {
  ASSERT_TRUE(window_->Open(WritePng()).ok());
  ReadToTheEnd();
  for (int i = 0; i < kSaveFormatCount; ++i) {
    const auto format = static_cast<SaveFormat>(i);
    const bool of_numbers = format == SaveFormat::kCsv || format == SaveFormat::kJson;
    EXPECT_EQ(CanSave(window_->app(), format), of_numbers) << i;
  }
}

TEST_F(DesktopFiles, CorrectsAChosenNumberOfAPicture) {
  ASSERT_TRUE(window_->Open(WritePng()).ok());
  ReadToTheEnd();
  const OpenPicture& picture = window_->app().picture();
  ASSERT_EQ(picture.numbers().size(), 2u);
  Click({ControlId::Kind::kNumber, 1});
  EXPECT_EQ(picture.chosen(), 1);
  Text("47");
  EXPECT_EQ(picture.numbers()[1].correction, "47");
  Key(SDLK_BACKSPACE);
  EXPECT_EQ(picture.numbers()[1].text(), "4");
  EXPECT_FALSE(picture.numbers()[0].correction.has_value());
}

TEST_F(DesktopFiles, CorrectsANumberByKeysAlone) {
  ASSERT_TRUE(window_->Open(WritePng()).ok());
  ReadToTheEnd();
  const ControlId first = {ControlId::Kind::kNumber, 0};
  for (int i = 0; i < 20 && window_->attention().focused != first; ++i) Key(SDLK_TAB);
  ASSERT_EQ(window_->attention().focused, first);
  Key(SDLK_DOWN);
  Text("8");
  Key(SDLK_RETURN);
  const auto& numbers = window_->app().picture().numbers();
  EXPECT_EQ(numbers[1].correction, "8");
  EXPECT_FALSE(numbers[0].correction.has_value());
}

}  // namespace
}  // namespace digitpad
