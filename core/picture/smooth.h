// Takes a sensor's noise out of a picture at the cost of some sharpness. Stateless.
#pragma once

#include "core/base/gray_picture.h"

namespace digitpad {

// Each pixel becomes the mean of the 3x3 around it with the weights 1 2 1 both ways,
// which leaves 3/8 of the noise of pixels that do not depend on each other. The picture's
// edge repeats.
void Smooth(GrayPicture* picture);

}  // namespace digitpad
