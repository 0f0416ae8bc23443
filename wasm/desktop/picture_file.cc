#include "wasm/desktop/picture_file.h"

#include <fstream>

#include "core/formats/jpeg.h"
#include "core/formats/png_reader.h"

namespace digitpad {
Status ReadFile(const std::string& path, size_t most, std::vector<uint8_t>* bytes) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Status::Invalid(path + ": cannot be opened");
  bytes->resize(most + 1);
  file.read(reinterpret_cast<char*>(bytes->data()),
            static_cast<std::streamsize>(bytes->size()));
  if (file.bad()) return Status::Invalid(path + ": cannot be read");
  bytes->resize(static_cast<size_t>(file.gcount()));
  return Status::Ok();
}

Status DecodePicture(std::span<const uint8_t> file, GrayPicture* picture) {
  if (HasPngMagic(file)) return DecodePng(file, picture);
  if (HasJpegMagic(file)) return DecodeJpeg(file, picture);
  return Status::Invalid("neither a PNG nor a JPEG file");
}

}  // namespace digitpad
