// The drawing as a grey picture, for saving: the core rasteriser's coverage, black on
// white.
#pragma once

#include <cstdint>
#include <vector>

#include "core/ink/ink.h"

namespace digitpad {

struct GreyPicture {
  int width = 0;
  int height = 0;
  std::vector<uint8_t> pixels;  // [height][width], 255 is white
};

// `size` and `pen_width` are in ink units, `scale` is pixels per ink unit.
GreyPicture DrawPicture(const Ink& ink, Vec2 size, float pen_width, float scale);

}  // namespace digitpad
