// Picture files and IDX, as the command line takes them: told by their content, unpacked,
// decoded. PNG is tried once more with the checksums of its chunks set right.
#include <string>
#include <vector>

#include "core/base/crc32.h"
#include "core/formats/gzip.h"
#include "core/formats/idx.h"
#include "core/formats/jpeg.h"
#include "core/formats/png.h"
#include "core/formats/png_reader.h"
#include "tests/fuzz/fuzz_target.h"
#include "trainer/data/input_file.h"

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

void CheckPicture(const GrayPicture& picture) {
  FUZZ_EXPECT(picture.width > 0 && picture.height > 0);
  FUZZ_EXPECT(picture.pixels.size() ==
              static_cast<size_t>(picture.width) * static_cast<size_t>(picture.height));
}

void FuzzPng(std::span<const uint8_t> data) {
  GrayPicture picture;
  for (const std::vector<uint8_t>& file :
       {std::vector<uint8_t>(data.begin(), data.end()), WithChecksums(data)}) {
    if (DecodePng(file, &picture).ok()) CheckPicture(picture);
  }
  constexpr size_t kMostPixels = 10'000;  // what is written again
  if (picture.pixels.empty() || picture.pixels.size() > kMostPixels) return;
  const auto file = EncodePng(picture.width, picture.height, 1, picture.pixels);
  GrayPicture again;
  FUZZ_EXPECT(DecodePng(file, &again).ok());
  FUZZ_EXPECT(again.pixels == picture.pixels);
}

void FuzzJpeg(std::span<const uint8_t> data) {
  GrayPicture picture;
  const Status status = DecodeJpeg(data, &picture);
  FUZZ_EXPECT(status.ok() == !picture.pixels.empty());
  if (status.ok()) CheckPicture(picture);
}

// All that LoadInput does with a file's bytes, without the file.
void FuzzInputFile(std::span<const uint8_t> data) {
  constexpr size_t kMostUnpacked = size_t{256} << 20;
  InputFile file;
  const Status status = GunzipIfNeeded(data, kMostUnpacked, &file.bytes);
  FUZZ_EXPECT(status.ok() || file.bytes.empty());
  if (!status.ok() || file.bytes.empty()) return;
  IdxArray array;
  if (ParseIdx(file.bytes, &array).ok()) {
    size_t count = 1;
    for (const int size : array.dimensions) count *= static_cast<size_t>(size);
    FUZZ_EXPECT(count == array.data.size());
  }
  file.kind = InputKind::kIdx;
  file.path = "file";
  if (ParsePictures(file, &array).ok()) FUZZ_EXPECT(array.dimensions.size() == 3);
  std::vector<Drawing> drawings;
  file.kind = InputKind::kStrokes;
  constexpr size_t kMostText = 100'000;
  if (file.bytes.size() < kMostText) static_cast<void>(ParseStrokes(file, &drawings));
}

const Register kPng("png", &FuzzPng);
const Register kJpeg("jpeg", &FuzzJpeg);
const Register kInputFile("input_file", &FuzzInputFile);

}  // namespace
}  // namespace digitpad::fuzz
