// SHA-256 (FIPS 180-4), over libmd: names data files and models.
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace digitpad {

// The digest as 64 lower-case hex digits.
std::string Sha256Hex(std::span<const uint8_t> bytes);

}  // namespace digitpad
