#include "trainer/net/dequantize.h"

#include <string>
#include <utility>
#include <vector>

#include "trainer/net/model_units.h"

namespace digitpad {
namespace {

LayerSpec SpecOf(const Layer& layer) {
  LayerSpec spec;
  spec.in = layer.in_shape;
  spec.out = layer.out_shape;
  spec.kernel_h = layer.kernel_h;
  spec.kernel_w = layer.kernel_w;
  spec.stride = layer.stride;
  spec.pad_top = layer.pad_top;
  spec.pad_left = layer.pad_left;
  spec.pad_bottom = layer.pad_bottom;
  spec.pad_right = layer.pad_right;
  spec.residual = layer.residual;
  spec.relu = HasWeights(layer);
  switch (layer.op) {
    case LayerOp::kConv:
      spec.kind = LayerKind::kConv;
      break;
    case LayerOp::kMaxPool:
      spec.kind = LayerKind::kMaxPool;
      break;
    case LayerOp::kGlobalAveragePool:
      spec.kind = LayerKind::kGlobalAveragePool;
      break;
    case LayerOp::kDense:
      spec.kind = LayerKind::kDense;
      break;
  }
  return spec;
}

}  // namespace

Status Dequantize(const Model& model, std::optional<FoldedNetwork>* network) {
  Architecture architecture;
  architecture.input = InputShape(model.prep);
  for (size_t i = 0; i < model.layers.size(); ++i) {
    if (model.layers[i].input != static_cast<int>(i)) {
      return Status::Unsupported("layer " + std::to_string(i + 1) +
                                 " reads another layer than the one before it");
    }
    architecture.layers.push_back(SpecOf(model.layers[i]));
  }
  architecture.layers.back().relu = false;
  FoldedNetwork folded{FloatNetwork(std::move(architecture)), {}};
  folded.parameters.resize(folded.network.parameter_count());
  std::vector<double> steps = {kFreeStep};  // by tensor
  for (size_t i = 0; i < model.layers.size(); ++i) {
    const Layer& layer = model.layers[i];
    steps.push_back(layer.op == LayerOp::kMaxPool ? steps[i] : kFreeStep);
    if (layer.op == LayerOp::kGlobalAveragePool) {
      steps.back() = PooledStep(layer, steps[i]);
    }
    if (!HasWeights(layer)) continue;
    const LayerSlots& slots = folded.network.slots(static_cast<int>(i));
    const std::vector<double> units = UnitsOf(layer, model.calibration);
    const size_t channels = units.size();
    const size_t taps = slots.weight_count / channels;
    for (size_t c = 0; c < channels; ++c) {
      for (size_t t = 0; t < taps; ++t) {
        folded.parameters[slots.weights + t * channels + c] =
            static_cast<float>(layer.weights_i8[c * taps + t] * units[c] / steps[i]);
      }
      folded.parameters[slots.bias + c] =
          static_cast<float>(layer.bias_i32[c] * units[c]);
    }
  }
  network->emplace(std::move(folded));
  return Status::Ok();
}

}  // namespace digitpad
