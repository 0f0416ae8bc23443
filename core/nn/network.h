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
  std::vector<uint8_t> Activations(int layer) const;

  const Model& model() const { return *model_; }
  const Kernels& kernels() const { return *kernels_; }

 private:
  // A plane within the border of zeros that its readers' padding asks for. Lengths in
  // elements of the kernels.
  struct Plane {
    uint8_t* At(int y, int x);
    const uint8_t* At(int y, int x) const { return const_cast<Plane*>(this)->At(y, x); }
    int row() const { return (left + shape.w + right) * shape.c; }

    Shape shape;
    int top = 0, left = 0, bottom = 0, right = 0;
    size_t element_size = 0;
    AlignedBytes bytes;
  };

  void PlanPlanes();
  ConvShape ConvShapeOf(const Layer& layer) const;
  PoolShape PoolShapeOf(const Layer& layer) const;
  void Enter(std::span<const uint8_t> input);
  void RunLayer(size_t index, std::span<int32_t> logits);

  std::shared_ptr<const Model> model_;
  const Kernels* kernels_;
  std::vector<Plane> planes_;         // [0] the input, [i + 1] the output of layer i
  std::vector<AlignedBytes> packed_;  // of layer i; conv and dense only
};

}  // namespace digitpad
