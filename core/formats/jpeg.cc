#include "core/formats/jpeg.h"

#include <cstdlib>
#include <memory>
#include <string>
#include <utility>

#include "core/formats/exif.h"
#include "core/formats/picture_limits.h"
#include "core/formats/unpacked_size.h"

#define STBI_MALLOC(size) digitpad::BlockLimit::Malloc(size)
#define STBI_REALLOC(block, size) digitpad::BlockLimit::Realloc(block, size)
#define STBI_FREE(block) std::free(block)
#define STBI_ONLY_JPEG
#define STBI_NO_STDIO
#define STBI_NO_FAILURE_STRINGS
#define STB_IMAGE_STATIC
#define STB_IMAGE_IMPLEMENTATION
#include <stb_image.h>

#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#define STBI_WRITE_NO_STDIO
#include <stb_image_write.h>

namespace digitpad {
namespace {

// Markers, ISO/IEC 10918-1, table B.1.
constexpr int kBaseline = 0xC0;
constexpr int kExtended = 0xC1;
constexpr int kProgressive = 0xC2;
constexpr int kHuffmanTables = 0xC4;
constexpr int kExtensions = 0xC8;
constexpr int kArithmeticConditions = 0xCC;
constexpr int kLastFrame = 0xCF;
constexpr int kFirstRestart = 0xD0;
constexpr int kLastRestart = 0xD7;
constexpr int kEnd = 0xD9;
constexpr int kScan = 0xDA;
constexpr int kApp1 = 0xE1;

// An encoder makes ten or so scans of a progressive picture; each costs a pass over all
// of it, however few bytes it has.
constexpr int kMaxScans = 100;

struct Outline {
  bool has_frame = false;
  int scans = 0;
  int orientation = kUpright;
};

Status At(const std::string& what, size_t offset) {
  return Status::Invalid("JPEG: " + what + " at byte " + std::to_string(offset));
}

Status CutOff(std::span<const uint8_t> file) {
  return At("the file ends within the picture", file.size());
}

bool IsFrame(int marker) {
  return marker >= kBaseline && marker <= kLastFrame && marker != kHuffmanTables &&
         marker != kExtensions && marker != kArithmeticConditions;
}

Status ReadFrame(int marker, std::span<const uint8_t> segment, size_t at,
                 Outline* outline) {
  if (marker != kBaseline && marker != kExtended && marker != kProgressive) {
    return Status::Unsupported("JPEG: a lossless or arithmetic one");
  }
  if (segment.size() < 6) return At("a frame header cut short", at);
  if (outline->has_frame) return At("a second frame", at);
  if (segment[0] != 8) {
    return Status::Unsupported("JPEG: " + std::to_string(segment[0]) + " bits a sample");
  }
  outline->has_frame = true;
  const uint32_t height = uint32_t{segment[1]} << 8 | segment[2];
  const uint32_t width = uint32_t{segment[3]} << 8 | segment[4];
  return CheckPictureSize(width, height).WithPrefix("JPEG");
}

// Tables whose counts fit; stb_image 2.27 trusts them.
Status CheckHuffmanTables(std::span<const uint8_t> segment, size_t at) {
  constexpr size_t kCounts = 17;  // class and number, then a count for each length
  constexpr size_t kMostCodes = 256;
  while (!segment.empty()) {
    if (segment.size() < kCounts) return At("a Huffman table cut short", at);
    size_t codes = 0;
    for (size_t i = 1; i < kCounts; ++i) codes += segment[i];
    if (codes > kMostCodes || codes > segment.size() - kCounts) {
      return At("a Huffman table that cannot be", at);
    }
    segment = segment.subspan(kCounts + codes);
  }
  return Status::Ok();
}

// Where the next marker after entropy-coded data begins; the file's size where none does.
size_t SkipScan(std::span<const uint8_t> file, size_t at) {
  for (; at + 1 < file.size(); ++at) {
    if (file[at] != 0xFF) continue;
    const int next = file[at + 1];
    const bool is_data =
        next == 0 || next == 0xFF || (next >= kFirstRestart && next <= kLastRestart);
    if (!is_data) return at;
  }
  return file.size();
}

// Every segment up to the end marker. What comes behind it, a phone's second picture for
// one, is not looked at.
Status WalkSegments(std::span<const uint8_t> file, Outline* outline) {
  size_t at = 2;
  while (true) {
    if (at + 2 > file.size()) return CutOff(file);
    if (file[at] != 0xFF) return At("no marker where one must be", at);
    const int marker = file[at + 1];
    if (marker == 0xFF) {  // a fill byte
      ++at;
      continue;
    }
    if (marker == kEnd) break;
    if (at + 4 > file.size()) return CutOff(file);
    const size_t size = size_t{file[at + 2]} << 8 | file[at + 3];
    if (size < 2) return At("a segment without a size", at);
    if (size > file.size() - at - 2) return CutOff(file);
    const auto segment = file.subspan(at + 4, size - 2);
    if (IsFrame(marker)) {
      DIGITPAD_RETURN_IF_ERROR(ReadFrame(marker, segment, at, outline));
    } else if (marker == kHuffmanTables) {
      DIGITPAD_RETURN_IF_ERROR(CheckHuffmanTables(segment, at));
    } else if (marker == kApp1 && outline->orientation == kUpright) {
      outline->orientation = ExifOrientation(segment);
    }
    at += 2 + size;
    if (marker != kScan) continue;
    if (!outline->has_frame) return At("pixels before the frame header", at);
    if (++outline->scans > kMaxScans) return At("too many scans", at);
    at = SkipScan(file, at);
  }
  return outline->scans > 0 ? Status::Ok() : At("no pixels before the end", at);
}

void Append(void* context, void* data, int size) {
  auto* out = static_cast<std::vector<uint8_t>*>(context);
  const auto* bytes = static_cast<const uint8_t*>(data);
  out->insert(out->end(), bytes, bytes + size);
}

}  // namespace

bool HasJpegMagic(std::span<const uint8_t> file) {
  return file.size() >= 3 && file[0] == 0xFF && file[1] == 0xD8 && file[2] == 0xFF;
}

Status DecodeJpeg(std::span<const uint8_t> file, GrayPicture* picture) {
  if (!HasJpegMagic(file)) return At("no JPEG signature", 0);
  Outline outline;
  DIGITPAD_RETURN_IF_ERROR(WalkSegments(file, &outline));
  const BlockLimit limit(MostUnpacked(file.size()));
  int width = 0, height = 0, samples = 0;
  const std::unique_ptr<uint8_t, decltype(&std::free)> data(
      stbi_load_from_memory(file.data(), static_cast<int>(file.size()), &width, &height,
                            &samples, 1),
      &std::free);
  if (data == nullptr) return Status::Invalid("JPEG: " + limit.Reason());
  GrayPicture result;
  result.width = width;
  result.height = height;
  result.pixels.assign(data.get(), data.get() + size_t{1} * width * height);
  TurnUpright(outline.orientation, &result);
  *picture = std::move(result);
  return Status::Ok();
}

std::vector<uint8_t> EncodeJpeg(const GrayView& picture, int quality) {
  // Without gaps between the rows, as the encoder wants them.
  std::vector<uint8_t> pixels;
  for (int y = 0; y < picture.height; ++y) {
    pixels.insert(pixels.end(), picture.row(y), picture.row(y) + picture.width);
  }
  std::vector<uint8_t> file;
  stbi_write_jpg_to_func(&Append, &file, picture.width, picture.height, 1, pixels.data(),
                         quality);
  return file;
}

}  // namespace digitpad
