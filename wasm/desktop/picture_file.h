// Files into memory for the window, and pictures decoded. Stateless.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/base/gray_picture.h"
#include "core/base/status.h"

namespace digitpad {

// The whole file, or one byte more than `most` of it, for whoever parses it to refuse.
Status ReadFile(const std::string& path, size_t most, std::vector<uint8_t>* bytes);

// A PNG or JPEG file as grey. Invalid or Unsupported where it is neither or breaks a
// limit; then *picture is left as it was.
Status DecodePicture(std::span<const uint8_t> file, GrayPicture* picture);

}  // namespace digitpad
