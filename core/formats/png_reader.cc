#include "core/formats/png_reader.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/crc32.h"
#include "core/base/value_text.h"
#include "core/formats/picture_limits.h"
#include "core/formats/unpacked_size.h"

namespace digitpad {
namespace {

// stb_image 2.27 copies no bytes to a null pointer where a picture's first chunk of
// pixels is empty, as it may be; std::memcpy may not be asked to.
void* CopyBytes(void* to, const void* from, size_t count) {
  return count == 0 ? to : std::memcpy(to, from, count);
}

}  // namespace
}  // namespace digitpad

#define memcpy digitpad::CopyBytes
#define STBI_MALLOC(size) digitpad::BlockLimit::Malloc(size)
#define STBI_REALLOC(block, size) digitpad::BlockLimit::Realloc(block, size)
#define STBI_FREE(block) digitpad::BlockLimit::Free(block)
#define STBI_ONLY_PNG
#define STBI_NO_STDIO
#define STBI_NO_FAILURE_STRINGS
#define STB_IMAGE_STATIC
#define STB_IMAGE_IMPLEMENTATION
#include <stb_image.h>
#undef memcpy

namespace digitpad {
namespace {

constexpr std::string_view kMagic = "\x89PNG\r\n\x1A\n";
constexpr size_t kChunkFrame = 12;  // length, type and CRC around a chunk's data
constexpr size_t kHeaderSize = 13;
// A picture's samples unpacked, as they are in the file: 50 megapixels of RGBA.
constexpr uint64_t kMaxRawBytes = 256'000'000;

struct Header {
  uint32_t width = 0;
  uint32_t height = 0;
  int depth = 0;
  int color = 0;
  bool is_interlaced = false;
  bool has_transparency = false;  // a chunk of it, beside the colors
};

constexpr int kPalette = 3;  // color type

uint32_t BigEndian32(std::span<const uint8_t> bytes) {
  return uint32_t{bytes[0]} << 24 | uint32_t{bytes[1]} << 16 | uint32_t{bytes[2]} << 8 |
         uint32_t{bytes[3]};
}

Status At(const std::string& what, size_t offset) {
  return Status::Invalid("PNG: " + what + " at byte " + NumberText(offset));
}

// Samples a pixel of each color type; 0 where there is no such type.
int SamplesOf(int color) {
  constexpr int kSamples[] = {1, 0, 3, 1, 2, 0, 4};
  return color <= 6 ? kSamples[color] : 0;
}

bool IsKnownDepth(const Header& header) {
  const int d = header.depth;
  if (header.color == 0) return d == 1 || d == 2 || d == 4 || d == 8 || d == 16;
  if (header.color == 3) return d == 1 || d == 2 || d == 4 || d == 8;
  return d == 8 || d == 16;
}

uint64_t RawBytes(const Header& header) {
  const uint64_t row_bits = uint64_t{header.width} * static_cast<uint64_t>(header.depth) *
                            static_cast<uint64_t>(SamplesOf(header.color));
  return uint64_t{header.height} * ((row_bits + 7) / 8 + 1);
}

// The largest block that stb_image needs: the samples as they are in the file, for which
// it takes twice the room where they are interlaced, since it does not count the filters
// of those rows; or the picture of them, in whole bytes and with its colors looked up.
uint64_t LargestBlock(const Header& header) {
  const uint64_t samples = (header.color == kPalette ? 3 : SamplesOf(header.color)) +
                           (header.has_transparency ? 1 : 0);
  const uint64_t bytes = samples * (header.depth == 16 ? 2 : 1);
  return std::max(RawBytes(header) * (header.is_interlaced ? 2 : 1),
                  uint64_t{header.width} * header.height * bytes);
}

Status ReadHeader(std::span<const uint8_t> data, Header* header) {
  if (data.size() != kHeaderSize) return At("a header of the wrong size", kMagic.size());
  header->width = BigEndian32(data);
  header->height = BigEndian32(data.subspan(4));
  header->depth = data[8];
  header->color = data[9];
  header->is_interlaced = data[12] != 0;
  DIGITPAD_RETURN_IF_ERROR(
      CheckPictureSize(header->width, header->height).WithPrefix("PNG"));
  if (SamplesOf(header->color) == 0 || !IsKnownDepth(*header) || data[10] != 0 ||
      data[11] != 0 || data[12] > 1) {
    return At("a header with unknown values", kMagic.size());
  }
  if (RawBytes(*header) > kMaxRawBytes) {
    return Status::Invalid("PNG: its pixels unpack to more than " +
                           NumberText(kMaxRawBytes / 1'000'000) + " megabytes");
  }
  return Status::Ok();
}

// Every chunk is whole and has its checksum, the first is the header, the last the end.
// What comes behind the end is not looked at, as the standard advises.
Status WalkChunks(std::span<const uint8_t> file, Header* header) {
  size_t at = kMagic.size();
  bool has_data = false;
  while (true) {
    const auto rest = file.subspan(at);
    if (rest.size() < kChunkFrame) return At("the file ends within a chunk", file.size());
    const uint32_t size = BigEndian32(rest);
    const std::string_view type(reinterpret_cast<const char*>(&rest[4]), 4);
    const bool is_first = at == kMagic.size();
    if (is_first != (type == "IHDR")) return At("the header is not in its place", at);
    if (size > rest.size() - kChunkFrame) {
      return At("the file ends within a chunk", file.size());
    }
    // Before its checksum: what is too large is refused for that.
    if (is_first) DIGITPAD_RETURN_IF_ERROR(ReadHeader(rest.subspan(8, size), header));
    if (Crc32(rest.subspan(4, size + 4)) != BigEndian32(rest.subspan(size + 8))) {
      return At("a chunk with a wrong checksum", at);
    }
    has_data |= type == "IDAT";
    header->has_transparency |= type == "tRNS";
    if (type == "IEND") break;
    at += kChunkFrame + size;
  }
  return has_data ? Status::Ok() : At("no pixels before the end", at);
}

// Over white, in whole numbers.
uint8_t OverWhite(int gray, int alpha) {
  return static_cast<uint8_t>((gray * alpha + 255 * (255 - alpha) + 127) / 255);
}

// ITU-R BT.601's luma in 256ths, as JPEG's.
int Luma(const uint8_t* rgb) {
  return (77 * rgb[0] + 150 * rgb[1] + 29 * rgb[2] + 128) >> 8;
}

void ToGray(const uint8_t* in, int samples, std::span<uint8_t> out) {
  for (uint8_t& pixel : out) {
    const int gray = samples >= 3 ? Luma(in) : in[0];
    const bool has_alpha = samples % 2 == 0;
    pixel = has_alpha ? OverWhite(gray, in[samples - 1]) : static_cast<uint8_t>(gray);
    in += samples;
  }
}

}  // namespace

bool HasPngMagic(std::span<const uint8_t> file) {
  return file.size() >= kMagic.size() &&
         std::equal(kMagic.begin(), kMagic.end(), file.begin(),
                    [](char c, uint8_t byte) { return static_cast<uint8_t>(c) == byte; });
}

Status DecodePng(std::span<const uint8_t> file, GrayPicture* picture) {
  if (!HasPngMagic(file)) return At("no PNG signature", 0);
  Header header;
  DIGITPAD_RETURN_IF_ERROR(WalkChunks(file, &header));

  const uint64_t largest = LargestBlock(header);
  DIGITPAD_RETURN_IF_ERROR(CheckUnpacked(header.is_interlaced
                                             ? "its interlaced pixels take"
                                             : "its pixels take",
                                         largest, 1, file.size())
                               .WithPrefix("PNG"));

  // What is no pixel: stb_image joins the file's chunks in a block of up to twice the
  // file.
  const uint64_t block =
      std::max(largest, 2 * uint64_t{file.size()}) + (size_t{64} << 10);
  const uint64_t most = MostUnpacked(file.size());
  const BlockLimit limit(std::min(block, most), kMostPieces * most);
  int width = 0, height = 0, samples = 0;
  const std::unique_ptr<uint8_t, decltype(&BlockLimit::Free)> data(
      stbi_load_from_memory(file.data(), static_cast<int>(file.size()), &width, &height,
                            &samples, 0),
      &BlockLimit::Free);
  if (data == nullptr) return Status::Invalid("PNG: " + limit.Reason());
  GrayPicture result;
  result.width = width;
  result.height = height;
  result.pixels.resize(size_t{header.width} * header.height);
  ToGray(data.get(), samples, result.pixels);
  *picture = std::move(result);
  return Status::Ok();
}

}  // namespace digitpad
