// What a file is, told by its first bytes and never by its name. Pure functions.
#pragma once

#include <cstdint>
#include <span>

namespace digitpad {

enum class FileKind {
  kPicture,  // PNG or JPEG
  kModel,
  kStrokes,  // also gzipped; begins as a line of JSON does
  kOther,
};

// `file`: unpacked, where it was gzipped.
FileKind KindOf(std::span<const uint8_t> file);

}  // namespace digitpad
