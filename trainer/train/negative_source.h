// NegativeSource: what an epoch shows of things that are no digits, beside its examples:
// drawings and pictures that are made anew each time, from the training examples and from
// symbols. They are the class "none of these", the last one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "trainer/data/augment.h"
#include "trainer/data/negative_pictures.h"
#include "trainer/data/negatives.h"
#include "trainer/train/dataset.h"

namespace digitpad {

class NegativeSource {
 public:
  // REQUIRES: `dataset` outlives this. Shows nothing where the dataset has no class for
  // it.
  NegativeSource(const Dataset& dataset, const DataOptions& options);

  size_t size() const { return drawings_ + pictures_; }
  int label() const { return label_; }

  // Network input number `index` of size(); the random numbers decide all else.
  void Draw(size_t index, Random* random, Augmenter* augmenter,
            std::span<uint8_t> input) const;

 private:
  size_t drawings_ = 0;
  size_t pictures_ = 0;
  int label_ = 0;
  std::optional<Negatives> negatives_;
  // The training pictures and their labels, for the pictures below.
  std::vector<uint8_t> digit_pictures_;
  std::vector<int> digit_labels_;
  std::optional<NegativePictures> negative_pictures_;
};

}  // namespace digitpad
