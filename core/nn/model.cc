#include "core/nn/model.h"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <string>

#include "core/base/fixed_point.h"
#include "core/base/value_text.h"

namespace digitpad {
namespace {

bool Between(int value, int low, int high) { return value >= low && value <= high; }

std::string ToText(const Shape& s) {
  return NumberText(s.h) + "x" + NumberText(s.w) + "x" + NumberText(s.c);
}

// How often a window fits along one axis; 0 where it does not fit at all.
int Positions(int in, int kernel, int stride, int pads) {
  const int room = in + pads - kernel;
  return room < 0 ? 0 : room / stride + 1;
}

// The output of a conv or pool with a window.
Status WindowShape(const Layer& layer, int max_kernel, int max_stride, Shape* out) {
  if (!Between(layer.kernel_h, 1, max_kernel) ||
      !Between(layer.kernel_w, 1, max_kernel)) {
    return Status::Invalid("kernel size");
  }
  if (!Between(layer.stride, 1, max_stride)) return Status::Invalid("stride");
  // A window that lies in the padding alone would read nothing.
  if (!Between(layer.pad_top, 0, layer.kernel_h - 1) ||
      !Between(layer.pad_bottom, 0, layer.kernel_h - 1) ||
      !Between(layer.pad_left, 0, layer.kernel_w - 1) ||
      !Between(layer.pad_right, 0, layer.kernel_w - 1)) {
    return Status::Invalid("padding");
  }
  out->h = Positions(layer.in_shape.h, layer.kernel_h, layer.stride,
                     layer.pad_top + layer.pad_bottom);
  out->w = Positions(layer.in_shape.w, layer.kernel_w, layer.stride,
                     layer.pad_left + layer.pad_right);
  if (out->h == 0 || out->w == 0) return Status::Invalid("window larger than its input");
  return Status::Ok();
}

// What has no window of its own has no padding either.
Status CheckNoPadding(const Layer& layer) {
  if ((layer.pad_top | layer.pad_bottom | layer.pad_left | layer.pad_right) != 0) {
    return Status::Invalid("padding");
  }
  return Status::Ok();
}

Status OutputShape(const Layer& layer, Shape* out) {
  *out = {1, 1, layer.in_shape.c};
  switch (layer.op) {
    case LayerOp::kConv:
      out->c = layer.out_channels;
      DIGITPAD_RETURN_IF_ERROR(WindowShape(layer, kMaxKernel, 2, out));
      break;
    case LayerOp::kMaxPool:
      DIGITPAD_RETURN_IF_ERROR(WindowShape(layer, kMaxPoolKernel, kMaxPoolKernel, out));
      break;
    case LayerOp::kGlobalAveragePool:
      DIGITPAD_RETURN_IF_ERROR(CheckNoPadding(layer));
      break;
    case LayerOp::kDense:
      out->c = layer.out_channels;
      DIGITPAD_RETURN_IF_ERROR(CheckNoPadding(layer));
      break;
    default:
      return Status::Invalid("unknown operation " +
                             NumberText(static_cast<int>(layer.op)));
  }
  if (!Between(out->c, 1, kMaxChannels)) return Status::Invalid("number of channels");
  // Also keeps Shape::size() within int.
  if (int64_t{out->h} * out->w * out->c > kMaxActivations) {
    return Status::Invalid("the network is too large");
  }
  return Status::Ok();
}

Status CheckScales(const Layer& layer) {
  for (const int32_t m : layer.mantissa_i32) {
    if (m < kMinMantissa) return Status::Invalid("a mantissa below 2^30");
  }
  for (const uint8_t s : layer.shift_u8) {
    if (!Between(s, kMinShift, kMaxShift)) return Status::Invalid("a shift out of range");
  }
  return Status::Ok();
}

// The largest accumulator that any input could cause must fit int32.
Status CheckAccumulators(const Layer& layer) {
  const size_t taps = layer.weights_i8.size() / layer.bias_i32.size();
  for (size_t c = 0; c < layer.bias_i32.size(); ++c) {
    int64_t weights = 0;
    for (size_t i = 0; i < taps; ++i) weights += std::abs(layer.weights_i8[c * taps + i]);
    int64_t most = std::abs(int64_t{layer.bias_i32[c]}) + kMaxActivation * weights;
    if (layer.residual != kNoResidual) {
      most += kMaxActivation * std::abs(int64_t{layer.residual_scale_i32[c]});
    }
    if (most > std::numeric_limits<int32_t>::max()) {
      return Status::Invalid("channel " + NumberText(c) + " could overflow int32");
    }
  }
  return Status::Ok();
}

Status CheckTensors(const Layer& layer, bool is_last) {
  const TensorSizes sizes = TensorSizesOf(layer, is_last);
  if (layer.weights_i8.size() != sizes.weights || layer.bias_i32.size() != sizes.bias ||
      layer.mantissa_i32.size() != sizes.scales ||
      layer.shift_u8.size() != sizes.scales ||
      layer.residual_scale_i32.size() != sizes.residual_scales) {
    return Status::Invalid("a tensor of the wrong size");
  }
  DIGITPAD_RETURN_IF_ERROR(CheckScales(layer));
  return HasWeights(layer) ? CheckAccumulators(layer) : Status::Ok();
}

Status CheckCalibration(const Calibration& c) {
  if (c.mantissa < kMinMantissa || !Between(c.shift, kMinShift, kMaxShift)) {
    return Status::Invalid("temperature out of range");
  }
  // Confidences are ten-thousandths; one more than that accepts nothing.
  if (!Between(c.accept, 0, 10001) || !Between(c.accept_1_in_1000, 0, 10001)) {
    return Status::Invalid("threshold out of range");
  }
  return Status::Ok();
}

}  // namespace

bool HasWeights(const Layer& layer) {
  return layer.op == LayerOp::kConv || layer.op == LayerOp::kDense;
}

int Model::none_of_these() const {
  const auto none =
      std::find_if(labels.begin(), labels.end(), [](const auto& l) { return l.empty(); });
  return none == labels.end() ? -1 : static_cast<int>(none - labels.begin());
}

Shape InputShape(const PrepSpec& prep) { return {kInputSize, kInputSize, prep.channels}; }

Status InferShapes(Model* model) {
  if (model->layers.empty() || model->layers.size() > kMaxLayers) {
    return Status::Invalid("network: " + NumberText(model->layers.size()) + " layers");
  }
  std::vector<Shape> outputs = {InputShape(model->prep)};
  int64_t activations = 0;
  int64_t macs = 0;
  for (Layer& layer : model->layers) {
    const int index = static_cast<int>(outputs.size()) - 1;
    const std::string place = "network: layer " + NumberText(index);
    if (!Between(layer.input, 0, index)) {
      return Status::Invalid(place + ": reads a layer that is not before it");
    }
    layer.in_shape = outputs[static_cast<size_t>(layer.input)];
    DIGITPAD_RETURN_IF_ERROR(OutputShape(layer, &layer.out_shape).WithPrefix(place));
    if (layer.residual != kNoResidual) {
      if (layer.op != LayerOp::kConv || !Between(layer.residual, 0, index)) {
        return Status::Invalid(place + ": residual out of place");
      }
      const Shape& residual = outputs[static_cast<size_t>(layer.residual)];
      if (residual != layer.out_shape) {
        return Status::Invalid(place + ": residual of shape " + ToText(residual) +
                               " to an output of " + ToText(layer.out_shape));
      }
    }
    outputs.push_back(layer.out_shape);
    activations += layer.out_shape.size();
    macs += CountMacs(layer);
    if (activations > kMaxActivations || macs > kMaxMacs) {
      return Status::Invalid(place + ": the network is too large");
    }
  }
  return Status::Ok();
}

Shape WindowOf(const Layer& layer) {
  if (layer.op == LayerOp::kDense) return layer.in_shape;
  return {layer.kernel_h, layer.kernel_w, layer.in_shape.c};
}

int64_t CountMacs(const Layer& layer) {
  if (!HasWeights(layer)) return 0;
  return int64_t{WindowOf(layer).size()} * layer.out_shape.size();
}

TensorSizes TensorSizesOf(const Layer& layer, bool is_last) {
  TensorSizes sizes;
  const auto out = static_cast<size_t>(layer.out_shape.c);
  if (HasWeights(layer)) {
    sizes.weights = out * static_cast<size_t>(WindowOf(layer).size());
    sizes.bias = out;
    sizes.scales = is_last ? 0 : out;
    sizes.residual_scales = layer.residual == kNoResidual ? 0 : out;
  } else if (layer.op == LayerOp::kGlobalAveragePool) {
    sizes.scales = 1;
  }
  return sizes;
}

Status ValidateModel(Model* model) {
  if (model->labels.empty() || model->labels.size() > kMaxClasses) {
    return Status::Invalid("labels: " + NumberText(model->labels.size()) + " classes");
  }
  if (std::all_of(model->labels.begin(), model->labels.end(),
                  [](const std::string& label) { return label.empty(); })) {
    return Status::Invalid("labels: every class is \"none of these\"");
  }
  DIGITPAD_RETURN_IF_ERROR(ValidatePrep(model->prep).WithPrefix("prep"));
  DIGITPAD_RETURN_IF_ERROR(
      CheckCalibration(model->calibration).WithPrefix("calibration"));
  DIGITPAD_RETURN_IF_ERROR(InferShapes(model));
  for (size_t i = 0; i < model->layers.size(); ++i) {
    const bool is_last = i + 1 == model->layers.size();
    DIGITPAD_RETURN_IF_ERROR(CheckTensors(model->layers[i], is_last)
                                 .WithPrefix("tensors: layer " + NumberText(i)));
  }
  const size_t classes = model->labels.size();
  if (model->golden_answers.size() % classes != 0 ||
      model->golden_answers.size() / classes >
          static_cast<size_t>(MaxGoldenAnswers(*model))) {
    return Status::Invalid("answers: not whole rows of logits, or too many");
  }
  const Layer& last = model->layers.back();
  if (last.op != LayerOp::kDense ||
      static_cast<size_t>(last.out_channels) != model->labels.size()) {
    return Status::Invalid(
        "network: the last layer is not dense with one output per label");
  }
  return Status::Ok();
}

int MaxGoldenAnswers(const Model& model) {
  const int64_t affordable = kMaxMacs / std::max<int64_t>(CountMacs(model), 1);
  return static_cast<int>(std::min<int64_t>(affordable, kGoldenDrawings));
}

int64_t CountMacs(const Model& model) {
  int64_t macs = 0;
  for (const Layer& layer : model.layers) macs += CountMacs(layer);
  return macs;
}

int64_t CountParameters(const Model& model) {
  size_t parameters = 0;
  for (const Layer& layer : model.layers) {
    parameters += layer.weights_i8.size() + layer.bias_i32.size();
  }
  return static_cast<int64_t>(parameters);
}

}  // namespace digitpad
