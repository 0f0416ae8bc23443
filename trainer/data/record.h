// Values that the float file and checkpoints hold beyond what core's ByteWriter and
// ByteReader know. As with these, whoever has read asks reader.ok() once at the end.
#pragma once

#include <bit>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/base/byte_reader.h"
#include "core/base/byte_writer.h"

namespace digitpad {

inline void WriteU64(uint64_t value, ByteWriter& writer) {
  writer.U32(static_cast<uint32_t>(value));
  writer.U32(static_cast<uint32_t>(value >> 32));
}

inline uint64_t ReadU64(ByteReader& reader) {
  const uint64_t low = reader.U32();
  return low | uint64_t{reader.U32()} << 32;
}

// A u32 length, then the bytes.
inline void WriteText(std::string_view text, ByteWriter& writer) {
  writer.U32(static_cast<uint32_t>(text.size()));
  writer.Text(text);
}

// Points into what the reader reads.
inline std::string_view ReadText(ByteReader& reader) {
  const auto bytes = reader.Bytes(reader.U32());
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// A u32 count, then the values.
inline void WriteFloats(std::span<const float> values, ByteWriter& writer) {
  writer.U32(static_cast<uint32_t>(values.size()));
  for (const float value : values) writer.U32(std::bit_cast<uint32_t>(value));
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
