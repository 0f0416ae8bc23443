// Data of one's own, checked before any training, and the part of it that validates.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/status.h"
#include "trainer/data/labeled_data.h"

namespace digitpad {

enum class SplitBy {
  kPart,    // of each label the same share
  kWriter,  // whole writers, as many as it takes
};

struct OwnDataOptions {
  std::vector<DataSource> sources;
  double validation = 0.1;  // the share that validates
  SplitBy split_by = SplitBy::kPart;
};

// The least that training makes sense with.
inline constexpr size_t kLeastLabels = 2;
inline constexpr size_t kLeastExamples = 5;  // of each label

// All sources, each with its examples in an order that follows from `seed` alone.
// Invalid, naming file and place, where one cannot be read, a label is bad, a drawing has
// no ink, or the same drawing or picture has two labels; naming the label where all
// sources together have too few examples of it.
Status LoadOwnData(const OwnDataOptions& options, uint64_t seed,
                   std::vector<LabeledData>* data);

// The labels, each once, in the order of the classes.
std::vector<std::string> LabelsOf(const std::vector<LabeledData>& data);

// By source and example: whether it validates. A writer does so in all sources or in
// none. Invalid where writers should tell and there are fewer than two, or an example has
// none.
Status ChooseValidation(const std::vector<LabeledData>& data,
                        const OwnDataOptions& options, uint64_t seed,
                        std::vector<std::vector<bool>>* validates);

}  // namespace digitpad
