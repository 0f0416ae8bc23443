#include "trainer/train/own_data.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <unordered_map>
#include <utility>

#include "trainer/data/label_text.h"
#include "trainer/data/random.h"

namespace digitpad {
namespace {

// What a random order is for.
constexpr uint64_t kForExamples = 101;
constexpr uint64_t kForWriters = 102;

template <typename Value>
void Shuffle(Random* random, std::vector<Value>* values) {  // Fisher-Yates
  for (size_t i = values->size(); i > 1; --i) {
    std::swap((*values)[i - 1], (*values)[random->Below(static_cast<uint32_t>(i))]);
  }
}

template <typename Value>
void Arrange(const std::vector<size_t>& order, std::vector<Value>* values) {
  std::vector<Value> arranged;
  arranged.reserve(order.size());
  for (const size_t i : order) arranged.push_back(std::move((*values)[i]));
  *values = std::move(arranged);
}

// Files are often sorted by label; the first of a source are to be some of each.
void Mix(uint64_t seed, size_t source, LabeledData* data) {
  std::vector<size_t> order(data->set.examples.size());
  std::iota(order.begin(), order.end(), size_t{0});
  Random random({seed, kForExamples, source});
  Shuffle(&random, &order);
  Arrange(order, &data->set.examples);
  Arrange(order, &data->places);
  Arrange(order, &data->contents);
}

Status CheckExamples(const LabeledData& data) {
  for (size_t i = 0; i < data.places.size(); ++i) {
    const Example& example = data.set.examples[i];
    DIGITPAD_RETURN_IF_ERROR(CheckLabel(example.label).WithPrefix(data.places[i]));
    if (!example.is_picture && IsEmpty(example.ink)) {
      return Status::Invalid(data.places[i] + ": no ink");
    }
  }
  return Status::Ok();
}

Status CheckContradictions(const std::vector<LabeledData>& data) {
  struct First {
    const std::string* label;
    const std::string* place;
  };
  std::unordered_map<uint64_t, First> seen;
  for (const LabeledData& part : data) {
    for (size_t i = 0; i < part.places.size(); ++i) {
      const std::string& label = part.set.examples[i].label;
      const auto [found, is_new] =
          seen.try_emplace(part.contents[i], First{&label, &part.places[i]});
      const First& first = found->second;
      if (is_new || *first.label == label) continue;
      return Status::Invalid(part.places[i] + ": has the label \"" + label +
                             "\", and the very same with the label \"" + *first.label +
                             "\" is " + *first.place);
    }
  }
  return Status::Ok();
}

Status CheckEnough(const std::vector<LabeledData>& data) {
  std::map<std::string, size_t> counts;
  for (const LabeledData& part : data) {
    for (const Example& example : part.set.examples) ++counts[example.label];
  }
  for (const auto& [label, count] : counts) {
    if (count >= kLeastExamples) continue;
    return Status::Invalid("label \"" + label + "\": " + std::to_string(count) +
                           " examples, at least " + std::to_string(kLeastExamples) +
                           " of each label are needed");
  }
  return Status::Ok();
}

// By writer, over all sources: who is in two of them must not train in one and validate
// in the other.
Status CountWriters(const std::vector<LabeledData>& data,
                    std::map<std::string, size_t>* counts) {
  for (const LabeledData& part : data) {
    for (size_t i = 0; i < part.places.size(); ++i) {
      const std::string& writer = part.set.examples[i].writer;
      if (writer.empty()) return Status::Invalid(part.places[i] + ": no writer");
      ++(*counts)[writer];
    }
  }
  if (counts->size() >= 2) return Status::Ok();
  return Status::Invalid("one writer only; by writer it takes two");
}

// Some writers, who have together the share of the examples or a little more.
std::set<std::string> ChooseWriters(const std::map<std::string, size_t>& counts,
                                    double share, uint64_t seed) {
  std::vector<std::string> writers;
  size_t total = 0;
  for (const auto& [writer, count] : counts) {
    writers.push_back(writer);
    total += count;
  }
  Random random({seed, kForWriters});
  Shuffle(&random, &writers);
  writers.pop_back();  // someone has to train
  const double wanted = share * static_cast<double>(total);
  std::set<std::string> chosen;
  double count = 0;
  for (const std::string& writer : writers) {
    if (count >= wanted) break;
    chosen.insert(writer);
    count += static_cast<double>(counts.at(writer));
  }
  return chosen;
}

void ByPart(const LabeledData& data, double share, std::vector<bool>* validates) {
  std::map<std::string, size_t> left;
  for (const Example& example : data.set.examples) ++left[example.label];
  for (auto& [label, count] : left) {
    count = static_cast<size_t>(std::lround(share * static_cast<double>(count)));
  }
  for (size_t i = 0; i < validates->size(); ++i) {
    size_t& count = left[data.set.examples[i].label];
    if (count == 0) continue;
    (*validates)[i] = true;
    --count;
  }
}

}  // namespace

Status LoadOwnData(const OwnDataOptions& options, uint64_t seed,
                   std::vector<LabeledData>* data) {
  std::vector<LabeledData> result(options.sources.size());
  for (size_t i = 0; i < result.size(); ++i) {
    DIGITPAD_RETURN_IF_ERROR(LoadLabeledData(options.sources[i], &result[i]));
    DIGITPAD_RETURN_IF_ERROR(CheckExamples(result[i]));
  }
  DIGITPAD_RETURN_IF_ERROR(CheckContradictions(result));
  DIGITPAD_RETURN_IF_ERROR(CheckEnough(result));
  for (size_t i = 0; i < result.size(); ++i) Mix(seed, i, &result[i]);
  *data = std::move(result);
  return Status::Ok();
}

std::vector<std::string> LabelsOf(const std::vector<LabeledData>& data) {
  std::set<std::string> labels;
  for (const LabeledData& part : data) {
    for (const Example& example : part.set.examples) labels.insert(example.label);
  }
  std::vector<std::string> ordered(labels.begin(), labels.end());
  std::ranges::sort(ordered, IsLabelBefore);
  return ordered;
}

Status ChooseValidation(const std::vector<LabeledData>& data,
                        const OwnDataOptions& options, uint64_t seed,
                        std::vector<std::vector<bool>>* validates) {
  const bool by_writer = options.validation > 0 && options.split_by == SplitBy::kWriter;
  std::set<std::string> chosen;
  if (by_writer) {
    std::map<std::string, size_t> counts;
    DIGITPAD_RETURN_IF_ERROR(CountWriters(data, &counts));
    chosen = ChooseWriters(counts, options.validation, seed);
  }
  std::vector<std::vector<bool>> result;
  for (const LabeledData& part : data) {
    const std::vector<Example>& examples = part.set.examples;
    std::vector<bool>& of_part = result.emplace_back(examples.size(), false);
    if (!by_writer) ByPart(part, options.validation, &of_part);
    for (size_t i = 0; by_writer && i < examples.size(); ++i) {
      of_part[i] = chosen.contains(examples[i].writer);
    }
  }
  *validates = std::move(result);
  return Status::Ok();
}

}  // namespace digitpad
