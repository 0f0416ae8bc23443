#include "core/picture/smooth.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/core/test_models.h"
#include "tests/core/test_pictures.h"

namespace digitpad {
namespace {

TEST(Smooth, SpreadsAPixelByOneTwoOne) {
  GrayPicture picture = testing::Paper(5, 5, 0);
  picture.row(2)[2] = 160;
  Smooth(&picture);
  EXPECT_EQ(picture.pixels,
            (std::vector<uint8_t>{0,  0, 0, 0,  0,  0,  10, 20, 10, 0, 0, 20, 40,
                                  20, 0, 0, 10, 20, 10, 0,  0,  0,  0, 0, 0}));
}

TEST(Smooth, RepeatsThePictureAtItsEdge) {
  GrayPicture picture{3, 1, {160, 0, 0}};
  Smooth(&picture);
  EXPECT_EQ(picture.pixels, (std::vector<uint8_t>{120, 40, 0}));
  for (const int gray : {0, 7, 255}) {
    GrayPicture paper = testing::Paper(4, 3, gray);
    Smooth(&paper);
    EXPECT_EQ(paper.pixels, testing::Paper(4, 3, gray).pixels);
  }
  GrayPicture none;
  Smooth(&none);
  EXPECT_TRUE(none.pixels.empty());
}

TEST(Smooth, LeavesThreeEighthsOfTheNoise) {
  GrayPicture picture = testing::Paper(300, 200, 128);
  testing::Random random(4);
  const auto deviation = [&] {
    int64_t sum = 0;
    for (const uint8_t pixel : picture.pixels) sum += std::abs(pixel - 128);
    return static_cast<double>(sum) / static_cast<double>(picture.pixels.size());
  };
  for (uint8_t& pixel : picture.pixels) {
    pixel = static_cast<uint8_t>(128 + random.Between(-40, 40) + random.Between(-40, 40));
  }
  const double before = deviation();
  Smooth(&picture);
  EXPECT_NEAR(deviation() / before, 3.0 / 8, 0.02);
}

}  // namespace
}  // namespace digitpad
