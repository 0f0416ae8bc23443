#include "core/formats/png.h"

#include <cassert>

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

std::vector<uint8_t> EncodePng(int width, int height, int channels,
                               std::span<const uint8_t> pixels) {
  assert(width >= 1 && height >= 1 && channels >= 1 && channels <= 4);
  assert(pixels.size() == size_t{1} * width * height * channels);
  std::vector<uint8_t> png;
  stbi_write_png_to_func(&Append, &png, width, height, channels, pixels.data(),
                         width * channels);
  return png;
}

std::vector<uint8_t> EncodePngWithoutPaper(const GrayPicture& drawing) {
  std::vector<uint8_t> pixels(2 * drawing.pixels.size());
  for (size_t i = 0; i < drawing.pixels.size(); ++i) {
    pixels[2 * i + 1] = static_cast<uint8_t>(255 - drawing.pixels[i]);
  }
  return EncodePng(drawing.width, drawing.height, 2, pixels);
}

}  // namespace digitpad
