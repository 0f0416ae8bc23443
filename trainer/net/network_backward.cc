// The backward half of NetworkRun.
#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/fixed_point.h"
#include "trainer/net/matrix.h"
#include "trainer/net/network_run.h"

namespace digitpad {
void NetworkRun::Backward(std::span<const float> logits_gradient,
                          std::span<float> gradient) {
  std::fill(has_gradient_.begin(), has_gradient_.end(), false);
  std::ranges::copy(logits_gradient, gradients_.back().begin());
  for (int i = static_cast<int>(layers_.size()) - 1; i >= 0; --i) {
    switch (layers_[i].kind) {
      case LayerKind::kConv:
        BackwardConv(i, gradient);
        break;
      case LayerKind::kMaxPool:
        BackwardMaxPool(i);
        break;
      case LayerKind::kGlobalAveragePool:
        BackwardAverage(i);
        break;
      case LayerKind::kDense:
        BackwardDense(i, gradient);
        break;
      case LayerKind::kDropout:
        BackwardDropout(i);
        break;
    }
  }
}

bool NetworkRun::MarkGradient(int tensor) {
  const bool had = has_gradient_[tensor];
  has_gradient_[tensor] = true;
  return had;
}

// The gradient of layer `index`'s input, cleared where nothing was added to it yet; null
// for the network's input, whose gradient nobody needs.
float* NetworkRun::GradientToAdd(int index) {
  if (index == kNetworkInput) return nullptr;
  FloatBuffer& gradient = gradients_[index];
  if (!MarkGradient(index)) {
    std::fill_n(gradient.begin(), static_cast<size_t>(count_) * layers_[index].in.size(),
                0.0f);
  }
  return gradient.data();
}

// Nothing flows back through a clamp. The highest step counts as clamped: whether it was
// reached or cut cannot be told from the activation.
void NetworkRun::MaskOutputGradient(int index, int first, int count) {
  const size_t size = layers_[index].out.size();
  const float step = StepOf(index + 1);
  const float limit =
      step > 0 ? (kMaxActivation - 0.5f) * step : std::numeric_limits<float>::infinity();
  MaskClamped(tensors_[index + 1].data() + first * size, limit, count * size,
              gradients_[index + 1].data() + first * size);
}

// All that reads the output's gradient before the norm does, image by image, while it is
// in the cache: the clamp, the way to the residual, the sums.
void NetworkRun::SumOutputGradient(int index) {
  const LayerSpec& layer = layers_[index];
  LayerState& state = states_[index];
  const bool to_residual =
      layer.residual != kNoResidual && layer.residual != kNetworkInput;
  const bool add = to_residual && MarkGradient(layer.residual);
  state.sums.Clear();
  if (layer.batch_norm) {
    state.row_a.Set(
        std::span(batch_statistics_).subspan(network_.slots(index).mean, layer.out.c));
  }
  for (int n = 0; n < count_; ++n) {
    MaskOutputGradient(index, n, 1);
    const size_t at = static_cast<size_t>(n) * layer.out.size();
    const float* gradient = gradients_[index + 1].data() + at;
    if (to_residual) {
      AddScaled(gradient, state.residual_gain, layer.out.h, add,
                gradients_[layer.residual].data() + at);
    }
    if (layer.batch_norm) {
      state.sums.AddProducts(gradient, state.before_norm.data() + at, state.row_a.data(),
                             layer.out.h);
    } else {
      state.sums.AddSquares(gradient, layer.out.h);
    }
  }
}

void NetworkRun::BackwardConv(int index, std::span<float> gradient) {
  const LayerSpec& layer = layers_[index];
  const LayerSlots& slots = network_.slots(index);
  LayerState& state = states_[index];
  const float* out_gradient = gradients_[index + 1].data();
  SumOutputGradient(index);
  if (layer.batch_norm) {
    BackwardBatchNorm(index, gradient);
  } else {
    std::vector<double> sums;
    std::vector<double> squares;
    state.sums.Fold(&sums, &squares);
    for (int c = 0; c < layer.out.c; ++c) {
      gradient[slots.bias + c] += static_cast<float>(sums[c]);
    }
  }
  const bool to_input = index != kNetworkInput;
  const bool add = to_input && MarkGradient(index);
  state.convolution->BackwardWeights(tensors_[index].data(), out_gradient, count_,
                                     gradient.data() + slots.weights);
  if (!to_input) return;
  for (int n = 0; n < count_; ++n) {
    state.convolution->BackwardInput(
        out_gradient + static_cast<size_t>(n) * layer.out.size(), add,
        gradients_[index].data() + static_cast<size_t>(n) * layer.in.size());
  }
}

// Ioffe, Szegedy 2015. With d the gradient of the output, z the values before the norm, m
// their mean, r = 1 / sqrt(variance + epsilon) and N values a channel:
//   dz = gamma r (d - sum(d) / N - (z - m) r^2 sum(d (z - m)) / N).
// REQUIRES: SumOutputGradient has run.
void NetworkRun::BackwardBatchNorm(int index, std::span<float> gradient) {
  const LayerSpec& layer = layers_[index];
  const LayerSlots& slots = network_.slots(index);
  LayerState& state = states_[index];
  const int channels = layer.out.c;
  const size_t rows = static_cast<size_t>(count_) * layer.out.h;
  float* out_gradient = gradients_[index + 1].data();

  std::vector<double> sums;
  std::vector<double> products;
  state.sums.Fold(&sums, &products);

  const double values = static_cast<double>(rows) * layer.out.w;
  std::vector<float> of_gradient(channels);
  std::vector<float> of_value(channels);
  std::vector<float> constant(channels);
  for (int c = 0; c < channels; ++c) {
    const double r =
        1 / std::sqrt(batch_statistics_[slots.variance + c] + double{kBatchNormEpsilon});
    gradient[slots.bias + c] += static_cast<float>(sums[c]);
    gradient[slots.gamma + c] += static_cast<float>(products[c] * r);
    const double factor = parameters_[slots.gamma + c] * r;
    const double slope = -factor * r * r * products[c] / values;
    of_gradient[c] = static_cast<float>(factor);
    of_value[c] = static_cast<float>(slope);
    constant[c] = static_cast<float>(-factor * sums[c] / values -
                                     slope * batch_statistics_[slots.mean + c]);
  }
  state.row_a.Set(of_gradient);
  state.row_b.Set(of_value);
  state.row_c.Set(constant);
  BatchNormGradient(state.before_norm.data(), state.row_a, state.row_b, state.row_c, rows,
                    out_gradient);
}

void NetworkRun::BackwardMaxPool(int index) {
  const LayerSpec& layer = layers_[index];
  float* in_gradient = GradientToAdd(index);
  if (in_gradient == nullptr) return;
  const float* out_gradient = gradients_[index + 1].data();
  const int* winners = states_[index].winners.data();
  for (int n = 0; n < count_; ++n) {
    for (int i = 0; i < layer.out.size(); ++i) in_gradient[winners[i]] += out_gradient[i];
    in_gradient += layer.in.size();
    out_gradient += layer.out.size();
    winners += layer.out.size();
  }
}

void NetworkRun::BackwardAverage(int index) {
  const Shape in = layers_[index].in;
  float* in_gradient = GradientToAdd(index);
  if (in_gradient == nullptr) return;
  const int plane = in.h * in.w;
  const float* out_gradient = gradients_[index + 1].data();
  for (int n = 0; n < count_; ++n, out_gradient += in.c) {
    for (int pixel = 0; pixel < plane; ++pixel, in_gradient += in.c) {
      for (int c = 0; c < in.c; ++c) {
        in_gradient[c] += out_gradient[c] / static_cast<float>(plane);
      }
    }
  }
}

void NetworkRun::BackwardDense(int index, std::span<float> gradient) {
  const LayerSpec& layer = layers_[index];
  const LayerSlots& slots = network_.slots(index);
  const int inputs = layer.in.size();
  const int outputs = layer.out.c;
  if (layer.relu) MaskOutputGradient(index, 0, count_);
  const float* out_gradient = gradients_[index + 1].data();
  for (int n = 0; n < count_; ++n) {
    for (int c = 0; c < outputs; ++c) {
      gradient[slots.bias + c] += out_gradient[n * outputs + c];
    }
  }
  const auto out_matrix = ConstMatrixAt(out_gradient, count_, outputs);
  MatrixAt(gradient.data() + slots.weights, inputs, outputs).noalias() +=
      ConstMatrixAt(tensors_[index].data(), count_, inputs).transpose() * out_matrix;
  float* in_gradient = GradientToAdd(index);
  if (in_gradient == nullptr) return;
  const float* weights = states_[index].dense_weights.data();
  MatrixAt(in_gradient, count_, inputs).noalias() +=
      out_matrix * ConstMatrixAt(weights, inputs, outputs).transpose();
}

void NetworkRun::BackwardDropout(int index) {
  float* in_gradient = GradientToAdd(index);
  if (in_gradient == nullptr) return;
  const float* out_gradient = gradients_[index + 1].data();
  const std::vector<float>& kept = states_[index].kept;
  const size_t values = static_cast<size_t>(count_) * layers_[index].out.size();
  for (size_t i = 0; i < values; ++i) in_gradient[i] += out_gradient[i] * kept[i];
}

}  // namespace digitpad
