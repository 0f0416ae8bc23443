// What the picture's edge cuts off may be another digit, or a digit more.
#include <gtest/gtest.h>

#include "core/picture_reader.h"
#include "tests/core/test_pictures.h"
#include "tests/sanitized.h"
#include "weights/embedded.h"

namespace digitpad {
namespace {

using testing::DrawLines;
using testing::Lines;

// "407", 180 pixels high, of which the 7 is right of kLeftOfLast and left of kRight.
constexpr float kHigh = 180;
constexpr int kTop = 150;
constexpr int kLeftOfLast = 410;
constexpr int kRight = 534;

GrayPicture Number() {
  GrayPicture page = testing::Paper(1000, 800, 235);
  DrawLines(testing::Four({100, kTop}, kHigh), 12, 0.8f, &page);
  DrawLines(testing::Zero({260, kTop}, kHigh), 12, 0.8f, &page);
  DrawLines(testing::Seven({420, kTop}, kHigh), 12, 0.8f, &page);
  return page;
}

std::vector<Result> Read(const GrayView& picture) {
  std::unique_ptr<Recognizer> recognizer;
  EXPECT_TRUE(Recognizer::Create(EmbeddedModel(), "", &recognizer).ok());
  PictureReader reader(*recognizer);
  EXPECT_TRUE(reader.Start(picture).ok());
  while (reader.Step()) {
  }
  return reader.results();
}

// What is accepted of a part of the picture.
std::string Accepted(const GrayPicture& page, int left, int top, int right, int bottom) {
  std::string text;
  for (const Result& result :
       Read({page.row(top) + left, right - left, bottom - top, page.width})) {
    if (result.accepted) text += result.text + " ";
  }
  return text;
}

// How many pixels lie between the cuts tried.
constexpr int kStep = testing::kSanitized ? 25 : 5;

TEST(PictureEdges, ANumberCutOffIsNotAccepted) {
  const GrayPicture page = Number();
  ASSERT_EQ(Accepted(page, 0, 0, 1000, 800), "407 ");
  for (int right = kLeftOfLast + 10; right < kRight - 10; right += kStep) {
    EXPECT_EQ(Accepted(page, 0, 0, right, 800), "") << "right of " << right;
  }
  for (int left = 110; left < 180; left += kStep) {
    EXPECT_EQ(Accepted(page, left, 0, 1000, 800), "") << "left of " << left;
  }
  for (int cut = 10; cut < 170; cut += kStep) {
    EXPECT_EQ(Accepted(page, 0, kTop + cut, 1000, 800), "") << "above " << cut;
    EXPECT_EQ(Accepted(page, 0, 0, 1000, kTop + cut), "") << "below " << cut;
  }
}

// Even where it is as large a part of the picture as a shadow.
TEST(PictureEdges, ALargeDigitCutOffCastsDoubt) {
  const GrayPicture page = Number();
  for (int right = kLeftOfLast + 10; right < kRight - 10; right += kStep) {
    EXPECT_EQ(Accepted(page, 60, kTop - 20, right, kTop + 200), "") << right;
  }
}

TEST(PictureEdges, WhatIsNotCutIsAccepted) {
  const GrayPicture page = Number();
  EXPECT_EQ(Accepted(page, 0, 0, kLeftOfLast - 5, 800), "40 ");
  GrayPicture shadow = page;
  for (int y = 0; y < 800; ++y) {
    for (int x = 0; x < 20; ++x) shadow.row(y)[x] = 10;
  }
  EXPECT_EQ(Accepted(shadow, 0, 0, 1000, 800), "407 ");
}

TEST(PictureEdges, ADigitMayFillASmallPicture) {
  GrayPicture tile = testing::Paper(28, 28, 235);
  DrawLines(testing::Seven({5, 1}, 27), 3, 0.8f, &tile);
  EXPECT_EQ(Accepted(tile, 0, 0, 28, 28), "7 ");
}

}  // namespace
}  // namespace digitpad
