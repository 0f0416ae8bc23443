// Dataset: what is trained and validated on, from files. Whole writers and whole ranges
// are left out or put aside, never single digits.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/prep_spec.h"
#include "core/base/status.h"
#include "trainer/data/examples.h"
#include "trainer/train/own_data.h"

namespace digitpad {

struct DataOptions {
  std::string mnist;                 // a folder; empty: none
  std::vector<std::string> strokes;  // strokes files
  int validation_images = 5000;      // the last of MNIST's training images
  std::vector<std::string> validation_writers;
  std::vector<std::string> excluded_writers;
  std::vector<std::string> not_digits;  // strokes files of what is no digit
  // Groups of their labels, see label_groups.h.
  std::vector<std::string> validation_groups;
  std::vector<std::string> excluded_groups;
  // How many things that are no digits an epoch makes anew, as strokes and as pictures.
  int negatives = 0;
  int negative_pictures = 0;
  int strokes_repeat = 4;  // how often an epoch shows a stroke drawing
  OwnDataOptions own;
  int limit = 0;      // the first examples of a source only; 0: all
  uint64_t seed = 1;  // of the order and the split of one's own data
};

// What metrics call all that is trained on, beside the parts that validate.
inline constexpr const char* kTrainingPart = "training";

struct Source {
  std::string name;  // of those that validate, each has its own
  ExampleSet set;
  std::vector<int> labels;  // by example, an index into Dataset::labels
  double repeat = 1;        // how often an epoch shows an example, on average
};

struct DataFile {
  std::string name;    // without its folder
  std::string sha256;  // of many files: that of their SHA-256 and names, as lines
};

struct Dataset {
  // With an empty label at the end, "none of these", where there is anything of the kind.
  std::vector<std::string> labels;
  std::vector<Source> training;
  std::vector<Source> validation;  // parts without an example are left out
  std::vector<Ink> symbols;        // to train on: drawings that are no digits
  std::vector<DataFile> files;
};

// The labels are the digits, and those of one's own data. Invalid, naming the file, for
// data that cannot be read or has another label, and where nothing is left to train on.
Status LoadDataset(const DataOptions& options, Dataset* dataset);

// Network inputs as in use, ready to be answered.
struct PreparedSource {
  std::string name;
  std::vector<uint8_t> inputs;  // [count][28][28][channels]
  std::vector<int> labels;
};

// The first `most` examples, or as many as there are.
PreparedSource Prepare(const Source& source, const PrepSpec& prep,
                       size_t most = SIZE_MAX);

}  // namespace digitpad
