// Scales a grey picture to any size for the screen: each new pixel is the mean of the
// area that it covers. Stateless.
#pragma once

#include "core/base/gray_picture.h"

namespace digitpad {

// REQUIRES: no side of either size is 0.
GrayPicture ScaleByArea(const GrayView& picture, int width, int height);

}  // namespace digitpad
