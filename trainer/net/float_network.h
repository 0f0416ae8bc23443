// FloatNetwork: an architecture with a place for each of its numbers. All parameters lie
// in one flat array, all running statistics in another, so that the optimizer, the moving
// average and the checkpoint handle plain arrays. Immutable; NetworkRun computes with it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "trainer/net/architecture.h"

namespace digitpad {

// Where a layer's numbers begin. Layers without weights have sizes of 0.
struct LayerSlots {
  size_t weights = 0;  // parameters: [kernel_h][kernel_w][in_c][out_c], dense: [in][out]
  size_t weight_count = 0;
  size_t bias = 0;      // parameters: [out_c]; with batch norm its beta
  size_t gamma = 0;     // parameters: [out_c], with batch norm
  size_t mean = 0;      // statistics: [out_c], with batch norm
  size_t variance = 0;  // statistics: [out_c], with batch norm
};

// Added to a variance before its root, as Keras does.
inline constexpr float kBatchNormEpsilon = 1e-3f;

class FloatNetwork {
 public:
  explicit FloatNetwork(Architecture architecture);

  const Architecture& architecture() const { return architecture_; }
  const LayerSlots& slots(int layer) const { return slots_[layer]; }
  int classes() const { return architecture_.layers.back().out.c; }
  // Where the last layer's biases begin, one a class.
  size_t last_bias() const { return slots_.back().bias; }
  size_t parameter_count() const { return parameter_count_; }
  size_t statistic_count() const { return statistic_count_; }

  // Random weights (He et al. 2015 before a ReLU, LeCun's rule at the end), gammas and
  // variances 1, all else 0.
  void Initialize(uint64_t seed, std::span<float> parameters,
                  std::span<float> statistics) const;

  // One entry a parameter: whether weight decay applies, which leaves out biases and
  // batch norm.
  std::vector<bool> DecayMask() const;

 private:
  Architecture architecture_;
  std::vector<LayerSlots> slots_;
  size_t parameter_count_ = 0;
  size_t statistic_count_ = 0;
};

}  // namespace digitpad
