#include "trainer/net/folding.h"

#include <algorithm>
#include <cmath>

namespace digitpad {

FoldedNetwork Fold(const FloatNetwork& network, std::span<const float> parameters,
                   std::span<const float> statistics) {
  std::vector<int> sources;
  FoldedNetwork folded{FloatNetwork(FoldedArchitecture(network.architecture(), &sources)),
                       {}};
  folded.parameters.resize(folded.network.parameter_count());
  for (size_t i = 0; i < sources.size(); ++i) {
    const LayerSpec& layer = network.architecture().layers[sources[i]];
    const LayerSlots& from = network.slots(sources[i]);
    const LayerSlots& to = folded.network.slots(static_cast<int>(i));
    if (from.weight_count == 0) continue;
    const int channels = layer.out.c;
    float* weights = folded.parameters.data() + to.weights;
    float* bias = folded.parameters.data() + to.bias;
    std::copy_n(parameters.data() + from.weights, from.weight_count, weights);
    std::copy_n(parameters.data() + from.bias, channels, bias);
    if (!layer.batch_norm) continue;
    for (int c = 0; c < channels; ++c) {
      const float scale = parameters[from.gamma + c] /
                          std::sqrt(statistics[from.variance + c] + kBatchNormEpsilon);
      bias[c] -= statistics[from.mean + c] * scale;
      for (size_t w = c; w < from.weight_count; w += channels) weights[w] *= scale;
    }
  }
  return folded;
}

}  // namespace digitpad
