// CRC-32 (IEEE 802.3, reflected polynomial 0xEDB88320), as in gzip and PNG.
#pragma once

#include <cstdint>
#include <span>

namespace digitpad {

// CRC of `bytes`; to go on with a CRC of earlier bytes, pass it as `crc`.
uint32_t Crc32(std::span<const uint8_t> bytes, uint32_t crc = 0);

}  // namespace digitpad
