#include "trainer/data/sha256.h"

#include <sha256.h>

namespace digitpad {

std::string Sha256Hex(std::span<const uint8_t> bytes) {
  char digits[SHA256_DIGEST_STRING_LENGTH];
  SHA256Data(bytes.data(), bytes.size(), digits);
  return digits;
}

std::string ModelName(std::span<const uint8_t> file) {
  constexpr size_t kLength = 12;
  return Sha256Hex(file).substr(0, kLength);
}

}  // namespace digitpad
