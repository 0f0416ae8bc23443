// Making pictures smaller by whole factors, each new pixel the mean of a square of old
// ones: the first step from a photo to its ink. Stateless.
#pragma once

#include "core/base/gray_picture.h"

namespace digitpad {

// The factor by which a picture of this size is shrunk before its ink is looked for: it
// is then of 4 megapixels at most. A line of digits as high as a fiftieth of a phone's
// photo keeps 35 pixels of height.
int ShrinkFactor(int width, int height);

// By `factor` both ways; a last row or column that is not full takes the mean of what is
// there. REQUIRES: factor >= 1, the picture is not empty.
GrayPicture Shrunk(const GrayView& picture, int factor);

}  // namespace digitpad
