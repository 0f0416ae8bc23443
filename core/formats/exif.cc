#include "core/formats/exif.h"

#include <algorithm>
#include <cassert>
#include <string_view>
#include <utility>

namespace digitpad {
namespace {

constexpr std::string_view kExifMagic("Exif\0\0", 6);
constexpr uint32_t kOrientationTag = 0x0112;
constexpr uint32_t kShortType = 3;
constexpr size_t kEntrySize = 12;
// Columns and rows change places from here on.
constexpr int kFirstTransposed = 5;

// Numbers of a TIFF block in the order of bytes that its header names; 0 past the end.
struct Tiff {
  std::span<const uint8_t> bytes;
  bool is_little = false;

  uint32_t Number(size_t at, size_t size) const {
    if (at > bytes.size() || size > bytes.size() - at) return 0;
    uint32_t value = 0;
    for (size_t i = 0; i < size; ++i) {
      value = value << 8 | bytes[is_little ? at + size - 1 - i : at + i];
    }
    return value;
  }
};

bool BeginsWith(std::span<const uint8_t> bytes, std::string_view text) {
  return bytes.size() >= text.size() &&
         std::equal(text.begin(), text.end(), bytes.begin(),
                    [](char c, uint8_t byte) { return static_cast<uint8_t>(c) == byte; });
}

}  // namespace

int ExifOrientation(std::span<const uint8_t> segment) {
  if (!BeginsWith(segment, kExifMagic)) return kUpright;
  Tiff tiff{segment.subspan(kExifMagic.size())};
  tiff.is_little = BeginsWith(tiff.bytes, "II");
  if (!tiff.is_little && !BeginsWith(tiff.bytes, "MM")) return kUpright;
  const size_t directory = tiff.Number(4, 4);
  const uint32_t entries = tiff.Number(directory, 2);
  for (uint32_t i = 0; i < entries; ++i) {
    const size_t entry = directory + 2 + i * kEntrySize;
    if (entry + kEntrySize > tiff.bytes.size()) break;
    if (tiff.Number(entry, 2) != kOrientationTag) continue;
    if (tiff.Number(entry + 2, 2) != kShortType) break;
    const uint32_t value = tiff.Number(entry + 8, 2);
    return value >= 1 && value <= 8 ? static_cast<int>(value) : kUpright;
  }
  return kUpright;
}

void TurnUpright(int orientation, GrayPicture* picture) {
  assert(orientation >= 1 && orientation <= 8);
  if (orientation == kUpright) return;
  const bool is_transposed = orientation >= kFirstTransposed;
  const bool from_right =
      orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
  const bool from_bottom =
      orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
  // Where the stored picture's first pixel, next column and next row lie in memory, seen
  // from the upright picture.
  const ptrdiff_t stride = picture->width;
  ptrdiff_t start = 0, across = 1, down = stride;
  if (from_right) {
    start += stride - 1;
    across = -1;
  }
  if (from_bottom) {
    start += stride * (picture->height - 1);
    down = -stride;
  }
  GrayPicture result;
  result.width = picture->width;
  result.height = picture->height;
  if (is_transposed) {
    std::swap(result.width, result.height);
    std::swap(across, down);
  }
  result.pixels.resize(picture->pixels.size());
  const uint8_t* stored = picture->pixels.data();
  uint8_t* out = result.pixels.data();
  // In tiles: a turned photo's columns would miss the cache at every pixel.
  constexpr int kTile = 64;
  for (int top = 0; top < result.height; top += kTile) {
    for (int left = 0; left < result.width; left += kTile) {
      const int bottom = std::min(top + kTile, result.height);
      const int right = std::min(left + kTile, result.width);
      for (int y = top; y < bottom; ++y) {
        for (int x = left; x < right; ++x) {
          out[static_cast<ptrdiff_t>(y) * result.width + x] =
              stored[start + x * across + y * down];
        }
      }
    }
  }
  *picture = std::move(result);
}

}  // namespace digitpad
