// IDX, the format of the MNIST files: a big-endian header, then the values. Only unsigned
// bytes are read. Format: the MNIST database page, Y. LeCun, C. Cortes, C. Burges.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/status.h"

namespace digitpad {

struct IdxArray {
  std::vector<int> dimensions;  // outermost first
  std::vector<uint8_t> data;    // row-major, the product of the dimensions
};

// Invalid, naming the byte offset, where the magic, the type, a size or the length is
// wrong (too short and too long alike). *array is left as it was unless the result is ok.
Status ParseIdx(std::span<const uint8_t> file, IdxArray* array);

}  // namespace digitpad
