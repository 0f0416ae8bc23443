#include "core/nn/network.h"

#include <algorithm>
#include <cassert>

namespace digitpad {
namespace {

// How a conv or dense layer looks to the kernels.
ConvShape AsConv(const Layer& layer) {
  const Shape& in = layer.in_shape;
  const Shape& out = layer.out_shape;
  if (layer.op == LayerOp::kDense) return {1, 1, in.size(), 1, 1, out.c, 1, 1, 1, 0, 0};
  return {in.h,         in.w,          in.c,           out.h,
          out.w,        out.c,         layer.kernel_h, layer.kernel_w,
          layer.stride, layer.pad_top, layer.pad_left};
}

PoolShape AsPool(const Layer& layer) {
  return {layer.in_shape.h,  layer.in_shape.w, layer.in_shape.c, layer.out_shape.h,
          layer.out_shape.w, layer.kernel_h,   layer.kernel_w,   layer.stride,
          layer.pad_top,     layer.pad_left};
}

}  // namespace

Network::Network(std::shared_ptr<const Model> model, const Kernels& kernels)
    : model_(std::move(model)), kernels_(&kernels) {
  const auto& layers = model_->layers;
  tensors_.emplace_back(static_cast<size_t>(InputShape(model_->prep).size()));
  size_t scratch = 0;
  for (size_t i = 0; i < layers.size(); ++i) {
    const Layer& layer = layers[i];
    ConvShape shape = {};
    AlignedBytes packed;
    if (HasWeights(layer)) {
      shape = AsConv(layer);
      packed.resize(kernels.packed_size(shape));
      kernels.pack(shape, layer.weights_i8.data(), packed.data());
      scratch = std::max(scratch, kernels.scratch_size(shape));
    }
    shapes_.push_back(shape);
    packed_.push_back(std::move(packed));
    const bool last = i + 1 == layers.size();
    tensors_.emplace_back(last ? 0 : static_cast<size_t>(layer.out_shape.size()));
  }
  scratch_.resize(scratch);
}

void Network::Run(std::span<const uint8_t> input, std::span<int32_t> logits) {
  assert(input.size() == tensors_[0].size());
  assert(logits.size() == model_->labels.size());
  std::transform(input.begin(), input.end(), tensors_[0].begin(),
                 [](uint8_t b) { return static_cast<uint8_t>(b >> 1); });

  const auto& layers = model_->layers;
  for (size_t i = 0; i < layers.size(); ++i) {
    const Layer& layer = layers[i];
    const uint8_t* from = tensors_[static_cast<size_t>(layer.input)].data();
    uint8_t* to = tensors_[i + 1].data();
    switch (layer.op) {
      case LayerOp::kConv:
      case LayerOp::kDense:
        if (i + 1 == layers.size()) {
          kernels_->conv_i32(shapes_[i], from, packed_[i].data(), layer.bias_i32.data(),
                             scratch_.data(), logits.data());
        } else {
          RunConv(i, from, to);
        }
        break;
      case LayerOp::kMaxPool:
        kernels_->max_pool(AsPool(layer), from, to);
        break;
      case LayerOp::kGlobalAveragePool:
        kernels_->global_average_pool(layer.in_shape.h * layer.in_shape.w,
                                      layer.in_shape.c, from, layer.mantissa_i32[0],
                                      layer.shift_u8[0], to);
        break;
    }
  }
}

void Network::RunConv(size_t index, const uint8_t* from, uint8_t* to) {
  const Layer& layer = model_->layers[index];
  Requantization r = {layer.bias_i32.data(), layer.mantissa_i32.data(),
                      layer.shift_u8.data(), nullptr, nullptr};
  if (layer.residual != kNoResidual) {
    r.residual_u7 = tensors_[static_cast<size_t>(layer.residual)].data();
    r.residual_scale_i32 = layer.residual_scale_i32.data();
  }
  kernels_->conv(shapes_[index], from, packed_[index].data(), r, scratch_.data(), to);
}

std::span<const uint8_t> Network::Activations(int layer) const {
  return tensors_[static_cast<size_t>(layer) + 1];
}

}  // namespace digitpad
