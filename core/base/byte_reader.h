// Reads little-endian values from a byte span that it does not own. A read past the end
// yields zeros and makes ok() false for good, so that a parser may read a whole record
// and check once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace digitpad {

class ByteReader {
 public:
  explicit ByteReader(std::span<const uint8_t> bytes) : bytes_(bytes) {}

  bool ok() const { return ok_; }
  size_t offset() const { return offset_; }
  size_t remaining() const { return bytes_.size() - offset_; }

  uint8_t U8() { return static_cast<uint8_t>(Unsigned(1)); }
  uint16_t U16() { return static_cast<uint16_t>(Unsigned(2)); }
  uint32_t U32() { return Unsigned(4); }
  int32_t I32() { return static_cast<int32_t>(Unsigned(4)); }

  // The next `count` bytes in place; empty, with ok() false, where fewer are left.
  std::span<const uint8_t> Bytes(size_t count) {
    if (count > remaining()) {
      ok_ = false;
      offset_ = bytes_.size();
      return {};
    }
    const auto result = bytes_.subspan(offset_, count);
    offset_ += count;
    return result;
  }

 private:
  uint32_t Unsigned(size_t count) {
    uint32_t value = 0;
    const auto part = Bytes(count);
    for (size_t i = 0; i < part.size(); ++i) value |= uint32_t{part[i]} << (8 * i);
    return value;
  }

  std::span<const uint8_t> bytes_;
  size_t offset_ = 0;
  bool ok_ = true;
};

}  // namespace digitpad
