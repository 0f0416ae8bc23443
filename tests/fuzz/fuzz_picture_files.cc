// JPEG, and all input files, as the command line takes them: told by their content,
// unpacked, parsed.
#include <vector>

#include "core/formats/gzip.h"
#include "core/formats/idx.h"
#include "core/formats/jpeg.h"
#include "tests/fuzz/fuzz_target.h"
#include "trainer/data/input_file.h"

namespace digitpad::fuzz {
namespace {

void FuzzJpeg(std::span<const uint8_t> data) {
  GrayPicture picture;
  const Status status = DecodeJpeg(data, &picture);
  FUZZ_EXPECT(status.ok() == !picture.pixels.empty());
  FUZZ_EXPECT(picture.pixels.size() ==
              static_cast<size_t>(picture.width) * static_cast<size_t>(picture.height));
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
  const Status parsed = ParseStrokes(file, &drawings);
  size_t taken = 0;
  const Status all = ForEachDrawing(file, [&taken](const Drawing&) {
    ++taken;
    return Status::Ok();
  });
  FUZZ_EXPECT(all.message() == parsed.message() && taken == drawings.size());
}

const Register kJpeg("jpeg", &FuzzJpeg);
const Register kInputFile("input_file", &FuzzInputFile);

}  // namespace
}  // namespace digitpad::fuzz
