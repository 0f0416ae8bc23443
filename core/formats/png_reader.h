// PNG decoding to grey, over stb_image. The chunks are walked first: sizes, checksums and
// limits are known good before a pixel is unpacked. Thread-safe; no file access.
#pragma once

#include <cstdint>
#include <span>

#include "core/base/gray_picture.h"
#include "core/base/status.h"

namespace digitpad {

bool HasPngMagic(std::span<const uint8_t> file);

// Any PNG of ISO/IEC 15948 (every bit depth, palette, interlaced, transparent) as 8-bit
// grey; colors by the weights of ITU-R BT.601, transparency over white. Invalid, naming
// the byte, for a damaged or truncated file, and for one beyond the limits; memory stays
// within a small multiple of what the header's size asks for, whatever the data unpack
// to. *picture is left as it was unless the result is ok.
Status DecodePng(std::span<const uint8_t> file, GrayPicture* picture);

}  // namespace digitpad
