#include "wasm/desktop/file_kind.h"

#include <algorithm>

#include "core/formats/jpeg.h"
#include "core/formats/png_reader.h"

namespace digitpad {
namespace {

// Of weights/FORMAT.md; the rest of it is the model reader's.
constexpr uint8_t kModelMagic[] = {0x89, 'D', 'P', 'M'};

}  // namespace

FileKind KindOf(std::span<const uint8_t> file) {
  if (HasPngMagic(file) || HasJpegMagic(file)) return FileKind::kPicture;
  if (file.size() >= sizeof kModelMagic &&
      std::equal(std::begin(kModelMagic), std::end(kModelMagic), file.begin())) {
    return FileKind::kModel;
  }
  const auto first = std::find_if(file.begin(), file.end(), [](uint8_t byte) {
    return byte != ' ' && byte != '\t' && byte != '\r' && byte != '\n';
  });
  return first != file.end() && *first == '{' ? FileKind::kStrokes : FileKind::kOther;
}

}  // namespace digitpad
