#include "trainer/train/optimizer.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace digitpad {
namespace {

constexpr double kMeanDecay = 0.9;
constexpr double kSquareDecay = 0.999;
constexpr float kEpsilon = 1e-8f;

constexpr float kRise = 0.3f;          // share of the steps
constexpr float kStartDivisor = 25;    // peak / first rate
constexpr float kEndDivisor = 250000;  // peak / last rate

// About the last epoch of a usual training, of some 600 steps.
constexpr double kAverageDecay = 0.998;

// From `from` at 0 to `to` at 1 along half a cosine.
float Cosine(float from, float to, float position) {
  return to + (from - to) * 0.5f * (1 + std::cos(static_cast<float>(M_PI) * position));
}

}  // namespace

AdamW::AdamW(std::vector<bool> decays, float weight_decay)
    : decays_(std::move(decays)), weight_decay_(weight_decay) {
  state_.mean.resize(decays_.size());
  state_.square.resize(decays_.size());
}

void AdamW::set_state(State state) { state_ = std::move(state); }

void AdamW::Step(std::span<const float> gradient, float learning_rate,
                 std::span<float> parameters) {
  const auto steps = static_cast<double>(++state_.steps);
  // Both means start at 0; the corrections undo that.
  const auto mean_scale = static_cast<float>(1 / (1 - std::pow(kMeanDecay, steps)));
  const auto square_scale = static_cast<float>(1 / (1 - std::pow(kSquareDecay, steps)));
  for (size_t i = 0; i < parameters.size(); ++i) {
    const float g = gradient[i];
    float& mean = state_.mean[i];
    float& square = state_.square[i];
    mean += static_cast<float>(1 - kMeanDecay) * (g - mean);
    square += static_cast<float>(1 - kSquareDecay) * (g * g - square);
    const float update =
        mean * mean_scale / (std::sqrt(square * square_scale) + kEpsilon);
    const float decay = decays_[i] ? weight_decay_ * parameters[i] : 0.0f;
    parameters[i] -= learning_rate * (update + decay);
  }
}

float OneCycleRate(float peak, uint64_t step, uint64_t total_steps) {
  const float position = static_cast<float>(step) / static_cast<float>(total_steps);
  if (position < kRise) return Cosine(peak / kStartDivisor, peak, position / kRise);
  return Cosine(peak, peak / kEndDivisor, (position - kRise) / (1 - kRise));
}

float FallingRate(float peak, uint64_t step, uint64_t total_steps) {
  return Cosine(peak, 0, static_cast<float>(step) / static_cast<float>(total_steps));
}

void MoveAverage(std::span<const float> values, uint64_t step, std::span<float> average) {
  const auto steps = static_cast<double>(step);
  const double decay = std::min(kAverageDecay, (1 + steps) / (10 + steps));
  const auto share = static_cast<float>(1 - decay);
  for (size_t i = 0; i < values.size(); ++i)
    average[i] += (values[i] - average[i]) * share;
}

}  // namespace digitpad
