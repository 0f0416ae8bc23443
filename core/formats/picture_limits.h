// The limits that a picture file must keep, checked from its header before a pixel is
// decoded. Shared by the PNG and the JPEG reader.
#pragma once

#include <cstdint>
#include <string>

#include "core/base/gray_picture.h"
#include "core/base/status.h"
#include "core/base/value_text.h"

namespace digitpad {

// Invalid for no size at all and for one beyond the limits of gray_picture.h.
inline Status CheckPictureSize(uint32_t width, uint32_t height) {
  const std::string size = NumberText(width) + "x" + NumberText(height);
  if (width == 0 || height == 0) return Status::Invalid("a picture of " + size);
  if (width > kMaxPictureSide || height > kMaxPictureSide) {
    return Status::Invalid("a picture of " + size + " pixels, more than " +
                           NumberText(kMaxPictureSide) + " on a side");
  }
  if (uint64_t{width} * height > kMaxPicturePixels) {
    return Status::Invalid("a picture of " + size + " pixels, more than " +
                           NumberText(kMaxPicturePixels / 1'000'000) + " megapixels");
  }
  return Status::Ok();
}

}  // namespace digitpad
