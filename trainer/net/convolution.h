// Convolution: the forward and backward passes of one layer, where nearly all training
// time goes. One object a thread: holds the packed weights and scratch memory.
#pragma once

#include <memory>

#include "trainer/net/architecture.h"

namespace digitpad {

// How products are formed. Sums are floats either way.
enum class Precision {
  kFloat,
  // bfloat16 factors where the machine has tiles for them (AMX), several times as fast;
  // float elsewhere. Enough for training (Kalamkar et al., "A study of BFLOAT16 for deep
  // learning training", 2019), too coarse to stand for the integer network.
  kMixed,
};

class Convolution {
 public:
  virtual ~Convolution() = default;

  // Takes over the weights for the calls that follow. weights:
  // [kernel_h][kernel_w][in][out]. Packing for BackwardInput is left out where it is not
  // `with_backward`.
  virtual void SetWeights(const float* weights, bool with_backward) = 0;

  // input: [in_h][in_w][in_c]; output: [out_h][out_w][out_c], overwritten.
  virtual void Forward(const float* input, float* output) = 0;

  // Adds the part of `count` images to `weight_gradient`, laid out as the weights.
  virtual void BackwardWeights(const float* inputs, const float* output_gradients,
                               int count, float* weight_gradient) = 0;

  // input_gradient: [in_h][in_w][in_c], added to or overwritten.
  // REQUIRES: the weights were set `with_backward`.
  virtual void BackwardInput(const float* output_gradient, bool add,
                             float* input_gradient) = 0;
};

// REQUIRES: spec is a convolution of a parsed architecture.
std::unique_ptr<Convolution> MakeConvolution(const LayerSpec& spec, Precision precision);

// Whether Precision::kMixed differs from kFloat here.
bool HasMixedPrecision();

}  // namespace digitpad
