// Epoch: the order in which the examples of all sources are shown once (or as often as
// their source repeats), with what is no digit among them, and how each is drawn. Both
// follow from seed, epoch and place alone.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/prep_spec.h"
#include "trainer/data/augment.h"
#include "trainer/train/dataset.h"
#include "trainer/train/negative_source.h"

namespace digitpad {

class Epoch {
 public:
  // plain_share: see Augmenter. REQUIRES: `sources` and `negatives` outlive this;
  // `negatives` may be null.
  Epoch(const std::vector<Source>& sources, const NegativeSource* negatives,
        const PrepSpec& prep, float plain_share, uint64_t seed, int number, int threads);

  size_t size() const { return order_.size(); }

  // Draws the item at `place` of the order as network input; returns its label. One call
  // at a time for each thread.
  int Draw(size_t place, int thread, std::span<float> input);

 private:
  struct Item {
    uint32_t source;  // or kNegatives
    uint32_t example;
    uint32_t copy;  // which repeat of it
  };
  struct Drawer {
    Augmenter augmenter;
    std::vector<uint8_t> bytes;
  };

  // Adds a share of the source's examples, others in each epoch.
  void AddShare(uint32_t source, double share, uint32_t copy);

  static constexpr uint32_t kNegatives = UINT32_MAX;

  const std::vector<Source>& sources_;
  const NegativeSource* negatives_;
  uint64_t seed_;
  int number_;
  std::vector<Item> order_;
  std::vector<Drawer> drawers_;  // one a thread
};

}  // namespace digitpad
