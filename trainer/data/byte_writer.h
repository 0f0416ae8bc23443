// Writes little-endian values, which core's ByteReader reads: the float file and
// checkpoints.
#pragma once

#include <bit>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/base/byte_reader.h"

namespace digitpad {

class ByteWriter {
 public:
  void U32(uint32_t value) {
    for (int shift = 0; shift < 32; shift += 8) {
      bytes_.push_back(static_cast<uint8_t>(value >> shift));
    }
  }
  void U64(uint64_t value) {
    U32(static_cast<uint32_t>(value));
    U32(static_cast<uint32_t>(value >> 32));
  }
  // A length, then the bytes.
  void Text(std::string_view text) {
    U32(static_cast<uint32_t>(text.size()));
    bytes_.insert(bytes_.end(), text.begin(), text.end());
  }
  // A count, then the values.
  void Floats(std::span<const float> values) {
    U32(static_cast<uint32_t>(values.size()));
    for (const float value : values) U32(std::bit_cast<uint32_t>(value));
  }
  void Append(std::string_view raw) {
    bytes_.insert(bytes_.end(), raw.begin(), raw.end());
  }

  std::vector<uint8_t>& bytes() { return bytes_; }

 private:
  std::vector<uint8_t> bytes_;
};

inline uint64_t ReadU64(ByteReader& reader) {
  const uint64_t low = reader.U32();
  return low | uint64_t{reader.U32()} << 32;
}

inline std::string_view ReadText(ByteReader& reader) {
  const auto bytes = reader.Bytes(reader.U32());
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

inline std::vector<float> ReadFloats(ByteReader& reader) {
  const uint32_t count = reader.U32();
  if (count > reader.remaining() / sizeof(float)) {
    reader.Bytes(reader.remaining() + 1);  // there are fewer: the reader fails
    return {};
  }
  std::vector<float> values(count);
  for (float& value : values) value = std::bit_cast<float>(reader.U32());
  return values;
}

}  // namespace digitpad
