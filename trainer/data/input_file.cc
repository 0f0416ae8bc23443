#include "trainer/data/input_file.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "core/formats/gzip.h"
#include "core/nn/model_format.h"
#include "core/prep/normalizer.h"
#include "trainer/data/file.h"

namespace digitpad {
namespace {

constexpr size_t kMaxBytes = size_t{256} << 20;  // five times MNIST's training images

using namespace std::string_view_literals;
constexpr std::string_view kPictureMagics[] = {
    "\x89PNG"sv, "\xFF\xD8\xFF"sv, "GIF8"sv, "RIFF"sv, "BM"sv, "II*\0"sv, "MM\0*"sv,
};
constexpr auto kIdxMagic = "\0\0"sv;

std::string_view Text(std::span<const uint8_t> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

InputKind KindOf(std::span<const uint8_t> bytes) {
  const std::string_view text = Text(bytes);
  if (text.starts_with(Text(model_format::kMagic))) return InputKind::kModel;
  for (const std::string_view magic : kPictureMagics) {
    if (text.starts_with(magic)) return InputKind::kPicture;
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
      return "a picture";
    case InputKind::kModel:
      return "a model file";
  }
  return "unknown";
}

Status ExpectKind(const InputFile& file, InputKind kind) {
  if (file.kind == kind) return Status::Ok();
  if (file.kind == InputKind::kPicture) {
    return Status::Unsupported(file.path +
                               ": pictures such as PNG and JPEG are not supported yet");
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

Status ParseIdx(const InputFile& file, IdxArray* array) {
  DIGITPAD_RETURN_IF_ERROR(ExpectKind(file, InputKind::kIdx));
  return ParseIdx(file.bytes, array).WithPrefix(file.path);
}

Status ParsePictures(const InputFile& file, std::vector<uint8_t>* pictures) {
  IdxArray array;
  DIGITPAD_RETURN_IF_ERROR(ParseIdx(file, &array));
  const std::vector<int>& sizes = array.dimensions;
  if (sizes.size() != 3 || sizes[1] != kInputSize || sizes[2] != kInputSize) {
    std::string shape;
    for (const int size : sizes)
      shape += (shape.empty() ? "" : "x") + std::to_string(size);
    return Status::Invalid(file.path + ": IDX of " + shape +
                           " values, only pictures of 28x28 are supported");
  }
  *pictures = std::move(array.data);
  return Status::Ok();
}

}  // namespace digitpad
