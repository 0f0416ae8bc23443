// PNG files, as the page and the command line take them, and once more with the checksums
// of their chunks set right. What was read is written and must read back the same.
#include <vector>

#include "core/base/crc32.h"
#include "core/formats/png.h"
#include "core/formats/png_reader.h"
#include "tests/fuzz/fuzz_target.h"

namespace digitpad::fuzz {
namespace {

constexpr size_t kSignature = 8;
constexpr size_t kChunkFrame = 12;

uint32_t BigEndian32(std::span<const uint8_t> bytes) {
  return uint32_t{bytes[0]} << 24 | uint32_t{bytes[1]} << 16 | uint32_t{bytes[2]} << 8 |
         uint32_t{bytes[3]};
}

std::vector<uint8_t> WithChecksums(std::span<const uint8_t> data) {
  std::vector<uint8_t> file(data.begin(), data.end());
  for (size_t at = kSignature; at + kChunkFrame <= file.size();) {
    const auto chunk = std::span(file).subspan(at);
    const size_t size = BigEndian32(chunk);
    if (size > chunk.size() - kChunkFrame) break;
    const uint32_t crc = Crc32(chunk.subspan(4, size + 4));
    for (size_t i = 0; i < 4; ++i) {
      chunk[8 + size + i] = static_cast<uint8_t>(crc >> (24 - 8 * i));
    }
    at += kChunkFrame + size;
  }
  return file;
}

void FuzzPng(std::span<const uint8_t> data) {
  GrayPicture picture;
  for (const std::vector<uint8_t>& file :
       {std::vector<uint8_t>(data.begin(), data.end()), WithChecksums(data)}) {
    const Status status = DecodePng(file, &picture);
    Note(status.message());
    FUZZ_EXPECT(picture.pixels.size() ==
                static_cast<size_t>(picture.width) * static_cast<size_t>(picture.height));
    FUZZ_EXPECT(!status.ok() || !picture.pixels.empty());
  }
  Note({reinterpret_cast<const char*>(picture.pixels.data()), picture.pixels.size()});
  constexpr size_t kMostPixels = 10'000;  // what is written again
  if (picture.pixels.empty() || picture.pixels.size() > kMostPixels) return;
  const auto file = EncodePng(picture.width, picture.height, 1, picture.pixels);
  GrayPicture again;
  FUZZ_EXPECT(DecodePng(file, &again).ok());
  FUZZ_EXPECT(again.pixels == picture.pixels);
}

const Register kPng("png", &FuzzPng);

}  // namespace
}  // namespace digitpad::fuzz
