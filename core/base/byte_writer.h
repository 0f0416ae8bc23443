// Writes little-endian values to the end of a byte vector that it owns; ByteReader's
// inverse.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace digitpad {

class ByteWriter {
 public:
  void U8(int value) { bytes_.push_back(static_cast<uint8_t>(value)); }
  void U16(int value) { Unsigned(static_cast<uint32_t>(value), 2); }
  void U32(uint32_t value) { Unsigned(value, 4); }
  void I32(int32_t value) { Unsigned(static_cast<uint32_t>(value), 4); }
  void Text(std::string_view text) {
    bytes_.insert(bytes_.end(), text.begin(), text.end());
  }
  void Append(std::span<const uint8_t> bytes) {
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
  }
  // Zeros up to a multiple of `alignment` bytes.
  void Align(size_t alignment) {
    bytes_.resize((bytes_.size() + alignment - 1) / alignment * alignment);
  }

  std::vector<uint8_t>& bytes() { return bytes_; }

 private:
  void Unsigned(uint32_t value, int count) {
    for (int i = 0; i < count; ++i) U8(static_cast<int>((value >> (8 * i)) & 0xFF));
  }

  std::vector<uint8_t> bytes_;
};

}  // namespace digitpad
