// PNG encoding, over stb_image_write.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/gray_picture.h"

namespace digitpad {

// A PNG file of 8-bit samples. pixels: [height][width][channels]; channels: 1 grey, 2
// grey and alpha, 3 RGB, 4 RGBA. REQUIRES: width, height >= 1 and pixels.size() matches.
std::vector<uint8_t> EncodePng(int width, int height, int channels,
                               std::span<const uint8_t> pixels);

// A drawing that is black on white, as grey without paper: black, as opaque as it is
// dark.
std::vector<uint8_t> EncodePngWithoutPaper(const GrayPicture& drawing);

}  // namespace digitpad
