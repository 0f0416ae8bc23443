// Grey pictures: what files decode to and what a reader of pictures takes. GrayView only
// looks at memory of its caller; GrayPicture owns its pixels. Plain values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace digitpad {

// 0 is black, 255 white. Pixel (x, y) is pixels[y * stride + x].
struct GrayView {
  const uint8_t* pixels = nullptr;  // [height][stride]
  int width = 0;
  int height = 0;
  int stride = 0;

  const uint8_t* row(int y) const { return pixels + static_cast<ptrdiff_t>(y) * stride; }
};

struct GrayPicture {
  int width = 0;
  int height = 0;
  std::vector<uint8_t> pixels;  // [height][width]

  GrayView view() const { return {pixels.data(), width, height, width}; }
  uint8_t* row(int y) { return pixels.data() + static_cast<size_t>(y) * width; }
  const uint8_t* row(int y) const {
    return pixels.data() + static_cast<size_t>(y) * width;
  }
};

// Limits of a picture: a phone's largest photo (50 megapixels), and what stays far from
// int's end whatever is computed with it.
inline constexpr int kMaxPictureSide = 16384;
inline constexpr int kMaxPicturePixels = 50'000'000;

}  // namespace digitpad
