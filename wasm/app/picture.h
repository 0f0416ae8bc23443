// The drawing as a grey picture, for saving: the core rasteriser's coverage, black on
// white.
#pragma once

#include "core/base/gray_picture.h"
#include "core/ink/ink.h"

namespace digitpad {

// The drawing area with its ink, from its top left corner: in ink units, and in CSS
// pixels where the ink is from elsewhere and may have been of any size.
struct InkSheet {
  Ink ink;
  Vec2 size;
  float pen_width = 0;
};

// More than a sheet has on most screens at twice its size: half a second to pack as PNG.
inline constexpr float kMostDrawnPixels = 8e6F;

// `size` and `pen_width` are in ink units, `scale` is pixels per ink unit: fewer where
// the picture would have more than kMostDrawnPixels, or a side longer than pictures may
// have.
GrayPicture DrawPicture(const Ink& ink, Vec2 size, float pen_width, float scale);

}  // namespace digitpad
