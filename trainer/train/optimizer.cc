#include "trainer/train/optimizer.h"

#include <algorithm>
#include <cmath>

namespace digitpad {
namespace {

constexpr double kMeanDecay = 0.9;
constexpr double kSquareDecay = 0.999;
constexpr float kEpsilon = 1e-8f;

constexpr float kRise = 0.3f;          // share of the way
constexpr float kStartDivisor = 25;    // peak / first rate
constexpr float kEndDivisor = 250000;  // peak / last rate

// From `from` at 0 to `to` at 1 along half a cosine.
float Cosine(float from, float to, float position) {
  return to + (from - to) * 0.5f * (1 + std::cos(static_cast<float>(M_PI) * position));
}

}  // namespace

AdamW::AdamW(const std::vector<bool>& decays, float weight_decay) {
  for (const bool decays_at_all : decays) {
    decay_.push_back(decays_at_all ? weight_decay : 0.0f);
  }
}

AdamState AdamW::InitialState() const {
  return {0, std::vector<float>(decay_.size()), std::vector<float>(decay_.size())};
}

void AdamW::Step(std::span<const float> gradient, float learning_rate, AdamState* state,
                 std::span<float> parameters) const {
  const auto steps = static_cast<double>(++state->steps);
  // Both means start at 0; the corrections undo that.
  const auto mean_scale = static_cast<float>(1 / (1 - std::pow(kMeanDecay, steps)));
  const auto square_scale = static_cast<float>(1 / (1 - std::pow(kSquareDecay, steps)));
  float* means = state->mean.data();
  float* squares = state->square.data();
  for (size_t i = 0; i < parameters.size(); ++i) {
    const float g = gradient[i];
    means[i] += static_cast<float>(1 - kMeanDecay) * (g - means[i]);
    squares[i] += static_cast<float>(1 - kSquareDecay) * (g * g - squares[i]);
    const float update =
        means[i] * mean_scale / (std::sqrt(squares[i] * square_scale) + kEpsilon);
    parameters[i] -= learning_rate * (update + decay_[i] * parameters[i]);
  }
}

float OneCycleRate(float peak, float position) {
  if (position < kRise) return Cosine(peak / kStartDivisor, peak, position / kRise);
  return Cosine(peak, peak / kEndDivisor, (position - kRise) / (1 - kRise));
}

float FallingRate(float peak, float position) { return Cosine(peak, 0, position); }

void MoveAverage(std::span<const float> values, uint64_t step, double decay,
                 std::span<float> average) {
  const auto steps = static_cast<double>(step);
  const double now = std::min(decay, (1 + steps) / (10 + steps));
  const auto share = static_cast<float>(1 - now);
  for (size_t i = 0; i < values.size(); ++i)
    average[i] += (values[i] - average[i]) * share;
}

}  // namespace digitpad
