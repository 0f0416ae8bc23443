#include "trainer/data/examples.h"

#include <set>
#include <utility>

#include "core/prep/normalizer.h"
#include "core/symbol_picture.h"
#include "trainer/data/input_file.h"

namespace digitpad {
namespace {

constexpr size_t kPictureSize = size_t{kInputSize} * kInputSize;

// All as [count][28][28].
std::vector<uint8_t> NetworkPictures(IdxArray images, PictureMode mode,
                                     const PrepSpec& prep) {
  const int height = images.dimensions[1], width = images.dimensions[2];
  const bool fits = height == kInputSize && width == kInputSize;
  if (fits && mode == PictureMode::kAsTheyAre) return std::move(images.data);
  const auto count = static_cast<size_t>(images.dimensions[0]);
  std::vector<uint8_t> pictures(count * kPictureSize);
  SymbolPicture symbol;
  for (size_t i = 0; i < count; ++i) {
    const uint8_t* pixels = images.data.data() + i * height * width;
    symbol.Prepare({pixels, width, height, width}, prep,
                   std::span(pictures).subspan(i * kPictureSize, kPictureSize));
  }
  return pictures;
}

}  // namespace

std::span<const uint8_t> ExampleSet::Picture(const Example& example) const {
  return std::span(pictures).subspan(example.picture * kPictureSize, kPictureSize);
}

Status LoadStrokeExamples(const std::string& path, ExampleSet* set) {
  InputFile file;
  DIGITPAD_RETURN_IF_ERROR(LoadInput(path, &file));
  std::vector<Drawing> drawings;
  DIGITPAD_RETURN_IF_ERROR(ParseStrokes(file, &drawings));
  ExampleSet result;
  for (size_t i = 0; i < drawings.size(); ++i) {
    Drawing& drawing = drawings[i];
    if (drawing.label.empty()) {
      return Status::Invalid(file.path + ": drawing " + std::to_string(i + 1) +
                             " has no label");
    }
    Example& example = result.examples.emplace_back();
    example.label = std::move(drawing.label);
    example.writer = std::move(drawing.writer);
    example.ink = std::move(drawing.ink);
  }
  *set = std::move(result);
  return Status::Ok();
}

Status LoadPictureExamples(const std::string& images, const std::string& labels,
                           ExampleSet* set, PictureMode mode, const PrepSpec& prep) {
  InputFile image_file;
  InputFile label_file;
  DIGITPAD_RETURN_IF_ERROR(LoadInput(images, &image_file));
  DIGITPAD_RETURN_IF_ERROR(LoadInput(labels, &label_file));
  ExampleSet result;
  IdxArray pictures;
  DIGITPAD_RETURN_IF_ERROR(ParsePictures(image_file, &pictures));
  IdxArray array;
  DIGITPAD_RETURN_IF_ERROR(ParseIdx(label_file, &array));
  const auto count = static_cast<size_t>(pictures.dimensions[0]);
  if (array.dimensions.size() != 1 || array.data.size() != count) {
    return Status::Invalid(label_file.path + ": not one label for each of the " +
                           std::to_string(count) + " images of " + image_file.path);
  }
  result.pictures = NetworkPictures(std::move(pictures), mode, prep);
  for (size_t i = 0; i < count; ++i) {
    Example& example = result.examples.emplace_back();
    example.label = std::to_string(array.data[i]);
    example.is_picture = true;
    example.picture = i;
  }
  *set = std::move(result);
  return Status::Ok();
}

Status KeepWriters(std::span<const std::string> writers, ExampleSet* set) {
  const std::set<std::string> wanted(writers.begin(), writers.end());
  std::set<std::string> missing = wanted;
  for (const Example& example : set->examples) missing.erase(example.writer);
  if (!missing.empty())
    return Status::Invalid("no drawing of writer " + *missing.begin());
  std::erase_if(set->examples, [&wanted](const Example& example) {
    return !wanted.contains(example.writer);
  });
  return Status::Ok();
}

Status KeepRange(size_t first, size_t last, ExampleSet* set) {
  std::vector<Example>& examples = set->examples;
  if (first > last || last >= examples.size()) {
    return Status::Invalid("no range " + std::to_string(first) + "-" +
                           std::to_string(last) + " of " +
                           std::to_string(examples.size()) + " examples, counted from 0");
  }
  examples.resize(last + 1);
  examples.erase(examples.begin(), examples.begin() + static_cast<ptrdiff_t>(first));
  return Status::Ok();
}

}  // namespace digitpad
