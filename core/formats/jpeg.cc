#include "core/formats/jpeg.h"

#include <cstdlib>
#include <memory>
#include <string>
#include <utility>

#include "core/formats/exif.h"
#include "core/formats/jpeg_segments.h"
#include "core/formats/unpacked_size.h"

#define STBI_MALLOC(size) digitpad::BlockLimit::Malloc(size)
#define STBI_REALLOC(block, size) digitpad::BlockLimit::Realloc(block, size)
#define STBI_FREE(block) digitpad::BlockLimit::Free(block)
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
  if (!HasJpegMagic(file)) return Status::Invalid("JPEG: no JPEG signature at byte 0");
  int orientation = kUpright;
  DIGITPAD_RETURN_IF_ERROR(CheckJpegSegments(file, &orientation));
  const uint64_t most = MostUnpacked(file.size());
  const BlockLimit limit(most, kMostPieces * most);
  int width = 0, height = 0, samples = 0;
  const std::unique_ptr<uint8_t, decltype(&BlockLimit::Free)> data(
      stbi_load_from_memory(file.data(), static_cast<int>(file.size()), &width, &height,
                            &samples, 1),
      &BlockLimit::Free);
  if (data == nullptr) return Status::Invalid("JPEG: " + limit.Reason());
  GrayPicture result;
  result.width = width;
  result.height = height;
  result.pixels.assign(data.get(), data.get() + size_t{1} * width * height);
  TurnUpright(orientation, &result);
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
