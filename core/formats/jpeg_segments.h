// The segments of a JPEG file (ISO/IEC 10918-1, annex B), looked through before a pixel
// is decoded: sizes within the limits, no more passes over the picture than its bytes can
// fill. Pure; thread-safe.
#pragma once

#include <cstdint>
#include <span>

#include "core/base/status.h"
#include "core/formats/exif.h"

namespace digitpad {

struct JpegOutline {
  int width = 0, height = 0;  // as stored
  bool has_inks = false;      // four components
  int orientation = kUpright;
};

// Of a file that begins as a JPEG does, up to its end marker: what comes behind that is
// not looked at. Invalid, naming the byte, or Unsupported, as DecodeJpeg says. *outline
// is left as it was unless the result is ok.
Status CheckJpegSegments(std::span<const uint8_t> file, JpegOutline* outline);

}  // namespace digitpad
