#include "trainer/train/schedule.h"

#include <algorithm>

#include "trainer/train/optimizer.h"

namespace digitpad {
namespace {

// The learning rate of the epochs with rounding, as a share of the peak: far enough to
// mend what rounding spoils, too little to unlearn.
constexpr float kQuantizedRate = 0.005f;

// Of a limited time, what the epochs with rounding have at least: one of twenty would be
// over before it began, while the last of the float ones is validated.
constexpr double kLeastQuantizedShare = 0.1;

}  // namespace

Schedule::Schedule(const Recipe& recipe, uint64_t steps_an_epoch)
    : recipe_(recipe), steps_an_epoch_(steps_an_epoch) {}

int Schedule::Epochs(Phase phase) const {
  return phase == Phase::kFloat ? recipe_.epochs : recipe_.quantized_epochs;
}

float Schedule::LearningRate(Phase phase, uint64_t step, double seconds) const {
  const auto steps = static_cast<float>(steps_an_epoch_ * Epochs(phase));
  const float position = std::max(static_cast<float>(step) / steps,
                                  static_cast<float>(TimeShare(phase, seconds)));
  const float peak = recipe_.learning_rate;
  if (phase == Phase::kInt8) {
    return FallingRate(kQuantizedRate * peak, std::min(position, 1.0f));
  }
  switch (recipe_.schedule) {
    case RateSchedule::kOneCycle:
      return OneCycleRate(peak, std::min(position, 1.0f));
    case RateSchedule::kCosine:
      return FallingRate(peak, std::min(position, 1.0f));
    case RateSchedule::kConstant:
      break;
  }
  return peak;
}

bool Schedule::IsTimeUp(Phase phase, double seconds) const {
  return TimeShare(phase, seconds) >= 1;
}

bool Schedule::IsCalm(Phase phase, int epoch, double seconds) const {
  if (phase == Phase::kInt8) return true;
  const int varied = recipe_.epochs - recipe_.calm_epochs;
  return epoch >= varied ||
         TimeShare(phase, seconds) * recipe_.epochs >= static_cast<double>(varied);
}

// The phases share the time as they would the epochs, nearly.
double Schedule::TimeShare(Phase phase, double seconds) const {
  if (recipe_.max_seconds <= 0) return 0;
  const double epochs = recipe_.epochs + recipe_.quantized_epochs;
  double share = recipe_.quantized_epochs / epochs;
  if (share > 0) share = std::max(share, kLeastQuantizedShare);
  const double change = recipe_.max_seconds * (1 - share);
  if (phase == Phase::kFloat) return seconds / change;
  return std::max(0.0, (seconds - change) / (recipe_.max_seconds - change));
}

}  // namespace digitpad
