#include "core/formats/png.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <cstdlib>

namespace digitpad {
namespace {

uint32_t BigEndian32(const uint8_t* bytes) {
  return uint32_t{bytes[0]} << 24 | uint32_t{bytes[1]} << 16 | uint32_t{bytes[2]} << 8 |
         uint32_t{bytes[3]};
}

struct Png {
  int width = 0;
  int height = 0;
  int channels = 0;
  std::vector<uint8_t> pixels;
};

int Paeth(int left, int up, int corner) {
  const int p = left + up - corner;
  const int to_left = std::abs(p - left);
  const int to_up = std::abs(p - up);
  const int to_corner = std::abs(p - corner);
  if (to_left <= to_up && to_left <= to_corner) return left;
  return to_up <= to_corner ? up : corner;
}

// Undoes the row filters of ISO/IEC 15948, clause 9.
void Unfilter(const std::vector<uint8_t>& filtered, Png* png) {
  const int row = png->width * png->channels;
  png->pixels.assign(size_t{1} * row * png->height, 0);
  const auto at = [&](int x, int y) {
    return x < 0 || y < 0 ? 0 : int{png->pixels[size_t{1} * y * row + x]};
  };
  for (int y = 0; y < png->height; ++y) {
    const uint8_t* in = &filtered[size_t{1} * y * (row + 1)];
    for (int x = 0; x < row; ++x) {
      const int left = at(x - png->channels, y);
      const int up = at(x, y - 1);
      const int corner = x < png->channels ? 0 : at(x - png->channels, y - 1);
      const int predictions[] = {0, left, up, (left + up) / 2, Paeth(left, up, corner)};
      ASSERT_LE(in[0], 4);
      png->pixels[size_t{1} * y * row + x] =
          static_cast<uint8_t>(in[1 + x] + predictions[in[0]]);
    }
  }
}

// A reader written from the standard, so that the encoder is not its own witness.
void Decode(const std::vector<uint8_t>& file, Png* png) {
  const std::vector<uint8_t> magic = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  ASSERT_GE(file.size(), magic.size());
  ASSERT_TRUE(std::equal(magic.begin(), magic.end(), file.begin()));
  std::vector<uint8_t> packed;
  std::string type;
  size_t at = magic.size();
  while (at < file.size()) {
    const uint32_t size = BigEndian32(&file[at]);
    ASSERT_LE(at + 12 + size, file.size());
    type.assign(&file[at + 4], &file[at + 8]);
    const uint8_t* data = &file[at + 8];
    EXPECT_EQ(crc32(0, &file[at + 4], 4 + size), BigEndian32(data + size));
    if (type == "IHDR") {
      png->width = static_cast<int>(BigEndian32(data));
      png->height = static_cast<int>(BigEndian32(data + 4));
      EXPECT_EQ(data[8], 8) << "bits a sample";
      const int channels_of_color_type[] = {1, 0, 3, 0, 2, 0, 4};
      png->channels = channels_of_color_type[data[9]];
    } else if (type == "IDAT") {
      packed.insert(packed.end(), data, data + size);
    }
    at += 12 + size;
  }
  EXPECT_EQ(type, "IEND");
  std::vector<uint8_t> filtered(size_t{1} * png->height *
                                (1 + png->width * png->channels));
  uLongf size = filtered.size();
  ASSERT_EQ(uncompress(filtered.data(), &size, packed.data(), packed.size()), Z_OK);
  ASSERT_EQ(size, filtered.size());
  Unfilter(filtered, png);
}

std::vector<uint8_t> Pattern(int width, int height, int channels) {
  std::vector<uint8_t> pixels(size_t{1} * width * height * channels);
  for (size_t i = 0; i < pixels.size(); ++i) {
    pixels[i] = static_cast<uint8_t>(i * i / 7 + 3 * i);
  }
  return pixels;
}

TEST(Png, KeepsEveryPixel) {
  const int sizes[][2] = {{1, 1}, {28, 28}, {3, 200}, {301, 17}};
  for (const auto& [width, height] : sizes) {
    for (int channels = 1; channels <= 4; ++channels) {
      const std::vector<uint8_t> pixels = Pattern(width, height, channels);
      Png png;
      Decode(EncodePng(width, height, channels, pixels), &png);
      EXPECT_EQ(png.width, width);
      EXPECT_EQ(png.height, height);
      EXPECT_EQ(png.channels, channels);
      EXPECT_EQ(png.pixels, pixels) << width << "x" << height << "x" << channels;
    }
  }
}

TEST(Png, WithoutPaperTheInkAloneIsOpaque) {
  const GrayPicture drawing = {3, 1, {255, 100, 0}};
  Png png;
  Decode(EncodePngWithoutPaper(drawing), &png);
  EXPECT_EQ(png.channels, 2);
  EXPECT_EQ(png.pixels, (std::vector<uint8_t>{0, 0, 0, 155, 0, 255}));
}

TEST(Png, PacksAFlatPicture) {
  const std::vector<uint8_t> white(400 * 400, 255);
  EXPECT_LT(EncodePng(400, 400, 1, white).size(), 4000u);
}

}  // namespace
}  // namespace digitpad
