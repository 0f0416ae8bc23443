// JPEG decoding to grey, over libjpeg, and encoding, over stb_image_write; photos are
// turned as their EXIF notes say. The segments are walked first, so that limits hold
// before a pixel is decoded. Thread-safe; no file access. Native only: in a page the
// browser decodes.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/gray_picture.h"
#include "core/base/status.h"

namespace digitpad {

bool HasJpegMagic(std::span<const uint8_t> file);

// Baseline and progressive JPEG of 8 bits, its luma alone. Invalid, naming the byte or in
// libjpeg's words, for a damaged file, one beyond the limits, and a truncated one,
// although half of a picture could be made of that: a number cut off is a wrong number.
// Unsupported for the rare kinds of JPEG (lossless, arithmetic, 12 bits). *picture is
// left as it was unless the result is ok.
Status DecodeJpeg(std::span<const uint8_t> file, GrayPicture* picture);

// A baseline JPEG file of grey levels. REQUIRES: the picture is not empty, 1 <= quality
// <= 100.
std::vector<uint8_t> EncodeJpeg(const GrayView& picture, int quality);

}  // namespace digitpad
