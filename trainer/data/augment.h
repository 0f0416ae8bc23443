// Augmentation: an example drawn anew for training, so that no epoch repeats another.
// Strokes are changed as strokes and go through the core's own normaliser; pictures are
// warped. What is drawn depends on the example and the random numbers alone. How far
// either goes: so that networks of some 100,000 parameters read MNIST as well as pens and
// fingers in trials.
//
// Not thread-safe: keeps scratch memory, one a thread.
#pragma once

#include <cstdint>
#include <span>

#include "core/ink/ink.h"
#include "core/prep/normalizer.h"
#include "trainer/data/examples.h"
#include "trainer/data/random.h"

namespace digitpad {

class Augmenter {
 public:
  // REQUIRES: ValidatePrep(prep) is ok.
  // plain_share: how often DrawVaried leaves the example's shape as it is.
  explicit Augmenter(const PrepSpec& prep, float plain_share = 0)
      : prep_(prep), plain_share_(plain_share) {}

  // The network input as in use. input: [28][28][channels], overwritten.
  // REQUIRES: the ink is not empty.
  void DrawPlain(const ExampleSet& set, const Example& example, std::span<uint8_t> input);

  // The same, varied.
  void DrawVaried(const ExampleSet& set, const Example& example, Random* random,
                  std::span<uint8_t> input);

  // A 28x28 picture, varied: mostly warped, at times as it is.
  void DrawVariedPicture(std::span<const uint8_t> picture, Random* random,
                         std::span<uint8_t> input);

  // Ink as it is, but with a pen of any width, and at times without the channels that
  // only ink has. REQUIRES: the ink is not empty.
  void DrawWithAnyPen(const Ink& ink, Random* random, std::span<uint8_t> input);

 private:
  PrepSpec prep_;
  float plain_share_;
  Normalizer normalizer_;
  Ink styled_;
  Ink ink_;
};

}  // namespace digitpad
