#include "core/picture_reader.h"

#include <gtest/gtest.h>

#include "core/nn/model.h"
#include "tests/core/test_models.h"
#include "tests/core/test_pictures.h"

namespace digitpad {
namespace {

using testing::DrawLines;
using testing::Paper;

// A network that knows nothing: what is found, and how, does not depend on it.
std::unique_ptr<Recognizer> MakeRecognizer() {
  std::unique_ptr<Recognizer> recognizer;
  const Status status =
      Recognizer::Create(SerializeModel(testing::MakeModel(1, 7)), "", &recognizer);
  EXPECT_TRUE(status.ok()) << status.message();
  return recognizer;
}

GrayPicture TwoNumbers(int scale) {
  const auto unit = static_cast<float>(scale);
  GrayPicture page = Paper(600 * scale, 400 * scale, 220);
  for (int i = 0; i < 3; ++i) {
    const float x = 60 + 90 * static_cast<float>(i);
    DrawLines(testing::Zero({x * unit, 50 * unit}, 80 * unit), 5 * unit, 0.8f, &page);
  }
  DrawLines(testing::Seven({300 * unit, 230 * unit}, 90 * unit), 5 * unit, 0.8f, &page);
  return page;
}

std::string JsonOf(const std::vector<Result>& results) {
  std::string text;
  for (const Result& result : results) AppendJson(result, &text);
  return text;
}

TEST(PictureReader, FindsNumbersLineByLineInPixelsOfThePicture) {
  const auto recognizer = MakeRecognizer();
  PictureReader reader(*recognizer);
  for (const int scale : {1, 4}) {  // 4: shrunk before it is searched
    const GrayPicture page = TwoNumbers(scale);
    ASSERT_TRUE(reader.Start(page.view()).ok());
    while (reader.Step()) {
    }
    ASSERT_EQ(reader.results().size(), 2u);
    const Box& first = reader.results()[0].digits.front().box;
    EXPECT_NEAR(first.x, 57.5f * static_cast<float>(scale), 3 * scale);
    EXPECT_NEAR(first.y, 47.5f * static_cast<float>(scale), 3 * scale);
    const Box& last = reader.results()[1].digits.back().box;
    EXPECT_NEAR(last.y + last.h, 322.5f * static_cast<float>(scale), 4 * scale);
    for (const Digit& digit : reader.results()[0].digits) {
      EXPECT_TRUE(digit.strokes.empty());
    }
  }
}

TEST(PictureReader, ReadsTheSameHoweverOftenItIsAsked) {
  const auto recognizer = MakeRecognizer();
  PictureReader reader(*recognizer);
  std::string first;
  for (int round = 0; round < 2; ++round) {
    GrayPicture page = TwoNumbers(2);
    ASSERT_TRUE(reader.Start(page.view()).ok());
    page.pixels.assign(page.pixels.size(), 0);  // it keeps what it needs
    int before = -1;
    int steps = 0;
    do {
      EXPECT_GE(reader.progress(), before);
      EXPECT_LE(reader.progress(), 100);
      before = reader.progress();
      ++steps;
    } while (reader.Step());
    EXPECT_GT(steps, 5);
    EXPECT_EQ(reader.progress(), 100);
    EXPECT_FALSE(reader.Step()) << "nothing is left";
    if (round == 0) first = JsonOf(reader.results());
    EXPECT_EQ(JsonOf(reader.results()), first);
  }
}

TEST(PictureReader, NothingGivesNothing) {
  const auto recognizer = MakeRecognizer();
  PictureReader reader(*recognizer);
  GrayPicture slope = Paper(640, 480, 0);
  for (int y = 0; y < 480; ++y) {
    for (int x = 0; x < 640; ++x)
      slope.row(y)[x] = static_cast<uint8_t>(60 + (x + y) / 8);
  }
  const GrayPicture pictures[] = {Paper(1, 1, 0),       Paper(1, 900, 255),
                                  Paper(900, 1, 10),    Paper(28, 28, 0),
                                  Paper(300, 200, 128), slope};
  for (const GrayPicture& picture : pictures) {
    ASSERT_TRUE(reader.Start(picture.view()).ok());
    while (reader.Step()) {
    }
    EXPECT_TRUE(reader.results().empty()) << picture.width << "x" << picture.height;
    Result result;
    ASSERT_TRUE(reader.ReadSingle(picture.view(), &result).ok());
    EXPECT_TRUE(result.digits.empty());
  }
}

TEST(PictureReader, RefusesSizesBeyondTheLimits) {
  const auto recognizer = MakeRecognizer();
  PictureReader reader(*recognizer);
  const uint8_t pixel = 0;
  Result result;
  for (const auto& [width, height] :
       {std::pair(0, 0), std::pair(0, 5), std::pair(-1, 5),
        std::pair(kMaxPictureSide + 1, 1), std::pair(10000, 10000)}) {
    const GrayView view{&pixel, width, height, width};
    EXPECT_EQ(reader.Start(view).code(), StatusCode::kInvalid);
    EXPECT_FALSE(reader.Step());
    EXPECT_TRUE(reader.results().empty());
    EXPECT_EQ(reader.ReadSingle(view, &result).code(), StatusCode::kInvalid);
  }
}

TEST(PictureReader, ANewPictureEndsTheOneBefore) {
  const auto recognizer = MakeRecognizer();
  PictureReader reader(*recognizer);
  const GrayPicture page = TwoNumbers(1);
  ASSERT_TRUE(reader.Start(page.view()).ok());
  for (int i = 0; i < 8; ++i) reader.Step();
  const GrayPicture empty = Paper(50, 50, 200);
  ASSERT_TRUE(reader.Start(empty.view()).ok());
  while (reader.Step()) {
  }
  EXPECT_TRUE(reader.results().empty());
}

}  // namespace
}  // namespace digitpad
