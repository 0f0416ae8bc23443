// Labeled drawings and pictures, as evaluation reads them: in the order of the file.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/base/prep_spec.h"
#include "core/base/status.h"
#include "core/ink/ink.h"

namespace digitpad {

struct Example {
  std::string label;
  std::string writer;  // empty: none given
  Ink ink;             // of a drawing
  bool is_picture = false;
  size_t picture = 0;  // index into ExampleSet::pictures
  std::string place;   // where it is from, for people; may be empty
};

struct ExampleSet {
  std::vector<Example> examples;
  std::vector<uint8_t> pictures;  // [count][28][28]

  // REQUIRES: example.is_picture, and example is one of this set's.
  std::span<const uint8_t> Picture(const Example& example) const;
};

// From a strokes file. Invalid, naming file and place, where it cannot be read or a
// drawing has no label.
Status LoadStrokeExamples(const std::string& path, ExampleSet* set);

// How pictures become those of 28x28 that the network reads.
enum class PictureMode {
  kAsTheyAre,  // where they have that size; others are normalised
  kNormalize,  // all through the picture path, as one symbol each
};

// From an IDX file of images and one of as many labels; label n becomes the text of n.
// `prep`: what the model wants of pictures that are normalised.
Status LoadPictureExamples(const std::string& images, const std::string& labels,
                           ExampleSet* set, PictureMode mode = PictureMode::kAsTheyAre,
                           const PrepSpec& prep = {});

// Keeps the drawings of these writers. Invalid where a writer has none.
Status KeepWriters(std::span<const std::string> writers, ExampleSet* set);

// Keeps examples first to last, counted from 0, both included. Invalid where there are
// fewer.
Status KeepRange(size_t first, size_t last, ExampleSet* set);

}  // namespace digitpad
