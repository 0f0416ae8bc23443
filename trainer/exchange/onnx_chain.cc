#include "trainer/exchange/onnx_chain.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace digitpad {

Shape OnnxChain::ShapeOf(const OnnxValue& value) const {
  return value.tensor == kNetworkInput ? architecture_.input
                                       : architecture_.layers[value.tensor - 1].out;
}

bool OnnxChain::HasOneOrder(const OnnxValue& value) const {
  const Shape shape = ShapeOf(value);
  return shape.c == 1 || shape.h * shape.w == 1;
}

Status OnnxChain::Append(const std::string& token, const std::string& name,
                         OnnxValue* value) {
  if (value->tensor != static_cast<int>(architecture_.layers.size())) {
    return Status::Unsupported("branches off; the network must be a chain");
  }
  DIGITPAD_RETURN_IF_ERROR(AppendLayer(token, kMaxClasses, &architecture_));
  names_.push_back(name);
  numbers_.emplace_back();
  value->tensor = static_cast<int>(architecture_.layers.size());
  value->order = ChannelOrder::kFirst;
  return Status::Ok();
}

Status OnnxChain::AddPool(const std::string& token, const std::string& name,
                          OnnxValue* value) {
  // A ReLU after a max pool is as good as one before.
  const bool is_max = token.starts_with("maxpool");
  if (value->linear != kNoLayer && !is_max) {
    return Status::Unsupported("reads " + names_[value->linear] + ", which has no Relu");
  }
  value->is_pooled = value->linear != kNoLayer;
  return Append(token, name, value);
}

Status OnnxChain::AddWeights(const std::string& token, const std::string& name,
                             std::vector<double> weights, std::vector<double> bias,
                             OnnxValue* value) {
  if (value->linear != kNoLayer) {
    return Status::Unsupported("reads " + names_[value->linear] + ", which has no Relu");
  }
  DIGITPAD_RETURN_IF_ERROR(Append(token, name, value));
  numbers_.back() = {std::move(weights), std::move(bias)};
  value->linear = static_cast<int>(numbers_.size()) - 1;
  return Status::Ok();
}

Status OnnxChain::CheckFoldable(const OnnxValue& value) const {
  if (value.linear == kNoLayer || value.is_pooled) {
    return Status::Unsupported(
        "not right after a convolution or a dense layer, before its Relu");
  }
  if (architecture_.layers[value.linear].residual != kNoResidual) {
    return Status::Unsupported("after the Add of another tensor");
  }
  return Status::Ok();
}

Status OnnxChain::Fold(const std::vector<double>& factors,
                       const std::vector<double>& summands, const OnnxValue& value) {
  DIGITPAD_RETURN_IF_ERROR(CheckFoldable(value));
  auto& [weights, bias] = numbers_[value.linear];
  const size_t channels = bias.size();
  for (size_t w = 0; w < weights.size(); ++w) weights[w] *= factors[w % channels];
  for (size_t c = 0; c < channels; ++c) bias[c] = bias[c] * factors[c] + summands[c];
  return Status::Ok();
}

Status OnnxChain::AddResidual(const OnnxValue& sum, const OnnxValue& residual) {
  if (sum.linear == kNoLayer || residual.linear != kNoLayer) {
    return Status::Unsupported(
        "one side must be a Conv before its Relu, the other the "
        "output of a Relu or a pool");
  }
  DIGITPAD_RETURN_IF_ERROR(CheckFoldable(sum));
  LayerSpec& layer = architecture_.layers[sum.linear];
  if (layer.kind != LayerKind::kConv) return Status::Unsupported("not after a Conv");
  if (ShapeOf(residual) != layer.out || sum.order != residual.order) {
    return Status::Unsupported("tensors of different shapes");
  }
  layer.residual = residual.tensor;
  return Status::Ok();
}

Status OnnxChain::CheckFinite() const {
  const auto is_finite = [](double value) {
    return std::isfinite(static_cast<float>(value));
  };
  for (size_t i = 0; i < numbers_.size(); ++i) {
    if (!std::ranges::all_of(numbers_[i].weights, is_finite) ||
        !std::ranges::all_of(numbers_[i].bias, is_finite)) {
      return Status::Invalid(names_[i] + ": a weight that is no finite number");
    }
  }
  return Status::Ok();
}

Status OnnxChain::Finish(const OnnxValue& output) {
  const int last = static_cast<int>(architecture_.layers.size()) - 1;
  if (last < 0 || output.linear != last ||
      architecture_.layers[last].kind != LayerKind::kDense) {
    return Status::Unsupported(
        "not of a dense layer without a ReLU, with or without a Softmax");
  }
  architecture_.layers[last].relu = false;
  if (!(input_factor_ > 0)) return Status::Unsupported("a picture times 0 or less");
  const bool adds_input = std::ranges::any_of(
      architecture_.layers,
      [](const LayerSpec& layer) { return layer.residual == kNetworkInput; });
  if (input_factor_ != 1 && adds_input) {
    return Status::Unsupported("adds its input, which is not from 0 to 1, to a layer");
  }
  // Pools pass a factor on to the first weights.
  const auto first = std::ranges::find_if(
      numbers_, [](const Numbers& numbers) { return !numbers.weights.empty(); });
  for (double& weight : first->weights) weight *= input_factor_;
  return CheckFinite();
}

FoldedNetwork OnnxChain::Network() const {
  FoldedNetwork folded{FloatNetwork(architecture_), {}};
  folded.parameters.resize(folded.network.parameter_count());
  for (size_t i = 0; i < numbers_.size(); ++i) {
    const LayerSlots& slots = folded.network.slots(static_cast<int>(i));
    std::ranges::copy(numbers_[i].weights, folded.parameters.begin() + slots.weights);
    std::ranges::copy(numbers_[i].bias, folded.parameters.begin() + slots.bias);
  }
  return folded;
}

}  // namespace digitpad
