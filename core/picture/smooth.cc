#include "core/picture/smooth.h"

#include <algorithm>
#include <vector>

namespace digitpad {

void Smooth(GrayPicture* picture) {
  const auto width = static_cast<size_t>(picture->width);
  if (width == 0 || picture->height == 0) return;
  std::vector<uint8_t> above(picture->row(0), picture->row(0) + width);
  std::vector<uint8_t> here(width);
  std::vector<uint16_t> down(width + 2);
  for (int y = 0; y < picture->height; ++y) {
    uint8_t* row = picture->row(y);
    const uint8_t* below = picture->row(std::min(y + 1, picture->height - 1));
    std::copy_n(row, width, here.data());
    for (size_t x = 0; x < width; ++x) {
      down[x + 1] = static_cast<uint16_t>(above[x] + 2 * here[x] + below[x]);
    }
    down[0] = down[1];
    down[width + 1] = down[width];
    for (size_t x = 0; x < width; ++x) {
      row[x] = static_cast<uint8_t>((down[x] + 2 * down[x + 1] + down[x + 2] + 8) / 16);
    }
    above.swap(here);
  }
}

}  // namespace digitpad
