#include "trainer/data/input_file.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "core/formats/gzip.h"
#include "core/formats/jpeg.h"
#include "core/formats/picture_limits.h"
#include "core/formats/png_reader.h"
#include "core/nn/model_format.h"
#include "trainer/data/file.h"

namespace digitpad {
namespace {

constexpr size_t kMaxBytes = size_t{256} << 20;  // five times MNIST's training images

using namespace std::string_view_literals;
constexpr auto kPngBegin = "\x89PNG"sv;
constexpr auto kJpegBegin = "\xFF\xD8\xFF"sv;
struct OtherPicture {
  std::string_view magic;
  const char* name;
};
constexpr OtherPicture kOtherPictures[] = {
    {"GIF8"sv, "GIF"},   {"RIFF"sv, "WebP"},  {"BM"sv, "BMP"},
    {"II*\0"sv, "TIFF"}, {"MM\0*"sv, "TIFF"},
};
constexpr auto kIdxMagic = "\0\0"sv;

std::string_view Text(std::span<const uint8_t> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

InputKind KindOf(std::span<const uint8_t> bytes) {
  const std::string_view text = Text(bytes);
  if (text.starts_with(Text(model_format::kMagic))) return InputKind::kModel;
  if (text.starts_with(kPngBegin) || text.starts_with(kJpegBegin)) {
    return InputKind::kPicture;
  }
  for (const OtherPicture& other : kOtherPictures) {
    if (text.starts_with(other.magic)) return InputKind::kOtherPicture;
  }
  return text.starts_with(kIdxMagic) ? InputKind::kIdx : InputKind::kStrokes;
}

const char* Describe(InputKind kind) {
  switch (kind) {
    case InputKind::kStrokes:
      return "a strokes file";
    case InputKind::kIdx:
      return "an IDX file";
    case InputKind::kPicture:
    case InputKind::kOtherPicture:
      return "a picture";
    case InputKind::kModel:
      return "a model file";
  }
  return "unknown";
}

Status ExpectKind(const InputFile& file, InputKind kind) {
  if (file.kind == kind) return Status::Ok();
  for (const OtherPicture& other : kOtherPictures) {
    if (!Text(file.bytes).starts_with(other.magic)) continue;
    return Status::Unsupported(file.path + ": " + other.name +
                               " pictures are not supported, only PNG and JPEG");
  }
  return Status::Invalid(file.path + ": this is " + Describe(file.kind) + ", not " +
                         Describe(kind));
}

}  // namespace

Status LoadInput(const std::string& path, InputFile* file) {
  std::vector<uint8_t> packed;
  DIGITPAD_RETURN_IF_ERROR(ReadFile(path, kMaxBytes, &packed));
  InputFile result;
  result.path = path == kStandardInput ? "standard input" : path;
  if (packed.empty()) return Status::Invalid(result.path + ": the file is empty");
  const Status status = GunzipIfNeeded(packed, kMaxBytes, &result.bytes);
  if (!status.ok()) return status.WithPrefix(result.path);
  if (result.bytes.empty()) return Status::Invalid(result.path + ": unpacks to nothing");
  result.kind = KindOf(result.bytes);
  *file = std::move(result);
  return Status::Ok();
}

Status ParseStrokes(const InputFile& file, std::vector<Drawing>* drawings) {
  DIGITPAD_RETURN_IF_ERROR(ExpectKind(file, InputKind::kStrokes));
  std::vector<Drawing> result;
  const Status status = ParseStrokesFile(Text(file.bytes), &result);
  if (!status.ok()) return status.WithPrefix(file.path);
  if (result.empty()) return Status::Invalid(file.path + ": no drawing in it");
  *drawings = std::move(result);
  return Status::Ok();
}

Status ForEachDrawing(const InputFile& file,
                      const std::function<Status(const Drawing&)>& take) {
  DIGITPAD_RETURN_IF_ERROR(ExpectKind(file, InputKind::kStrokes));
  Drawing drawing;
  bool is_there = false;
  size_t count = 0;
  for (StrokesReader reader(Text(file.bytes));; ++count) {
    const Status status = reader.Next(&drawing, &is_there);
    if (!status.ok()) return status.WithPrefix(file.path);
    if (!is_there) break;
  }
  if (count == 0) return Status::Invalid(file.path + ": no drawing in it");
  StrokesReader reader(Text(file.bytes));
  for (size_t number = 1; number <= count; ++number) {
    DIGITPAD_RETURN_IF_ERROR(reader.Next(&drawing, &is_there));
    const Status status = take(drawing);
    if (!status.ok()) {
      return status.WithPrefix(file.path + ": drawing " + std::to_string(number));
    }
  }
  return Status::Ok();
}

Status ParseIdx(const InputFile& file, IdxArray* array) {
  DIGITPAD_RETURN_IF_ERROR(ExpectKind(file, InputKind::kIdx));
  return ParseIdx(file.bytes, array).WithPrefix(file.path);
}

Status ParsePicture(const InputFile& file, GrayPicture* picture) {
  DIGITPAD_RETURN_IF_ERROR(ExpectKind(file, InputKind::kPicture));
  const Status status = Text(file.bytes).starts_with(kPngBegin)
                            ? DecodePng(file.bytes, picture)
                            : DecodeJpeg(file.bytes, picture);
  return status.WithPrefix(file.path);
}

Status ParsePictures(const InputFile& file, IdxArray* pictures) {
  IdxArray array;
  DIGITPAD_RETURN_IF_ERROR(ParseIdx(file, &array));
  const std::vector<int>& sizes = array.dimensions;
  if (sizes.size() != 3) {
    std::string shape;
    for (const int size : sizes)
      shape += (shape.empty() ? "" : "x") + std::to_string(size);
    return Status::Invalid(file.path + ": IDX of " + shape + " values, not of pictures");
  }
  const auto side = static_cast<uint32_t>(std::max(sizes[1], sizes[2]));
  DIGITPAD_RETURN_IF_ERROR(
      CheckPictureSize(side, static_cast<uint32_t>(std::min(sizes[1], sizes[2])))
          .WithPrefix(file.path));
  *pictures = std::move(array);
  return Status::Ok();
}

}  // namespace digitpad
