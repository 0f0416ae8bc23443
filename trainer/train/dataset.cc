#include "trainer/train/dataset.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <iterator>
#include <set>
#include <utility>

#include "core/nn/model.h"
#include "trainer/data/augment.h"
#include "trainer/data/file.h"
#include "trainer/data/label_groups.h"
#include "trainer/data/label_text.h"
#include "trainer/data/sha256.h"

namespace digitpad {
namespace {

constexpr size_t kMaxDataBytes = size_t{1} << 30;
// Examples that an epoch shows at least of data of one's own: with fewer, the usual
// number of epochs is too few steps to learn anything in.
constexpr double kLeastEpoch = 2500;

Status NoteFile(const std::string& path, Dataset* dataset) {
  std::vector<uint8_t> bytes;
  DIGITPAD_RETURN_IF_ERROR(ReadFile(path, kMaxDataBytes, &bytes));
  dataset->files.push_back(
      {std::filesystem::path(path).filename().string(), Sha256Hex(bytes)});
  return Status::Ok();
}

// Labels as class numbers, a place for each, and no drawing without ink.
Status CheckExamples(const std::string& path, const std::vector<std::string>& labels,
                     Source* source) {
  source->labels.clear();
  for (size_t i = 0; i < source->set.examples.size(); ++i) {
    Example& example = source->set.examples[i];
    const std::string place = path + ": example " + std::to_string(i + 1);
    const auto found = std::ranges::find(labels, example.label);
    if (found == labels.end()) {
      return Status::Invalid(place + ": the label '" + example.label +
                             "' is none of the network's");
    }
    if (!example.is_picture && IsEmpty(example.ink)) {
      return Status::Invalid(place + ": no ink");
    }
    if (example.place.empty()) {
      example.place = source->name + ": example " + std::to_string(i + 1);
    }
    source->labels.push_back(static_cast<int>(found - labels.begin()));
  }
  return Status::Ok();
}

// Progress, metrics and report know parts by their names: each its own, and none that of
// what is trained on.
void TellApart(std::vector<Source>* sources) {
  std::set<std::string> taken = {kTrainingPart};
  for (Source& source : *sources) {
    const std::string name = source.name;
    for (int number = 2; !taken.insert(source.name).second; ++number) {
      source.name = name + " " + std::to_string(number);
    }
  }
}

// The part of `from` whose examples `keep(index)` wants; pictures are shared by copy.
template <typename Keep>
Source Select(const Source& from, Keep keep) {
  Source part;
  part.name = from.name;
  part.repeat = from.repeat;
  part.set.pictures = from.set.pictures;
  for (size_t i = 0; i < from.set.examples.size(); ++i) {
    if (!keep(i)) continue;
    part.set.examples.push_back(from.set.examples[i]);
    part.labels.push_back(from.labels[i]);
  }
  return part;
}

// Puts both parts into the dataset, cut to the limit.
void AddParts(Source training, Source validation, int limit, Dataset* dataset) {
  const auto add = [limit](Source part, std::vector<Source>* to) {
    const auto count = static_cast<size_t>(limit);
    if (limit > 0 && part.labels.size() > count) {
      part.labels.resize(count);
      part.set.examples.resize(count);
    }
    if (!part.labels.empty()) to->push_back(std::move(part));
  };
  add(std::move(training), &dataset->training);
  add(std::move(validation), &dataset->validation);
}

Status LoadTrainingImages(const DataOptions& options, Dataset* dataset) {
  std::string paths[] = {options.mnist + "/train-images-idx3-ubyte",
                         options.mnist + "/train-labels-idx1-ubyte"};
  for (std::string& path : paths) {
    if (!std::filesystem::exists(path)) path += ".gz";
    DIGITPAD_RETURN_IF_ERROR(NoteFile(path, dataset));
  }
  Source all;
  all.name = "MNIST";
  DIGITPAD_RETURN_IF_ERROR(LoadPictureExamples(paths[0], paths[1], &all.set));
  DIGITPAD_RETURN_IF_ERROR(CheckExamples(paths[1], dataset->labels, &all));
  const size_t count = all.labels.size();
  const auto validation = static_cast<size_t>(options.validation_images);
  if (validation >= count) {
    return Status::Invalid(paths[0] + ": " + std::to_string(count) +
                           " images leave none to train on beside " +
                           std::to_string(validation) + " for validation");
  }
  AddParts(Select(all, [&](size_t i) { return i < count - validation; }),
           Select(all, [&](size_t i) { return i >= count - validation; }), options.limit,
           dataset);
  return Status::Ok();
}

// The file's name as far as its first dot.
std::string SourceName(const std::string& path) {
  const std::string name = std::filesystem::path(path).filename().string();
  return name.substr(0, name.find('.'));
}

Status LoadStrokes(const std::string& path, const DataOptions& options,
                   Dataset* dataset) {
  Source all;
  all.name = SourceName(path);
  all.repeat = options.strokes_repeat;
  DIGITPAD_RETURN_IF_ERROR(NoteFile(path, dataset));
  DIGITPAD_RETURN_IF_ERROR(LoadStrokeExamples(path, &all.set));
  DIGITPAD_RETURN_IF_ERROR(CheckExamples(path, dataset->labels, &all));
  const std::set<std::string> validation(options.validation_writers.begin(),
                                         options.validation_writers.end());
  const std::set<std::string> excluded(options.excluded_writers.begin(),
                                       options.excluded_writers.end());
  const auto is_in = [&](const std::set<std::string>& writers, size_t i) {
    return writers.contains(all.set.examples[i].writer);
  };
  const auto trains = [&](size_t i) {
    return !is_in(excluded, i) && !is_in(validation, i);
  };
  const auto validates = [&](size_t i) {
    return !is_in(excluded, i) && is_in(validation, i);
  };
  AddParts(Select(all, trains), Select(all, validates), options.limit, dataset);
  return Status::Ok();
}

bool WantsNone(const DataOptions& options) {
  return !options.not_digits.empty() || options.negatives > 0 ||
         options.negative_pictures > 0;
}

// Drawings that are no digits: some validate, as examples of "none of these"; the others
// are what negatives are made from.
Status LoadNotDigits(const std::string& path, const DataOptions& options,
                     Dataset* dataset) {
  Source all;
  all.name = SourceName(path);
  DIGITPAD_RETURN_IF_ERROR(NoteFile(path, dataset));
  DIGITPAD_RETURN_IF_ERROR(LoadStrokeExamples(path, &all.set));
  SkipLookAlikes(&all.set);
  for (const Example& example : all.set.examples) {
    if (IsEmpty(example.ink)) return Status::Invalid(path + ": a drawing without ink");
  }
  all.labels.assign(all.set.examples.size(),
                    static_cast<int>(dataset->labels.size()) - 1);
  const auto is_in = [&](const std::vector<std::string>& groups, size_t i) {
    return std::ranges::find(groups, GroupOf(all.set.examples[i].label)) != groups.end();
  };
  AddParts({}, Select(all, [&](size_t i) { return is_in(options.validation_groups, i); }),
           options.limit, dataset);
  for (size_t i = 0; i < all.set.examples.size(); ++i) {
    if (is_in(options.validation_groups, i) || is_in(options.excluded_groups, i))
      continue;
    dataset->symbols.push_back(all.set.examples[i].ink);
  }
  return Status::Ok();
}

// Whether the labels are those of digits, whatever else there is.
bool TakesDigits(const DataOptions& options) {
  return !options.mnist.empty() || !options.strokes.empty();
}

Status ChooseLabels(const DataOptions& options, const std::vector<LabeledData>& own,
                    std::vector<std::string>* labels) {
  std::vector<std::string> result = LabelsOf(own);
  if (TakesDigits(options)) {
    for (char digit = '0'; digit <= '9'; ++digit) result.emplace_back(1, digit);
    std::ranges::sort(result, IsLabelBefore);
    result.erase(std::unique(result.begin(), result.end()), result.end());
  }
  if (!options.own.sources.empty() && result.size() < kLeastLabels) {
    return Status::Invalid("all examples have the label \"" + result.front() +
                           "\"; at least two labels are needed");
  }
  if (options.negatives > 0 || options.negative_pictures > 0) {
    for (size_t i = 0; i < result.size(); ++i) {
      if (result[i] == std::to_string(i) && i < 10) continue;
      return Status::Invalid(
          "negatives are made from the digits 0 to 9; the data has \"" + result[i] +
          "\"");
    }
  }
  if (WantsNone(options)) result.emplace_back();
  *labels = std::move(result);
  return Status::Ok();
}

// One entry for a source of one file, and one for a folder of them.
Status NoteFiles(const LabeledData& data, Dataset* dataset) {
  Dataset noted;
  for (const std::string& path : data.files) {
    DIGITPAD_RETURN_IF_ERROR(NoteFile(path, &noted));
  }
  if (noted.files.size() <= 2) {
    std::ranges::move(noted.files, std::back_inserter(dataset->files));
    return Status::Ok();
  }
  std::string lines;
  for (const DataFile& file : noted.files) lines += file.sha256 + "  " + file.name + "\n";
  const auto* bytes = reinterpret_cast<const uint8_t*>(lines.data());
  dataset->files.push_back(
      {data.name + ", " + std::to_string(noted.files.size()) + " files",
       Sha256Hex(std::span(bytes, lines.size()))});
  return Status::Ok();
}

Status AddOwnData(LabeledData data, const DataSource& source,
                  const std::vector<bool>& validates, int limit, Dataset* dataset) {
  DIGITPAD_RETURN_IF_ERROR(NoteFiles(data, dataset));
  for (size_t i = 0; i < data.places.size(); ++i) {
    data.set.examples[i].place = std::move(data.places[i]);
  }
  Source all;
  all.name = data.name;
  all.repeat = source.weight;
  all.set = std::move(data.set);
  DIGITPAD_RETURN_IF_ERROR(CheckExamples(source.path, dataset->labels, &all));
  AddParts(Select(all, [&](size_t i) { return !validates[i]; }),
           Select(all, [&](size_t i) { return validates[i]; }), limit, dataset);
  return Status::Ok();
}

// As many times more often as it takes for an epoch that is worth its name.
void ShowMoreOften(Dataset* dataset) {
  double shown = 0;
  for (const Source& source : dataset->training) {
    shown += source.repeat * static_cast<double>(source.labels.size());
  }
  const double factor = std::ceil(kLeastEpoch / std::max(shown, 1.0));
  for (Source& source : dataset->training) source.repeat *= factor;
}

}  // namespace

Status LoadDataset(const DataOptions& options, Dataset* dataset) {
  if (options.negative_pictures > 0 && options.mnist.empty()) {
    return Status::Invalid("negative pictures are made from MNIST's, which is missing");
  }
  std::vector<LabeledData> own;
  DIGITPAD_RETURN_IF_ERROR(LoadOwnData(options.own, options.seed, &own));
  std::vector<std::vector<bool>> validates;
  DIGITPAD_RETURN_IF_ERROR(ChooseValidation(own, options.own, options.seed, &validates));
  Dataset result;
  DIGITPAD_RETURN_IF_ERROR(ChooseLabels(options, own, &result.labels));
  if (!options.mnist.empty())
    DIGITPAD_RETURN_IF_ERROR(LoadTrainingImages(options, &result));
  for (const std::string& path : options.strokes) {
    DIGITPAD_RETURN_IF_ERROR(LoadStrokes(path, options, &result));
  }
  for (size_t i = 0; i < own.size(); ++i) {
    DIGITPAD_RETURN_IF_ERROR(AddOwnData(std::move(own[i]), options.own.sources[i],
                                        validates[i], options.limit, &result));
  }
  for (const std::string& path : options.not_digits) {
    DIGITPAD_RETURN_IF_ERROR(LoadNotDigits(path, options, &result));
  }
  if (result.training.empty()) return Status::Invalid("no examples to train on");
  if (!TakesDigits(options)) ShowMoreOften(&result);
  TellApart(&result.validation);
  *dataset = std::move(result);
  return Status::Ok();
}

PreparedSource Prepare(const Source& source, const PrepSpec& prep, size_t most) {
  const size_t size = InputShape(prep).size();
  const size_t count = std::min(most, source.labels.size());
  PreparedSource prepared;
  prepared.name = source.name;
  prepared.labels.assign(source.labels.begin(), source.labels.begin() + count);
  prepared.inputs.resize(size * count);
  Augmenter augmenter(prep);
  for (size_t i = 0; i < count; ++i) {
    augmenter.DrawPlain(source.set, source.set.examples[i],
                        std::span(prepared.inputs).subspan(i * size, size));
  }
  return prepared;
}

}  // namespace digitpad
