// Pictures for the fuzzers: drawn as their bytes say, or one of a few pages.
#pragma once

#include "core/base/gray_picture.h"
#include "tests/fuzz/fuzz_input.h"

namespace digitpad::fuzz {

// Paper of up to 10,000 pixels, no higher than these let it be, and marks on it, up to
// the end of the input. `how`: bits 0 and 1 say that it is up to eight times as wide or
// high, bit 2 that light and dark are exchanged.
GrayPicture TakePicture(FuzzInput* input, int how);

// For targets that do more than read pictures: page `which` of 256. The first is empty,
// the next one pixel; the others have numbers on plain, ruled or squared paper.
GrayPicture SamplePicture(int which);

}  // namespace digitpad::fuzz
