#include "core/base/crc32.h"

#include <array>

namespace digitpad {
namespace {

std::array<uint32_t, 256> MakeTable() {
  std::array<uint32_t, 256> table;
  for (uint32_t i = 0; i < 256; ++i) {
    uint32_t c = i;
    for (int bit = 0; bit < 8; ++bit) c = (c & 1) ? (c >> 1) ^ 0xEDB88320u : c >> 1;
    table[i] = c;
  }
  return table;
}

}  // namespace

uint32_t Crc32(std::span<const uint8_t> bytes, uint32_t crc) {
  // Made anew, in about a microsecond: as data it would be 1 kB that no gzip shrinks.
  const std::array<uint32_t, 256> table = MakeTable();
  crc = ~crc;
  for (const uint8_t byte : bytes) crc = (crc >> 8) ^ table[(crc ^ byte) & 0xFF];
  return ~crc;
}

}  // namespace digitpad
