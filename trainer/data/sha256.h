// SHA-256 (FIPS 180-4), over libmd: names data files and models.
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace digitpad {

// The digest as 64 lower-case hex digits.
std::string Sha256Hex(std::span<const uint8_t> bytes);

// What a model with these bytes is called: the digest's first 12 hex digits.
std::string ModelName(std::span<const uint8_t> file);

}  // namespace digitpad
