#include "core/prep/picture_normalizer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "core/picture/components.h"
#include "tests/core/test_pictures.h"

namespace digitpad {
namespace {

using testing::DrawLines;
using testing::Lines;
using testing::Paper;

using Input = std::array<uint8_t, kInputSize * kInputSize>;

Input Normalized(const GrayPicture& glyph) {
  PictureNormalizer normalizer;
  Input out;
  normalizer.Normalize(glyph.view(), PrepSpec(), out);
  return out;
}

// A glyph as it is cut out of a picture: light ink, nothing around it.
GrayPicture Glyph(const Lines& lines, float pen, int side) {
  GrayPicture picture = Paper(side, side, 255);
  DrawLines(lines, pen, 1, &picture);
  for (uint8_t& pixel : picture.pixels) pixel = static_cast<uint8_t>(255 - pixel);
  return picture;
}

PixelBox InkBox(const Input& input) {
  PixelBox box;
  for (int i = 0; i < kInputSize * kInputSize; ++i) {
    const int x = i % kInputSize, y = i / kInputSize;
    if (input[static_cast<size_t>(i)] >= 96) box.Add({x, y, x, y});
  }
  return box;
}

double MeanDifference(const Input& a, const Input& b) {
  double sum = 0;
  for (size_t i = 0; i < a.size(); ++i) sum += std::abs(a[i] - b[i]);
  return sum / static_cast<double>(a.size());
}

TEST(PictureNormalizer, FitsTheLongerSideIntoTwentyPixels) {
  for (const float height : {12.0f, 40.0f, 150.0f, 700.0f}) {
    const int side = static_cast<int>(height * 1.4f);
    const Input input = Normalized(Glyph(
        testing::Seven({height * 0.2f, height * 0.1f}, height), height * 0.1f, side));
    EXPECT_NEAR(InkBox(input).height(), 20, 1) << height;
  }
}

TEST(PictureNormalizer, PlaceMakesNoDifference) {
  const Input first = Normalized(Glyph(testing::Four({10, 10}, 100), 8, 300));
  const Input second = Normalized(Glyph(testing::Four({150, 170}, 100), 8, 300));
  EXPECT_LE(MeanDifference(first, second), 0.01);
}

TEST(PictureNormalizer, ThinAndThickPensGiveLikePictures) {
  for (const auto& draw : {testing::Seven, testing::Four, testing::Zero}) {
    const Input usual = Normalized(Glyph(draw({50, 30}, 300), 300 * 0.12f, 400));
    const Input thin = Normalized(Glyph(draw({50, 30}, 300), 300 * 0.01f, 400));
    const Input blot = Normalized(Glyph(Lines{{{0, 200}, {400, 200}}}, 60, 400));
    EXPECT_LT(MeanDifference(usual, thin), 10);
    EXPECT_GT(MeanDifference(usual, blot), 30);
    // Lines of two pixels or so, dark in their middle.
    EXPECT_GE(*std::max_element(thin.begin(), thin.end()), 240);
  }
}

TEST(PictureNormalizer, SharpensNothingThatFitsAlready) {
  GrayPicture picture = Paper(kInputSize, kInputSize, 0);
  for (int y = 4; y < 25; ++y) {
    picture.row(y)[13] = 120;
    picture.row(y)[14] = 255;
    picture.row(y)[15] = 70;
  }
  const Input input = Normalized(picture);
  EXPECT_TRUE(std::equal(input.begin(), input.end(), picture.pixels.begin()));
}

TEST(PictureNormalizer, NothingGivesNothingAndADotADot) {
  const Input nothing = Normalized(Paper(20, 20, 0));
  EXPECT_EQ(*std::max_element(nothing.begin(), nothing.end()), 0);
  GrayPicture dot = Paper(3, 3, 0);
  dot.row(1)[1] = 255;
  const Input input = Normalized(dot);
  EXPECT_EQ(input[14 * kInputSize + 14], 255);
}

}  // namespace
}  // namespace digitpad
