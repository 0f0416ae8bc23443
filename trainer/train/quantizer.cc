#include "trainer/train/quantizer.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/fixed_point.h"

namespace digitpad {
namespace {

constexpr int kMaxWeight = 127;

// With these bounds on a bias and on a residual's multiplier times 127, and 127 * 127 a
// weight, an accumulator stays in int32 up to some 60,000 weights an output;
// ValidateModel checks.
constexpr float kMaxBias = 1 << 29;
constexpr float kMaxResidualScale = 1 << 22;
// Of a tensor or weight that is always 0: any step will do that keeps the factors in
// range.
constexpr float kLeastStep = 1e-7f;

// Fine enough that 127 steps of any clip tried have several bins each.
constexpr int kBins = 4096;
constexpr size_t kBatch = 32;   // samples of one run of the float network
constexpr int kFirstClip = 20;  // clips tried, in hundredths of the largest value
constexpr int kLastClip = 100;

bool HasWeights(const LayerSpec& layer) {
  return layer.kind == LayerKind::kConv || layer.kind == LayerKind::kDense;
}

double SquaredError(std::span<const double> histogram, float largest, float clip) {
  const double step = double{clip} / kMaxActivation;
  double error = 0;
  for (size_t bin = 0; bin < histogram.size(); ++bin) {
    const double value = (static_cast<double>(bin) + 0.5) * largest / kBins;
    const double steps = std::min(std::floor(value / step + 0.5), double{kMaxActivation});
    const double difference = value - steps * step;
    error += histogram[bin] * difference * difference;
  }
  return error;
}

LayerOp OpOf(LayerKind kind) {
  switch (kind) {
    case LayerKind::kConv:
      return LayerOp::kConv;
    case LayerKind::kMaxPool:
      return LayerOp::kMaxPool;
    case LayerKind::kGlobalAveragePool:
      return LayerOp::kGlobalAveragePool;
    case LayerKind::kDense:
    case LayerKind::kDropout:  // folded networks have none
      break;
  }
  return LayerOp::kDense;
}

void AppendScale(double factor, Layer* layer) {
  int32_t mantissa;
  int shift;
  ToFixedPoint(factor, &mantissa, &shift);
  layer->mantissa_i32.push_back(mantissa);
  layer->shift_u8.push_back(static_cast<uint8_t>(shift));
}

}  // namespace

void ToFixedPoint(double factor, int32_t* mantissa, int* shift) {
  int exponent;
  const double fraction = std::frexp(factor, &exponent);  // in [0.5, 1)
  int64_t rounded = std::llround(std::ldexp(fraction, 31));
  if (rounded == int64_t{1} << 31) {
    rounded /= 2;
    ++exponent;
  }
  *mantissa = static_cast<int32_t>(rounded);
  *shift = std::clamp(31 - exponent, kMinShift, kMaxShift);
}

Quantizer::Quantizer(const FloatNetwork& network, std::vector<float> steps)
    : network_(network), steps_(std::move(steps)) {}

// One step a channel, so that the largest weight is 127; one for all channels of the last
// layer, whose outputs are compared with each other.
std::vector<float> Quantizer::WeightSteps(int index,
                                          std::span<const float> parameters) const {
  const LayerSpec& layer = network_.architecture().layers[index];
  const LayerSlots& slots = network_.slots(index);
  const int channels = layer.out.c;
  std::vector<float> steps(channels, kLeastStep);
  for (size_t w = 0; w < slots.weight_count; ++w) {
    float& step = steps[w % channels];
    step = std::max(step, std::abs(parameters[slots.weights + w]) / kMaxWeight);
  }
  for (int c = 0; c < channels; ++c) {
    const float bias = std::abs(parameters[slots.bias + c]);
    steps[c] = std::max(steps[c], bias / (kMaxBias * steps_[index]));
    if (layer.residual == kNoResidual) continue;
    steps[c] =
        std::max(steps[c], steps_[layer.residual] / (kMaxResidualScale * steps_[index]));
  }
  if (!layer.relu) std::ranges::fill(steps, *std::ranges::max_element(steps));
  return steps;
}

void Quantizer::Round(std::span<const float> parameters, std::vector<float>* rounded,
                      FakeQuantization* quantization) const {
  const std::vector<LayerSpec>& layers = network_.architecture().layers;
  rounded->assign(parameters.begin(), parameters.end());
  quantization->activation_steps.assign(layers.size() + 1, 0);
  quantization->residual_gains.assign(layers.size(), {});
  for (size_t i = 0; i < layers.size(); ++i) {
    const LayerSpec& layer = layers[i];
    const LayerSlots& slots = network_.slots(i);
    const bool is_last = i + 1 == layers.size();
    // Max pooling only passes on what was rounded before.
    if (!is_last && layer.kind != LayerKind::kMaxPool) {
      quantization->activation_steps[i + 1] = steps_[i + 1];
    }
    if (!HasWeights(layer)) continue;
    const std::vector<float> weight_steps = WeightSteps(i, parameters);
    for (size_t w = 0; w < slots.weight_count; ++w) {
      const float step = weight_steps[w % layer.out.c];
      float& weight = (*rounded)[slots.weights + w];
      weight = std::round(weight / step) * step;
    }
    for (int c = 0; c < layer.out.c; ++c) {
      const float unit = steps_[i] * weight_steps[c];
      float& bias = (*rounded)[slots.bias + c];
      bias = std::round(bias / unit) * unit;
      if (layer.residual == kNoResidual) continue;
      const float step = steps_[layer.residual];
      quantization->residual_gains[i].push_back(std::round(step / unit) * unit / step);
    }
  }
}

double Quantizer::LogitUnit(std::span<const float> parameters) const {
  const int last = static_cast<int>(network_.architecture().layers.size()) - 1;
  return double{steps_[last]} * WeightSteps(last, parameters).front();
}

void Quantizer::ExportWeights(int index, std::span<const float> parameters,
                              Layer* out) const {
  const LayerSpec& layer = network_.architecture().layers[index];
  const LayerSlots& slots = network_.slots(index);
  const int channels = layer.out.c;
  const std::vector<float> weight_steps = WeightSteps(index, parameters);
  const size_t taps = slots.weight_count / channels;
  out->weights_i8.resize(slots.weight_count);
  for (int c = 0; c < channels; ++c) {
    const float unit = steps_[index] * weight_steps[c];
    for (size_t t = 0; t < taps; ++t) {
      const float weight = parameters[slots.weights + t * channels + c];
      out->weights_i8[c * taps + t] =
          static_cast<int8_t>(std::round(weight / weight_steps[c]));
    }
    out->bias_i32.push_back(
        static_cast<int32_t>(std::round(parameters[slots.bias + c] / unit)));
    if (layer.residual != kNoResidual) {
      out->residual_scale_i32.push_back(
          static_cast<int32_t>(std::round(steps_[layer.residual] / unit)));
    }
    if (layer.relu) AppendScale(double{unit} / steps_[index + 1], out);
  }
}

std::vector<Layer> Quantizer::Export(std::span<const float> parameters) const {
  const std::vector<LayerSpec>& specs = network_.architecture().layers;
  std::vector<Layer> layers = LayersWithoutTensors(network_.architecture());
  for (size_t i = 0; i < specs.size(); ++i) {
    const LayerSpec& spec = specs[i];
    if (HasWeights(spec)) ExportWeights(i, parameters, &layers[i]);
    if (spec.kind == LayerKind::kGlobalAveragePool) {
      AppendScale(double{steps_[i]} / steps_[i + 1] / (spec.in.h * spec.in.w),
                  &layers[i]);
    }
  }
  return layers;
}

std::vector<Layer> LayersWithoutTensors(const Architecture& folded) {
  std::vector<Layer> layers;
  for (const LayerSpec& spec : folded.layers) {
    Layer layer;
    layer.op = OpOf(spec.kind);
    layer.input = static_cast<int>(layers.size());
    layer.residual = spec.residual;
    layer.kernel_h = spec.kernel_h;
    layer.kernel_w = spec.kernel_w;
    layer.stride = spec.stride;
    layer.pad_top = spec.pad_top;
    layer.pad_left = spec.pad_left;
    layer.pad_bottom = spec.pad_bottom;
    layer.pad_right = spec.pad_right;
    if (HasWeights(spec)) layer.out_channels = spec.out.c;
    layers.push_back(std::move(layer));
  }
  return layers;
}

StepChooser::StepChooser(const FloatNetwork& network)
    : network_(network),
      largest_(network.architecture().layers.size() + 1),
      histograms_(largest_.size(), std::vector<double>(kBins)) {}

void StepChooser::AddRange(const NetworkRun& run, int count) {
  for (size_t t = 1; t < largest_.size(); ++t) {
    const size_t values = count * network_.architecture().layers[t - 1].out.size();
    const float largest = *std::ranges::max_element(run.tensor(t).first(values));
    largest_[t] = std::max(largest_[t], largest);
  }
}

void StepChooser::AddHistogram(const NetworkRun& run, int count) {
  for (size_t t = 1; t < largest_.size(); ++t) {
    if (largest_[t] <= 0 || !std::isfinite(largest_[t])) continue;
    const size_t values = count * network_.architecture().layers[t - 1].out.size();
    const float bins_per_one = kBins / largest_[t];
    for (const float value : run.tensor(t).first(values)) {
      // Zero is exact with any step; logits may be negative and are not rounded. NaN is
      // no more than 0 either.
      if (!(value > 0)) continue;
      histograms_[t][std::min(static_cast<int>(value * bins_per_one), kBins - 1)] += 1;
    }
  }
}

std::vector<float> StepChooser::Choose() const {
  std::vector<float> steps(largest_.size(), kLeastStep);
  steps[kNetworkInput] = kInputStep;
  for (size_t t = 1; t < steps.size(); ++t) {
    if (network_.architecture().layers[t - 1].kind == LayerKind::kMaxPool) {
      steps[t] = steps[t - 1];
      continue;
    }
    double least = INFINITY;
    for (int hundredths = kFirstClip; hundredths <= kLastClip; ++hundredths) {
      const float clip = largest_[t] * static_cast<float>(hundredths) / 100;
      if (clip <= 0) break;
      const double error = SquaredError(histograms_[t], largest_[t], clip);
      if (error >= least) continue;
      least = error;
      steps[t] = std::max(kLeastStep, clip / kMaxActivation);
    }
  }
  return steps;
}

std::vector<float> ChooseSteps(
    const FoldedNetwork& folded, size_t samples,
    const std::function<void(size_t, std::span<float>)>& draw) {
  NetworkRun run(folded.network, kBatch, Precision::kFloat);
  run.Use(folded.parameters, {}, nullptr, /*with_backward=*/false);
  StepChooser chooser(folded.network);
  const size_t input_size = folded.network.architecture().input.size();
  samples = std::min(kStepSamples, samples);
  const auto pass = [&](auto add) {
    for (size_t first = 0; first < samples; first += kBatch) {
      const size_t count = std::min(kBatch, samples - first);
      for (size_t i = 0; i < count; ++i) {
        draw(first + i, run.input().subspan(i * input_size, input_size));
      }
      run.Forward(static_cast<int>(count));
      add(static_cast<int>(count));
    }
  };
  pass([&](int count) { chooser.AddRange(run, count); });
  pass([&](int count) { chooser.AddHistogram(run, count); });
  return chooser.Choose();
}

}  // namespace digitpad
