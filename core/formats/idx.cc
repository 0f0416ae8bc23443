#include "core/formats/idx.h"

#include <limits>
#include <string>
#include <utility>

#include "core/base/value_text.h"

namespace digitpad {
namespace {

constexpr uint8_t kUnsignedByte = 0x08;  // the type code of the values
constexpr int kMaxDimensions = 4;        // count, height, width, channels
constexpr size_t kMagicSize = 4;         // 0, 0, type, number of dimensions
constexpr size_t kSizeSize = 4;          // of a dimension, big-endian

uint32_t BigEndian32(std::span<const uint8_t> bytes) {
  return uint32_t{bytes[0]} << 24 | uint32_t{bytes[1]} << 16 | uint32_t{bytes[2]} << 8 |
         uint32_t{bytes[3]};
}

Status Wrong(size_t offset, const std::string& what) {
  return Status::Invalid("IDX, byte " + NumberText(offset) + ": " + what);
}

}  // namespace

Status ParseIdx(std::span<const uint8_t> file, IdxArray* array) {
  if (file.size() < kMagicSize) return Wrong(file.size(), "the file ends in the magic");
  if (file[0] != 0 || file[1] != 0) return Wrong(0, "no IDX magic");
  if (file[2] != kUnsignedByte) {
    return Wrong(2, "values of type " + NumberText(file[2]) +
                        ", only unsigned bytes (8) are read");
  }
  const int rank = file[3];
  if (rank < 1 || rank > kMaxDimensions) {
    return Wrong(
        3, NumberText(rank) + " dimensions, expected 1 to " + NumberText(kMaxDimensions));
  }
  const size_t header = kMagicSize + kSizeSize * rank;
  if (file.size() < header) return Wrong(file.size(), "the file ends in the sizes");

  IdxArray result;
  const size_t available = file.size() - header;
  size_t expected = 1;
  for (int i = 0; i < rank; ++i) {
    const size_t offset = kMagicSize + kSizeSize * i;
    const uint32_t size = BigEndian32(file.subspan(offset, kSizeSize));
    if (size == 0 || size > uint32_t{std::numeric_limits<int>::max()}) {
      return Wrong(offset,
                   "dimension " + NumberText(i) + " has size " + NumberText(size));
    }
    // Division keeps the product from overflowing, whatever the header claims.
    if (size > available / expected) {
      return Wrong(offset, "the sizes ask for more values than the " +
                               NumberText(available) + " bytes that follow");
    }
    expected *= size;
    result.dimensions.push_back(static_cast<int>(size));
  }
  if (available > expected) {
    return Wrong(header + expected, NumberText(available - expected) + " bytes too many");
  }
  const auto data = file.subspan(header);
  result.data.assign(data.begin(), data.end());
  *array = std::move(result);
  return Status::Ok();
}

}  // namespace digitpad
