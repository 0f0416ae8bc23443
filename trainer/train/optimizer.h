// The optimizer: AdamW, its learning rate over time, and a moving average of the weights,
// which answers better than the weights themselves while these still move.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace digitpad {

// What Adam remembers; a checkpoint keeps it.
struct AdamState {
  uint64_t steps = 0;
  std::vector<float> mean;    // of the gradient
  std::vector<float> square;  // mean of its square
};

// Adam (Kingma, Ba 2015) with decoupled weight decay (Loshchilov, Hutter 2019).
class AdamW {
 public:
  // decays: one entry a parameter, whether it decays.
  AdamW(const std::vector<bool>& decays, float weight_decay);

  AdamState InitialState() const;

  // REQUIRES: all are of as many parameters.
  void Step(std::span<const float> gradient, float learning_rate, AdamState* state,
            std::span<float> parameters) const;

 private:
  std::vector<float> decay_;  // by parameter
};

// One cycle (Smith, Topin 2019): up to `peak` over the first 30 % of the way, then down
// to nearly nothing, both along half a cosine. position: 0 at the begin, 1 at the end.
float OneCycleRate(float peak, float position);

// Down from `peak` to 0 along half a cosine.
float FallingRate(float peak, float position);

// About the last epoch of a usual training, of some 600 steps.
inline constexpr double kAverageDecay = 0.998;

// average += (values - average) * (1 - decay); the decay grows from small to `decay` over
// the first steps, which forgets the random start.
void MoveAverage(std::span<const float> values, uint64_t step, double decay,
                 std::span<float> average);

}  // namespace digitpad
