// Network: a model made ready to run with one set of kernels. Weights are packed and all
// memory is planned when it is made; Run allocates nothing. Keeps the model it was made
// from. Not thread-safe: one network a thread.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "core/base/aligned.h"
#include "core/kernels/kernels.h"
#include "core/nn/model.h"

namespace digitpad {

class Network {
 public:
  // REQUIRES: ValidateModel(*model) was ok.
  Network(std::shared_ptr<const Model> model, const Kernels& kernels);

  // input: 28 * 28 * C bytes 0..255 (each enters as b >> 1); logits: one int32 per class.
  void Run(std::span<const uint8_t> input, std::span<int32_t> logits);

  // After Run: the activations of layer i, out_shape.size() values 0..127; empty for
  // the last layer, whose values are the logits.
  std::span<const uint8_t> Activations(int layer) const;

  const Model& model() const { return *model_; }
  const Kernels& kernels() const { return *kernels_; }

 private:
  void RunConv(size_t index, const uint8_t* from, uint8_t* to);

  std::shared_ptr<const Model> model_;
  const Kernels* kernels_;
  std::vector<ConvShape> shapes_;      // one a layer; conv and dense only
  std::vector<AlignedBytes> packed_;   // likewise
  std::vector<AlignedBytes> tensors_;  // [0] the halved input, [i + 1] layer i's output
  AlignedBytes scratch_;
};

}  // namespace digitpad
