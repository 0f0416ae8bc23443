#include "trainer/net/network_run.h"

#include <algorithm>
#include <cmath>

#include "trainer/net/matrix.h"

namespace digitpad {
NetworkRun::LayerState::LayerState(const LayerSpec& layer, int capacity,
                                   Precision precision)
    : row_a(layer.out.w, layer.out.c),
      row_b(layer.out.w, layer.out.c),
      row_c(layer.out.w, layer.out.c),
      residual_gain(layer.out.w, layer.out.c),
      sums(layer.out.w, layer.out.c) {
  const size_t values = static_cast<size_t>(capacity) * layer.out.size();
  if (layer.kind == LayerKind::kConv) convolution = MakeConvolution(layer, precision);
  if (layer.batch_norm) before_norm.resize(values);
  if (layer.kind == LayerKind::kMaxPool) winners.resize(values);
  if (layer.kind == LayerKind::kDropout) kept.resize(values);
}

NetworkRun::NetworkRun(const FloatNetwork& network, int capacity, Precision precision)
    : network_(network), layers_(network.architecture().layers) {
  const auto values = [&](Shape shape) {
    return static_cast<size_t>(capacity) * shape.size();
  };
  tensors_.emplace_back(values(network.architecture().input));
  gradients_.emplace_back();
  for (const LayerSpec& layer : layers_) {
    tensors_.emplace_back(values(layer.out));
    gradients_.emplace_back(values(layer.out));
    states_.emplace_back(layer, capacity, precision);
  }
  has_gradient_.resize(tensors_.size());
  batch_statistics_.resize(network.statistic_count());
}

void NetworkRun::Use(std::span<const float> parameters, std::span<const float> statistics,
                     const FakeQuantization* quantization, bool with_backward) {
  parameters_ = parameters;
  statistics_ = statistics;
  quantization_ = quantization;
  for (size_t i = 0; i < layers_.size(); ++i) {
    LayerState& state = states_[i];
    const float* weights = parameters.data() + network_.slots(i).weights;
    if (layers_[i].kind == LayerKind::kDense) {
      state.dense_weights.assign(weights, weights + network_.slots(i).weight_count);
    }
    if (!state.convolution) continue;
    state.convolution->SetWeights(weights, with_backward && i > 0);
    if (layers_[i].residual == kNoResidual) continue;
    state.residual_gain.Set(quantization != nullptr
                                ? quantization->residual_gains[i]
                                : std::vector<float>(layers_[i].out.c, 1.0f));
  }
}

std::span<const float> NetworkRun::Forward(int count) {
  return RunLayers(count, /*training=*/false, nullptr);
}

std::span<const float> NetworkRun::ForwardTraining(int count, Random* random) {
  count_ = count;
  return RunLayers(count, /*training=*/true, random);
}

std::span<const float> NetworkRun::RunLayers(int count, bool training, Random* random) {
  for (size_t i = 0; i < layers_.size(); ++i) {
    switch (layers_[i].kind) {
      case LayerKind::kConv:
        ForwardConv(i, count, training);
        break;
      case LayerKind::kMaxPool:
        ForwardMaxPool(i, count);
        break;
      case LayerKind::kGlobalAveragePool:
        ForwardAverage(i, count);
        break;
      case LayerKind::kDense:
        ForwardDense(i, count);
        break;
      case LayerKind::kDropout:
        ForwardDropout(i, count, training ? random : nullptr);
        break;
    }
    const float step = StepOf(i + 1);
    if (step > 0)
      RoundToSteps(step, layers_[i].out.size() * count, tensors_[i + 1].data());
  }
  return std::span(tensors_.back())
      .first(static_cast<size_t>(count) * network_.classes());
}

void NetworkRun::ForwardConv(int index, int count, bool training) {
  const LayerSpec& layer = layers_[index];
  LayerState& state = states_[index];
  const bool norm_batch = training && layer.batch_norm;
  const float* in = tensors_[index].data();
  float* out = tensors_[index + 1].data();
  float* linear = norm_batch ? state.before_norm.data() : out;
  state.sums.Clear();
  for (int n = 0; n < count; ++n) {
    float* image = linear + static_cast<size_t>(n) * layer.out.size();
    state.convolution->Forward(in + static_cast<size_t>(n) * layer.in.size(), image);
    if (norm_batch) state.sums.AddSquares(image, layer.out.h);
  }
  if (norm_batch) TakeBatchStatistics(index, count);
  SetOutputFactors(index,
                   norm_batch ? std::span<const float>(batch_statistics_) : statistics_);
  const float* residual =
      layer.residual == kNoResidual ? nullptr : tensors_[layer.residual].data();
  AffineRelu(linear, state.row_a, state.row_b, residual, state.residual_gain,
             static_cast<size_t>(count) * layer.out.h, out);
}

void NetworkRun::TakeBatchStatistics(int index, int count) {
  const LayerSpec& layer = layers_[index];
  const LayerSlots& slots = network_.slots(index);
  std::vector<double> sums;
  std::vector<double> squares;
  states_[index].sums.Fold(&sums, &squares);
  const double values = static_cast<double>(count) * layer.out.h * layer.out.w;
  for (int c = 0; c < layer.out.c; ++c) {
    const double mean = sums[c] / values;
    const double variance = std::max(0.0, squares[c] / values - mean * mean);
    batch_statistics_[slots.mean + c] = static_cast<float>(mean);
    batch_statistics_[slots.variance + c] = static_cast<float>(variance);
  }
}

// The factors of AffineRelu: batch norm with the given statistics, or the bias alone.
void NetworkRun::SetOutputFactors(int index, std::span<const float> statistics) {
  const LayerSpec& layer = layers_[index];
  const LayerSlots& slots = network_.slots(index);
  std::vector<float> scale(layer.out.c, 1.0f);
  std::vector<float> offset(layer.out.c);
  for (int c = 0; c < layer.out.c; ++c) {
    offset[c] = parameters_[slots.bias + c];
    if (!layer.batch_norm) continue;
    scale[c] = parameters_[slots.gamma + c] /
               std::sqrt(statistics[slots.variance + c] + kBatchNormEpsilon);
    offset[c] -= statistics[slots.mean + c] * scale[c];
  }
  states_[index].row_a.Set(scale);
  states_[index].row_b.Set(offset);
}

void NetworkRun::ForwardMaxPool(int index, int count) {
  const LayerSpec& layer = layers_[index];
  const int channels = layer.out.c;
  for (int n = 0; n < count; ++n) {
    const float* in = tensors_[index].data() + static_cast<size_t>(n) * layer.in.size();
    float* out = tensors_[index + 1].data() + static_cast<size_t>(n) * layer.out.size();
    int* winners =
        states_[index].winners.data() + static_cast<size_t>(n) * layer.out.size();
    for (int y = 0; y < layer.out.h; ++y) {
      const int top = y * layer.stride - layer.pad_top;
      const int y_begin = std::max(0, top);
      const int y_end = std::min(layer.in.h, top + layer.kernel_h);
      for (int x = 0; x < layer.out.w; ++x, out += channels, winners += channels) {
        const int left = x * layer.stride - layer.pad_left;
        const int x_begin = std::max(0, left);
        const int x_end = std::min(layer.in.w, left + layer.kernel_w);
        const int first = (y_begin * layer.in.w + x_begin) * channels;
        for (int c = 0; c < channels; ++c) {
          out[c] = in[first + c];
          winners[c] = first + c;
        }
        for (int in_y = y_begin; in_y < y_end; ++in_y) {
          for (int in_x = x_begin; in_x < x_end; ++in_x) {
            const int at = (in_y * layer.in.w + in_x) * channels;
            for (int c = 0; c < channels; ++c) {
              const bool better = in[at + c] > out[c];
              out[c] = better ? in[at + c] : out[c];
              winners[c] = better ? at + c : winners[c];
            }
          }
        }
      }
    }
  }
}

void NetworkRun::ForwardAverage(int index, int count) {
  const Shape in = layers_[index].in;
  const int plane = in.h * in.w;
  const float* from = tensors_[index].data();
  float* out = tensors_[index + 1].data();
  for (int n = 0; n < count; ++n, out += in.c) {
    std::fill_n(out, in.c, 0.0f);
    for (int pixel = 0; pixel < plane; ++pixel, from += in.c) {
      for (int c = 0; c < in.c; ++c) out[c] += from[c];
    }
    for (int c = 0; c < in.c; ++c) out[c] /= static_cast<float>(plane);
  }
}

void NetworkRun::ForwardDense(int index, int count) {
  const LayerSpec& layer = layers_[index];
  const int inputs = layer.in.size();
  const int outputs = layer.out.c;
  const float* bias = parameters_.data() + network_.slots(index).bias;
  float* out = tensors_[index + 1].data();
  MatrixAt(out, count, outputs).noalias() =
      ConstMatrixAt(tensors_[index].data(), count, inputs) *
      ConstMatrixAt(states_[index].dense_weights.data(), inputs, outputs);
  for (int n = 0; n < count; ++n, out += outputs) {
    for (int c = 0; c < outputs; ++c) {
      out[c] += bias[c];
      if (layer.relu) out[c] = std::max(0.0f, out[c]);
    }
  }
}

void NetworkRun::ForwardDropout(int index, int count, Random* random) {
  const LayerSpec& layer = layers_[index];
  const size_t values = static_cast<size_t>(count) * layer.out.size();
  const float* in = tensors_[index].data();
  float* out = tensors_[index + 1].data();
  if (random == nullptr) {
    std::copy_n(in, values, out);
    return;
  }
  std::vector<float>& kept = states_[index].kept;
  for (size_t i = 0; i < values; ++i) {
    kept[i] = random->Uniform() < layer.drop_rate ? 0.0f : 1 / (1 - layer.drop_rate);
    out[i] = in[i] * kept[i];
  }
}

float NetworkRun::StepOf(int tensor) const {
  return quantization_ == nullptr ? 0.0f : quantization_->activation_steps[tensor];
}

}  // namespace digitpad
