// The desktop window opens pictures: dropped on it, or by their names. On SDL's driver
// for no screen.
#include "wasm/desktop/window.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "core/formats/jpeg.h"
#include "core/formats/png.h"
#include "tests/core/test_models.h"
#include "wasm/desktop/picture_file.h"

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

class DesktopWindow : public ::testing::Test {
 protected:
  void SetUp() override {
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    std::string name = (std::filesystem::temp_directory_path() / "window.XXXXXX");
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
    Model model = testing::MakeModel(1, 3);
    ASSERT_TRUE(ValidateModel(&model).ok());
    std::unique_ptr<Recognizer> recognizer;
    ASSERT_TRUE(Recognizer::Create(SerializeModel(model), "portable", &recognizer).ok());
    const Status status = Window::Create(std::move(recognizer), {}, &window_);
    ASSERT_TRUE(status.ok()) << status.message();
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string Write(const std::string& name, std::span<const uint8_t> bytes) const {
    const std::string path = folder_ + "/" + name;
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()),
               static_cast<std::streamsize>(bytes.size()));
    return path;
  }
  std::string WritePng() const {
    return Write("page.png", EncodePng(kWidth, kHeight, 1, MakePage().pixels));
  }

  static void Drop(const std::string& path) {
    SDL_Event event = {};
    event.type = SDL_DROPFILE;
    event.drop.file = SDL_strdup(path.c_str());
    ASSERT_EQ(SDL_PushEvent(&event), 1);
  }

  static void PushQuit() {
    SDL_Event event = {};
    event.type = SDL_QUIT;
    SDL_PushEvent(&event);
  }

  std::string folder_;
  std::unique_ptr<Window> window_;
};

TEST_F(DesktopWindow, OpensAPictureThatIsDroppedOnIt) {
  Drop(WritePng());
  PushQuit();
  window_->Run();
  const OpenPicture& picture = window_->app().picture();
  ASSERT_TRUE(picture.is_open());
  EXPECT_EQ(picture.pixels().width, kWidth);
  EXPECT_EQ(picture.pixels().pixels, MakePage().pixels);
}

TEST_F(DesktopWindow, LeavesAllAsItWasWhereAFileCannotBeRead) {
  ASSERT_TRUE(window_->Open(WritePng()).ok());
  const uint8_t text[] = "no picture at all";
  Drop(Write("notes.txt", text));
  Drop(folder_ + "/missing.png");
  PushQuit();
  window_->Run();
  EXPECT_TRUE(window_->app().picture().is_open());
  EXPECT_EQ(window_->app().picture().pixels().pixels, MakePage().pixels);
}

TEST_F(DesktopWindow, NamesTheFileAndWhatIsWrongWithIt) {
  const uint8_t text[] = "no picture at all";
  const std::string notes = Write("notes.txt", text);
  EXPECT_EQ(window_->Open(notes).message(), notes + ": neither a PNG nor a JPEG file");
  const std::string missing = folder_ + "/missing.png";
  EXPECT_EQ(window_->Open(missing).message(), missing + ": cannot be opened");
  auto png = EncodePng(kWidth, kHeight, 1, MakePage().pixels);
  png.resize(png.size() / 2);
  const std::string half = Write("half.png", png);
  EXPECT_NE(window_->Open(half).message().find(half + ": "), std::string::npos);
  EXPECT_FALSE(window_->app().picture().is_open());
}

TEST_F(DesktopWindow, ReadsThePictureWhileNothingHappens) {
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

}  // namespace
}  // namespace digitpad
