// The network that an ONNX graph is read into, layer after layer: what the graph's names
// stand for, and the layers with their numbers while these are still being put together.
#pragma once

#include <string>
#include <vector>

#include "core/base/status.h"
#include "trainer/net/folding.h"

namespace digitpad {

inline constexpr int kNoLayer = -1;

enum class ChannelOrder { kFirst, kLast };

// What a name in the graph stands for: a tensor of the network, seen in some layout.
struct OnnxValue {
  int tensor = kNetworkInput;  // as layers number them
  ChannelOrder order = ChannelOrder::kFirst;
  bool is_flat = false;  // [N, elements], in this order
  // The layer whose ReLU has not come yet, and whether a max pool lies in between, which
  // makes no difference to a ReLU.
  int linear = kNoLayer;
  bool is_pooled = false;
};

class OnnxChain {
 public:
  // REQUIRES: before any layer.
  void SetInput(const Shape& shape) { architecture_.input = shape; }
  // The input is multiplied by this before the first layer.
  void ScaleInput(double factor) { input_factor_ *= factor; }

  bool empty() const { return architecture_.layers.empty(); }
  Shape ShapeOf(const OnnxValue& value) const;
  // Whether both orders of channels are the same: one channel, or one place.
  bool HasOneOrder(const OnnxValue& value) const;

  // Adds a layer (see architecture.h) after *value, which becomes its output, channels
  // first. Unsupported where the value is not the last layer's, or waits for a ReLU and
  // the layer is no max pool.
  Status AddPool(const std::string& token, const std::string& name, OnnxValue* value);
  // The same for a conv or dense layer. weights: [window][in][out]; its ReLU is waited
  // for.
  Status AddWeights(const std::string& token, const std::string& name,
                    std::vector<double> weights, std::vector<double> bias,
                    OnnxValue* value);

  // Folds output * factor + summand, by channel, into the layer before. Unsupported where
  // *value is not the output of a layer with weights.
  Status Fold(const std::vector<double>& factors, const std::vector<double>& summands,
              const OnnxValue& value);
  // Adds `residual` to the output `sum` of a convolution, before its ReLU.
  Status AddResidual(const OnnxValue& sum, const OnnxValue& residual);

  // `output` is the network's. Unsupported where the last layer is not dense without a
  // ReLU; Invalid for numbers that are not finite.
  Status Finish(const OnnxValue& output);
  // REQUIRES: Finish was ok.
  FoldedNetwork Network() const;

 private:
  struct Numbers {
    std::vector<double> weights;  // [window][in][out]; empty where the layer has none
    std::vector<double> bias;     // [out]
  };

  Status Append(const std::string& token, const std::string& name, OnnxValue* value);
  Status CheckFoldable(const OnnxValue& value) const;
  Status CheckFinite() const;

  Architecture architecture_;
  std::vector<Numbers> numbers_;    // by layer
  std::vector<std::string> names_;  // by layer: the node's
  double input_factor_ = 1;
};

}  // namespace digitpad
