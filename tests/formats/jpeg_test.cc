#include "core/formats/jpeg.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "core/formats/exif.h"
#include "tests/core/test_models.h"

namespace digitpad {
namespace {

using Bytes = std::vector<uint8_t>;

// Light above and to the left, so that every turn of it differs.
GrayPicture Corner(int width, int height) {
  GrayPicture picture{width, height, {}};
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      picture.pixels.push_back(y < height / 2 ? (x < width / 2 ? 250 : 150) : 40);
    }
  }
  return picture;
}

// The EXIF block of a camera: an entry before the orientation, numbers in either order.
Bytes Exif(int orientation, bool is_little) {
  const std::string begin = std::string("Exif\0\0", 6) + (is_little ? "II" : "MM");
  Bytes bytes(begin.begin(), begin.end());
  const auto add = [&](uint32_t value, int size) {
    for (int i = 0; i < size; ++i) {
      const int shift = 8 * (is_little ? i : size - 1 - i);
      bytes.push_back(static_cast<uint8_t>(value >> shift));
    }
  };
  add(42, 2);
  add(8, 4);
  add(2, 2);
  for (const uint32_t tag : {0x0100u, 0x0112u}) {
    add(tag, 2);
    add(3, 2);
    add(1, 4);
    add(tag == 0x0112 ? static_cast<uint32_t>(orientation) : 0, 2);
    add(0, 2);
  }
  add(0, 4);
  return bytes;
}

Bytes WithApp1(const Bytes& jpeg, const Bytes& content) {
  Bytes result(jpeg.begin(), jpeg.begin() + 2);
  const size_t size = content.size() + 2;
  result.insert(result.end(), {0xFF, 0xE1, static_cast<uint8_t>(size >> 8),
                               static_cast<uint8_t>(size)});
  result.insert(result.end(), content.begin(), content.end());
  result.insert(result.end(), jpeg.begin() + 2, jpeg.end());
  return result;
}

int PixelOf(const GrayPicture& picture, int x, int y) { return picture.row(y)[x]; }

TEST(Jpeg, KeepsAPictureButForItsLoss) {
  const GrayPicture picture = Corner(45, 30);
  GrayPicture decoded;
  ASSERT_TRUE(DecodeJpeg(EncodeJpeg(picture.view(), 95), &decoded).ok());
  ASSERT_EQ(decoded.width, 45);
  ASSERT_EQ(decoded.height, 30);
  for (const auto& [x, y] : {std::pair(3, 3), std::pair(40, 3), std::pair(20, 26)}) {
    EXPECT_NEAR(PixelOf(decoded, x, y), PixelOf(picture, x, y), 6);
  }
}

TEST(Jpeg, TurnsAPhotoUpright) {
  const Bytes jpeg = EncodeJpeg(Corner(48, 32).view(), 95);
  // Where the light corner and its lighter neighbor along the stored row come to lie.
  struct Case {
    int orientation;
    bool right, bottom;            // the light corner
    bool grey_right, grey_bottom;  // the grey one
  };
  const Case cases[] = {
      {1, false, false, true, false}, {2, true, false, false, false},
      {3, true, true, false, true},   {4, false, true, true, true},
      {5, false, false, false, true}, {6, true, false, true, true},
      {7, true, true, true, false},   {8, false, true, false, false},
  };
  for (const Case& c : cases) {
    for (const bool is_little : {false, true}) {
      GrayPicture p;
      ASSERT_TRUE(DecodeJpeg(WithApp1(jpeg, Exif(c.orientation, is_little)), &p).ok());
      EXPECT_EQ(p.width, c.orientation >= 5 ? 32 : 48);
      EXPECT_EQ(p.height, c.orientation >= 5 ? 48 : 32);
      const auto at = [&](bool right, bool bottom) {
        return PixelOf(p, right ? p.width - 3 : 2, bottom ? p.height - 3 : 2);
      };
      EXPECT_NEAR(at(c.right, c.bottom), 250, 8) << "orientation " << c.orientation;
      EXPECT_NEAR(at(c.grey_right, c.grey_bottom), 150, 8) << c.orientation;
    }
  }
}

TEST(Exif, DamagedNotesLeaveAPhotoAsItIs) {
  const Bytes good = Exif(6, true);
  EXPECT_EQ(ExifOrientation(good), 6);
  for (size_t size = 0; size < good.size(); ++size) {
    const int orientation =
        ExifOrientation(Bytes(good.begin(), good.begin() + static_cast<ptrdiff_t>(size)));
    EXPECT_TRUE(orientation == kUpright || orientation == 6);
  }
  EXPECT_EQ(ExifOrientation(Exif(9, false)), kUpright);
  EXPECT_EQ(ExifOrientation(Exif(0, false)), kUpright);
  Bytes far = good;
  far[10] = far[11] = far[12] = far[13] = 0xFF;  // the directory lies beyond the end
  EXPECT_EQ(ExifOrientation(far), kUpright);
}

TEST(Jpeg, RefusesEveryTruncation) {
  const Bytes jpeg = EncodeJpeg(Corner(40, 24).view(), 80);
  for (size_t size = 0; size < jpeg.size(); ++size) {
    GrayPicture picture;
    const Bytes cut(jpeg.begin(), jpeg.begin() + static_cast<ptrdiff_t>(size));
    EXPECT_FALSE(DecodeJpeg(cut, &picture).ok()) << size << " of " << jpeg.size();
  }
}

TEST(Jpeg, SurvivesDamageAnywhere) {
  const Bytes jpeg = EncodeJpeg(Corner(64, 48).view(), 60);
  testing::Random random(5);
  for (int i = 0; i < 2000; ++i) {
    Bytes damaged = jpeg;
    for (int k = random.Between(1, 4); k > 0; --k) {
      damaged[static_cast<size_t>(random.Between(2, static_cast<int>(jpeg.size()) - 1))] =
          static_cast<uint8_t>(random.Between(0, 255));
    }
    GrayPicture picture;
    const Status status = DecodeJpeg(damaged, &picture);
    if (status.ok()) {
      EXPECT_EQ(picture.pixels.size(), size_t{1} * picture.width * picture.height);
    } else {
      EXPECT_NE(status.message().find("JPEG"), std::string::npos);
    }
  }
}

TEST(Jpeg, RefusesSizesBeyondTheLimits) {
  Bytes jpeg = EncodeJpeg(Corner(16, 16).view(), 80);
  size_t frame = 0;
  while (jpeg[frame] != 0xFF || jpeg[frame + 1] != 0xC0) ++frame;
  const auto with_size = [&](int height, int width) {
    Bytes changed = jpeg;
    changed[frame + 5] = static_cast<uint8_t>(height >> 8);
    changed[frame + 6] = static_cast<uint8_t>(height);
    changed[frame + 7] = static_cast<uint8_t>(width >> 8);
    changed[frame + 8] = static_cast<uint8_t>(width);
    GrayPicture picture;
    return DecodeJpeg(changed, &picture).message();
  };
  EXPECT_NE(with_size(20000, 20000).find("20000x20000"), std::string::npos);
  EXPECT_NE(with_size(10000, 10000).find("megapixels"), std::string::npos);
  EXPECT_NE(with_size(0, 16).find("16x0"), std::string::npos);
}

TEST(Jpeg, RefusesPixelsFarLargerThanTheFile) {
  Bytes jpeg = EncodeJpeg(Corner(16, 16).view(), 80);
  size_t frame = 0;
  while (jpeg[frame] != 0xFF || jpeg[frame + 1] != 0xC0) ++frame;
  jpeg[frame + 1] = 0xC2;                           // progressive: held whole in memory,
  jpeg[frame + 5] = jpeg[frame + 7] = 7000 >> 8;    // 7000 x 7000,
  jpeg[frame + 6] = jpeg[frame + 8] = 7000 & 0xFF;  // two bytes each
  GrayPicture picture;
  EXPECT_NE(DecodeJpeg(jpeg, &picture).message().find("far larger"), std::string::npos);
}

TEST(Jpeg, RefusesKindsThatNobodyWrites) {
  Bytes jpeg = EncodeJpeg(Corner(16, 16).view(), 80);
  size_t frame = 0;
  while (jpeg[frame] != 0xFF || jpeg[frame + 1] != 0xC0) ++frame;
  jpeg[frame + 1] = 0xC9;  // arithmetic
  GrayPicture picture;
  EXPECT_EQ(DecodeJpeg(jpeg, &picture).code(), StatusCode::kUnsupported);
  jpeg[frame + 1] = 0xC1;
  jpeg[frame + 4] = 12;  // bits
  EXPECT_EQ(DecodeJpeg(jpeg, &picture).code(), StatusCode::kUnsupported);
}

}  // namespace
}  // namespace digitpad
