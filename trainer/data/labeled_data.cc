#include "trainer/data/labeled_data.h"

#include <charconv>
#include <filesystem>
#include <functional>
#include <string_view>
#include <utility>

#include "core/prep/normalizer.h"
#include "core/symbol_picture.h"
#include "trainer/data/csv_pictures.h"
#include "trainer/data/data_folder.h"
#include "trainer/data/file.h"
#include "trainer/data/input_file.h"
#include "trainer/data/label_folders.h"

namespace digitpad {
namespace {

namespace fs = std::filesystem;

constexpr size_t kPictureSize = size_t{kInputSize} * kInputSize;

bool Exists(const std::string& path) {
  std::error_code error;
  return fs::exists(path, error);
}

uint64_t ContentOf(std::string_view bytes) {
  return std::hash<std::string_view>()(bytes);
}

template <typename Value>
std::string_view BytesOf(const Value* values, size_t count) {
  return {reinterpret_cast<const char*>(values), count * sizeof(Value)};
}

std::string_view TextOf(const InputFile& file) {
  return BytesOf(file.bytes.data(), file.bytes.size());
}

// Its points and where a stroke ends, whatever the label says.
uint64_t ContentOf(const Ink& ink) {
  std::vector<float> values;
  for (const Stroke& stroke : ink) {
    for (const Point& point : stroke) values.insert(values.end(), {point.x, point.y});
    values.push_back(static_cast<float>(stroke.size()));
  }
  return ContentOf(BytesOf(values.data(), values.size()));
}

// The picture's name as far as its first dot; a folder's may be told by what is before
// the last slash.
std::string NameOf(const std::string& path) {
  fs::path clean = fs::path(path).lexically_normal();
  if (!clean.has_filename()) clean = clean.parent_path();
  const std::string name = clean.filename().string();
  return name.substr(0, name.find('.', 1));
}

// MNIST's names: train-images-idx3-ubyte.gz has its labels in train-labels-idx1-ubyte.gz.
std::string LabelsBeside(const std::string& images) {
  fs::path path = images;
  std::string name = path.filename().string();
  for (const auto& [from, to] : {std::pair{"images", "labels"}, {"idx3", "idx1"}}) {
    const size_t at = name.find(from);
    if (at != std::string::npos) name.replace(at, std::string_view(from).size(), to);
  }
  return path.replace_filename(name).string();
}

Status LoadPair(const std::string& images, std::string labels, LabeledData* data) {
  const bool are_named = !labels.empty();
  if (!are_named) labels = LabelsBeside(images);
  if (!are_named && (labels == images || !Exists(labels))) {
    return Status::Invalid(images + ": no file with its labels beside it; name it as " +
                           images + ",LABELS");
  }
  DIGITPAD_RETURN_IF_ERROR(LoadPictureExamples(images, labels, &data->set));
  for (size_t i = 0; i < data->set.examples.size(); ++i) {
    const auto picture = data->set.Picture(data->set.examples[i]);
    data->places.push_back(images + ": image " + std::to_string(i + 1));
    data->contents.push_back(ContentOf(BytesOf(picture.data(), picture.size())));
  }
  data->files = {images, labels};
  return Status::Ok();
}

Status LoadCsv(const InputFile& file, LabeledData* data) {
  CsvPictures pictures;
  DIGITPAD_RETURN_IF_ERROR(
      ParseCsvPictures(TextOf(file), &pictures).WithPrefix(file.path));
  const int side = pictures.side;
  const size_t size = static_cast<size_t>(side) * side;
  for (size_t i = 0; i < pictures.labels.size(); ++i) {
    const auto pixels = std::span(pictures.pixels).subspan(i * size, size);
    std::string place = file.path + ": line " + std::to_string(pictures.lines[i]);
    std::string& label = pictures.labels[i];
    if (side == kInputSize) {
      data->AddInput(pixels, std::move(label), std::move(place));
      continue;
    }
    DIGITPAD_RETURN_IF_ERROR(data->AddPicture({pixels.data(), side, side, side},
                                              std::move(label), std::move(place)));
  }
  return Status::Ok();
}

Status LoadDrawings(const std::string& path, LabeledData* data) {
  ExampleSet set;
  DIGITPAD_RETURN_IF_ERROR(LoadStrokeExamples(path, &set));
  for (size_t i = 0; i < set.examples.size(); ++i) {
    data->AddDrawing(std::move(set.examples[i]),
                     path + ": drawing " + std::to_string(i + 1));
  }
  return Status::Ok();
}

Status LoadFile(const DataSource& source, LabeledData* data) {
  InputFile file;
  DIGITPAD_RETURN_IF_ERROR(LoadInput(source.path, &file));
  if (file.kind == InputKind::kIdx) return LoadPair(source.path, source.labels, data);
  data->files = {source.path};
  if (!source.labels.empty()) {
    return Status::Invalid(source.path + ": only IDX images have labels in another file");
  }
  if (file.kind == InputKind::kPicture) {
    return Status::Invalid(source.path +
                           ": a picture alone has no label; a folder with a folder for "
                           "each label is what is wanted");
  }
  const bool is_csv = file.kind == InputKind::kStrokes && LooksLikeCsv(TextOf(file));
  return is_csv ? LoadCsv(file, data) : LoadDrawings(source.path, data);
}

// A folder with MNIST's training files, packed or not; else an empty path.
std::string MnistImagesIn(const std::string& folder) {
  const fs::path packed = fs::path(folder) / fs::path(kMnistTrainImages).filename();
  for (const fs::path& path : {packed, fs::path(packed).replace_extension()}) {
    if (Exists(path.string())) return path.string();
  }
  return {};
}

}  // namespace

void LabeledData::AddDrawing(Example example, std::string place) {
  contents.push_back(ContentOf(example.ink));
  places.push_back(std::move(place));
  set.examples.push_back(std::move(example));
}

void LabeledData::AddInput(std::span<const uint8_t> pixels, std::string label,
                           std::string place) {
  Example& example = set.examples.emplace_back();
  example.label = std::move(label);
  example.is_picture = true;
  example.picture = set.pictures.size() / kPictureSize;
  set.pictures.insert(set.pictures.end(), pixels.begin(), pixels.end());
  places.push_back(std::move(place));
  contents.push_back(ContentOf(BytesOf(pixels.data(), pixels.size())));
}

Status LabeledData::AddPicture(const GrayView& picture, std::string label,
                               std::string place) {
  std::vector<uint8_t> input(kPictureSize);
  SymbolPicture symbol;
  if (!symbol.Prepare(picture, PrepSpec(), input)) {
    return Status::Invalid(place + ": no ink in the picture");
  }
  AddInput(input, std::move(label), std::move(place));
  // What was drawn, not what is left of it at 28x28: symbols may look alike there.
  uint64_t content = static_cast<uint64_t>(picture.width);
  for (int y = 0; y < picture.height; ++y) {
    content = content * 31 + ContentOf(BytesOf(picture.row(y), picture.width));
  }
  contents.back() = content;
  return Status::Ok();
}

Status ParseDataSource(const std::string& text, DataSource* source) {
  DataSource result;
  result.path = text;
  const size_t star = text.rfind('*');
  if (!Exists(text) && star != std::string::npos) {
    const char* end = text.data() + text.size();
    const auto [parsed, error] =
        std::from_chars(text.data() + star + 1, end, result.weight);
    const bool good = error == std::errc() && parsed == end &&
                      result.weight >= kLeastWeight && result.weight <= kMostWeight;
    if (!good) {
      return Status::Invalid(text + ": the weight after * is no number of 0.001 to 1000");
    }
    result.path = text.substr(0, star);
  }
  const size_t comma = result.path.rfind(',');
  if (!Exists(result.path) && comma != std::string::npos) {
    result.labels = result.path.substr(comma + 1);
    result.path.resize(comma);
  }
  *source = std::move(result);
  return Status::Ok();
}

Status LoadLabeledData(const DataSource& source, LabeledData* data) {
  LabeledData result;
  std::error_code none;
  if (!fs::is_directory(source.path, none)) {
    DIGITPAD_RETURN_IF_ERROR(LoadFile(source, &result));
  } else if (const std::string images = MnistImagesIn(source.path); !images.empty()) {
    DIGITPAD_RETURN_IF_ERROR(LoadPair(images, {}, &result));
  } else {
    DIGITPAD_RETURN_IF_ERROR(LoadLabelFolders(source.path, &result));
  }
  result.name = NameOf(source.path);
  *data = std::move(result);
  return Status::Ok();
}

}  // namespace digitpad
