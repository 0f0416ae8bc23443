// gzip, over zlib: files that may or may not be compressed.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/status.h"

namespace digitpad {

// *out = the unpacked bytes where `bytes` begin with the gzip magic, else a copy of them.
// Invalid for a damaged or truncated stream and for more than `max_size` unpacked bytes
// or what unpacked_size.h allows; a stream of several gzip members, as RFC 1952 allows,
// is read whole.
Status GunzipIfNeeded(std::span<const uint8_t> bytes, size_t max_size,
                      std::vector<uint8_t>* out);

}  // namespace digitpad
