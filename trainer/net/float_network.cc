#include "trainer/net/float_network.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "trainer/data/random.h"

namespace digitpad {
namespace {

// Inputs that one output sums over.
int FanIn(const LayerSpec& layer) {
  return layer.kind == LayerKind::kDense ? layer.in.size()
                                         : layer.kernel_h * layer.kernel_w * layer.in.c;
}

}  // namespace

FloatNetwork::FloatNetwork(Architecture architecture)
    : architecture_(std::move(architecture)) {
  for (const LayerSpec& layer : architecture_.layers) {
    LayerSlots slots;
    if (layer.kind == LayerKind::kConv || layer.kind == LayerKind::kDense) {
      const auto take = [](size_t count, size_t* end) {
        return std::exchange(*end, *end + count);
      };
      const size_t outputs = layer.out.c;
      slots.weight_count = FanIn(layer) * outputs;
      slots.weights = take(slots.weight_count, &parameter_count_);
      slots.bias = take(outputs, &parameter_count_);
      if (layer.batch_norm) {
        slots.gamma = take(outputs, &parameter_count_);
        slots.mean = take(outputs, &statistic_count_);
        slots.variance = take(outputs, &statistic_count_);
      }
    }
    slots_.push_back(slots);
  }
}

void FloatNetwork::Initialize(uint64_t seed, std::span<float> parameters,
                              std::span<float> statistics) const {
  std::fill(parameters.begin(), parameters.end(), 0.0f);
  std::fill(statistics.begin(), statistics.end(), 0.0f);
  for (size_t i = 0; i < slots_.size(); ++i) {
    const LayerSpec& layer = architecture_.layers[i];
    const LayerSlots& slots = slots_[i];
    if (slots.weight_count == 0) continue;
    Random random({seed, i});
    const float gain = layer.relu ? 2.0f : 1.0f;
    const float deviation = std::sqrt(gain / static_cast<float>(FanIn(layer)));
    for (float& weight : parameters.subspan(slots.weights, slots.weight_count)) {
      weight = deviation * random.Normal();
    }
    if (!layer.batch_norm) continue;
    std::ranges::fill(parameters.subspan(slots.gamma, layer.out.c), 1.0f);
    std::ranges::fill(statistics.subspan(slots.variance, layer.out.c), 1.0f);
  }
}

std::vector<bool> FloatNetwork::DecayMask() const {
  std::vector<bool> decays(parameter_count_, false);
  for (const LayerSlots& slots : slots_) {
    std::fill_n(decays.begin() + slots.weights, slots.weight_count, true);
  }
  return decays;
}

}  // namespace digitpad
