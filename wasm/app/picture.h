// The drawing as a grey picture, for saving: the core rasteriser's coverage, black on
// white.
#pragma once

#include "core/base/gray_picture.h"
#include "core/ink/ink.h"

namespace digitpad {

// `size` and `pen_width` are in ink units, `scale` is pixels per ink unit.
GrayPicture DrawPicture(const Ink& ink, Vec2 size, float pen_width, float scale);

}  // namespace digitpad
