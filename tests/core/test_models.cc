#include "tests/core/test_models.h"

#include <string>

namespace digitpad::testing {

Layer Conv(int input, int kernel, int stride, int pad, int channels) {
  Layer layer;
  layer.op = LayerOp::kConv;
  layer.input = input;
  layer.kernel_h = layer.kernel_w = kernel;
  layer.stride = stride;
  layer.pad_top = layer.pad_left = layer.pad_bottom = layer.pad_right = pad;
  layer.out_channels = channels;
  return layer;
}

Layer MaxPool(int input, int kernel, int stride) {
  Layer layer = Conv(input, kernel, stride, 0, 0);
  layer.op = LayerOp::kMaxPool;
  return layer;
}

Layer GlobalAveragePool(int input) {
  Layer layer;
  layer.op = LayerOp::kGlobalAveragePool;
  layer.input = input;
  return layer;
}

Layer Dense(int input, int channels) {
  Layer layer;
  layer.op = LayerOp::kDense;
  layer.input = input;
  layer.out_channels = channels;
  return layer;
}

void FillTensors(Layer* layer, bool is_last, Random* random) {
  const TensorSizes sizes = TensorSizesOf(*layer, is_last);
  layer->weights_i8.resize(sizes.weights);
  for (int8_t& w : layer->weights_i8) w = static_cast<int8_t>(random->Between(-127, 127));
  layer->bias_i32.resize(sizes.bias);
  for (int32_t& b : layer->bias_i32) b = random->Between(-20000, 60000);
  layer->mantissa_i32.resize(sizes.scales);
  for (int32_t& m : layer->mantissa_i32) {
    m = static_cast<int32_t>(0x40000000u | (random->Next() & 0x3FFFFFFFu));
  }
  // Sums of a window are of the order 2^16, those of a 7x7 plane 2^11: bring both below
  // 2^7.
  const bool pool = layer->op == LayerOp::kGlobalAveragePool;
  layer->shift_u8.assign(sizes.scales, pool ? 36 : 40);
  layer->residual_scale_i32.resize(sizes.residual_scales);
  for (int32_t& r : layer->residual_scale_i32) r = random->Between(50, 400);
}

namespace {

Model Finish(std::vector<Layer> layers, int channels, uint32_t seed) {
  Model model;
  for (int i = 0; i < 10; ++i) model.labels.push_back(std::to_string(i));
  model.prep.channels = channels;
  model.calibration.shift = 24;
  model.card = R"({"name":"test"})";
  model.layers = std::move(layers);
  if (!InferShapes(&model).ok()) return Model();
  Random random(seed);
  for (size_t i = 0; i < model.layers.size(); ++i) {
    FillTensors(&model.layers[i], i + 1 == model.layers.size(), &random);
  }
  return model;
}

}  // namespace

Model MakeModel(int channels, uint32_t seed) {
  std::vector<Layer> layers = {Conv(0, 3, 2, 1, 8), Conv(1, 3, 1, 1, 8),
                               MaxPool(2, 2, 2),    GlobalAveragePool(3),
                               Dense(4, 12),        Dense(5, 10)};
  layers[1].residual = 1;
  return Finish(std::move(layers), channels, seed);
}

Model MakeReferenceModel(char name) {
  switch (name) {
    case 'A':
      return Finish({Conv(0, 3, 1, 0, 32), Conv(1, 3, 1, 0, 64), MaxPool(2, 2, 2),
                     Dense(3, 128), Dense(4, 10)},
                    1, 1);
    case 'B':
      return Finish({Conv(0, 5, 1, 2, 32), MaxPool(1, 2, 2), Conv(2, 5, 1, 2, 64),
                     MaxPool(3, 2, 2), Dense(4, 128), Dense(5, 10)},
                    1, 1);
    default:
      return Finish({Conv(0, 3, 1, 1, 16), Conv(1, 3, 2, 1, 32), Conv(2, 3, 1, 1, 32),
                     Conv(3, 3, 2, 1, 64), Conv(4, 3, 1, 1, 64), GlobalAveragePool(5),
                     Dense(6, 10)},
                    1, 1);
  }
}

}  // namespace digitpad::testing
