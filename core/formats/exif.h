// Which way up a photo is: the orientation that a camera notes in a JPEG's EXIF block,
// and turning a picture by it. Stateless.
#pragma once

#include <cstdint>
#include <span>

#include "core/base/gray_picture.h"

namespace digitpad {

inline constexpr int kUpright = 1;

// The orientation, 1 to 8, in the content of a JPEG's APP1 segment (after its length): a
// TIFF header, and tag 0x0112 of its first directory (Exif 2.3, 4.6.4). kUpright where
// the segment is no EXIF, does not say, or is damaged: a photo is worth more than its
// notes.
int ExifOrientation(std::span<const uint8_t> segment);

// *picture as its taker saw it. REQUIRES: 1 <= orientation <= 8.
void TurnUpright(int orientation, GrayPicture* picture);

}  // namespace digitpad
