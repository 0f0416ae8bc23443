// Data of one's own to train on, of any kind, as labeled examples: a strokes file, CSV, a
// pair of IDX files, or a folder with a folder for each label that holds pictures and
// strokes files. The kind is found from the content. Pictures of 28x28 in CSV and IDX are
// network inputs as they are; all others go through the picture path as one symbol each.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/gray_picture.h"
#include "core/base/status.h"
#include "trainer/data/examples.h"

namespace digitpad {

// Where data lies, and how often an epoch shows an example of it.
struct DataSource {
  std::string path;
  std::string labels{};  // of IDX images; empty: beside them, named as MNIST's are
  double weight = 1;
};

// The range of weights.
inline constexpr double kLeastWeight = 0.001;
inline constexpr double kMostWeight = 1000;

// "PATH", "PATH*WEIGHT", "IMAGES,LABELS" or both; what is there as it is written is a
// path. Invalid for a weight out of range.
Status ParseDataSource(const std::string& text, DataSource* source);

struct LabeledData {
  std::string name;  // of the file or folder, as far as its first dot
  ExampleSet set;
  // By example: its file and place, and a number that is the same for the same content.
  std::vector<std::string> places;
  std::vector<uint64_t> contents;
  std::vector<std::string> files;  // all that were read

  // The label in the example is empty where the drawing has none.
  void AddDrawing(Example example, std::string place);
  // A picture that is one symbol. Invalid, naming the place, where it has no ink.
  Status AddPicture(const GrayView& picture, std::string label, std::string place);
  // A picture as the network reads it, [28][28].
  void AddInput(std::span<const uint8_t> pixels, std::string label, std::string place);
};

// Invalid, naming file and place, for what cannot be read or is of no known kind.
Status LoadLabeledData(const DataSource& source, LabeledData* data);

}  // namespace digitpad
