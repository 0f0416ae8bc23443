#include "core/nn/network.h"

#include <algorithm>
#include <cassert>
#include <cstring>

namespace digitpad {
namespace {

template <typename T>
const T* DataOrNull(const std::vector<T>& values) {
  return values.empty() ? nullptr : values.data();
}

}  // namespace

uint8_t* Network::Plane::At(int y, int x) {
  const size_t element = static_cast<size_t>(top + y) * static_cast<size_t>(row()) +
                         static_cast<size_t>((left + x) * shape.c);
  return bytes.data() + element * element_size;
}

Network::Network(std::shared_ptr<const Model> model, const Kernels& kernels)
    : model_(std::move(model)), kernels_(&kernels) {
  PlanPlanes();
  for (const Layer& layer : model_->layers) {
    AlignedBytes& packed = packed_.emplace_back();
    if (!HasWeights(layer)) continue;
    const ConvShape shape = ConvShapeOf(layer);
    packed.resize(kernels.packed_size(shape));
    kernels.pack(
        shape,
        {layer.weights_i8.data(), layer.bias_i32.data(), DataOrNull(layer.mantissa_i32),
         DataOrNull(layer.shift_u8), DataOrNull(layer.residual_scale_i32)},
        packed.data());
  }
}

void Network::PlanPlanes() {
  const auto& layers = model_->layers;
  planes_.resize(layers.size() + 1);
  planes_[0].shape = InputShape(model_->prep);
  for (size_t i = 0; i < layers.size(); ++i) {
    const Layer& layer = layers[i];
    planes_[i + 1].shape = layer.out_shape;
    Plane& input = planes_[static_cast<size_t>(layer.input)];
    input.top = std::max(input.top, layer.pad_top);
    input.left = std::max(input.left, layer.pad_left);
    input.bottom = std::max(input.bottom, layer.pad_bottom);
    input.right = std::max(input.right, layer.pad_right);
  }
  for (Plane& plane : planes_) {
    plane.element_size = kernels_->element_size;
    if (&plane == &planes_.back()) continue;  // the logits have no plane
    const int rows = plane.top + plane.shape.h + plane.bottom;
    plane.bytes.resize(plane.element_size *
                       static_cast<size_t>(rows * plane.row() + kReadAhead));
  }
}

ConvShape Network::ConvShapeOf(const Layer& layer) const {
  const Plane& input = planes_[static_cast<size_t>(layer.input)];
  const Plane& output = planes_[static_cast<size_t>(&layer - model_->layers.data()) + 1];
  const Shape window = WindowOf(layer);
  const int residual_row = layer.residual == kNoResidual
                               ? 0
                               : planes_[static_cast<size_t>(layer.residual)].row();
  return {input.shape.c, input.row(), output.shape.h, output.shape.w, output.shape.c,
          output.row(),  window.h,    window.w,       layer.stride,   residual_row};
}

PoolShape Network::PoolShapeOf(const Layer& layer) const {
  const Plane& input = planes_[static_cast<size_t>(layer.input)];
  const Plane& output = planes_[static_cast<size_t>(&layer - model_->layers.data()) + 1];
  return {input.shape.c, input.row(),    output.shape.h, output.shape.w,
          output.row(),  layer.kernel_h, layer.kernel_w, layer.stride};
}

void Network::Run(std::span<const uint8_t> input, std::span<int32_t> logits) {
  assert(logits.size() == model_->labels.size());
  Enter(input);
  for (size_t i = 0; i < model_->layers.size(); ++i) RunLayer(i, logits);
}

void Network::Enter(std::span<const uint8_t> input) {
  Plane& plane = planes_[0];
  assert(input.size() == static_cast<size_t>(plane.shape.size()));
  const size_t row =
      static_cast<size_t>(plane.shape.w) * static_cast<size_t>(plane.shape.c);
  for (int y = 0; y < plane.shape.h; ++y) {
    kernels_->enter(row, input.data() + static_cast<size_t>(y) * row, plane.At(y, 0));
  }
}

void Network::RunLayer(size_t index, std::span<int32_t> logits) {
  const Layer& layer = model_->layers[index];
  const Plane& input = planes_[static_cast<size_t>(layer.input)];
  const uint8_t* from = input.At(-layer.pad_top, -layer.pad_left);
  Plane& output = planes_[index + 1];
  switch (layer.op) {
    case LayerOp::kConv:
    case LayerOp::kDense: {
      const ConvShape shape = ConvShapeOf(layer);
      const uint8_t* packed = packed_[index].data();
      if (&output == &planes_.back()) {
        kernels_->logits(shape, from, packed, logits.data());
        break;
      }
      const uint8_t* residual =
          layer.residual == kNoResidual
              ? nullptr
              : planes_[static_cast<size_t>(layer.residual)].At(0, 0);
      kernels_->conv(shape, from, residual, packed, output.At(0, 0));
      break;
    }
    case LayerOp::kMaxPool:
      kernels_->max_pool(PoolShapeOf(layer), from, output.At(0, 0));
      break;
    case LayerOp::kGlobalAveragePool:
      kernels_->global_average_pool(input.shape.h, input.shape.w, input.shape.c,
                                    input.row(), from, layer.mantissa_i32[0],
                                    layer.shift_u8[0], output.At(0, 0));
      break;
  }
}

std::vector<uint8_t> Network::Activations(int layer) const {
  const Plane& plane = planes_[static_cast<size_t>(layer) + 1];
  std::vector<uint8_t> values;
  if (plane.bytes.empty()) return values;
  values.reserve(static_cast<size_t>(plane.shape.size()));
  for (int y = 0; y < plane.shape.h; ++y) {
    const uint8_t* row = plane.At(y, 0);
    for (int i = 0; i < plane.shape.w * plane.shape.c; ++i) {
      values.push_back(
          row[static_cast<size_t>(i) * plane.element_size]);  // little-endian
    }
  }
  return values;
}

}  // namespace digitpad
