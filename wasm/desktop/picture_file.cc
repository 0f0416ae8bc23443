#include "wasm/desktop/picture_file.h"

#include <fstream>

#include "core/formats/jpeg.h"
#include "core/formats/png_reader.h"

namespace digitpad {
namespace {

// As on the page: no photo is larger.
constexpr size_t kMostBytes = size_t{64} << 20;

Status Decode(const std::vector<uint8_t>& bytes, GrayPicture* picture) {
  if (bytes.size() > kMostBytes) return Status::Invalid("larger than 64 MB");
  if (HasPngMagic(bytes)) return DecodePng(bytes, picture);
  if (HasJpegMagic(bytes)) return DecodeJpeg(bytes, picture);
  return Status::Invalid("neither a PNG nor a JPEG file");
}

}  // namespace

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

Status ReadPictureFile(const std::string& path, GrayPicture* picture) {
  std::vector<uint8_t> bytes;
  DIGITPAD_RETURN_IF_ERROR(ReadFile(path, kMostBytes, &bytes));
  return Decode(bytes, picture).WithPrefix(path);
}

}  // namespace digitpad
