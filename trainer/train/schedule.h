// Schedule: how long the epochs of a training go on and how its learning rate moves: by
// steps, and where the recipe sets a time, by the clock where that is ahead. Immutable.
#pragma once

#include <cstdint>

#include "trainer/train/recipe.h"

namespace digitpad {

enum class Phase {
  kFloat,
  kInt8,  // with the integer network's rounding
};

class Schedule {
 public:
  // REQUIRES: `recipe` outlives this.
  Schedule(const Recipe& recipe, uint64_t steps_an_epoch);

  int Epochs(Phase phase) const;

  // step: of the phase; seconds: of the training so far.
  float LearningRate(Phase phase, uint64_t step, double seconds) const;

  // Whether the time that the phase has is over; never without a time.
  bool IsTimeUp(Phase phase, double seconds) const;

  // Whether an epoch that begins now is one of the recipe's calm ones.
  bool IsCalm(Phase phase, int epoch, double seconds) const;

 private:
  // Which share of its time a phase has used.
  double TimeShare(Phase phase, double seconds) const;

  const Recipe& recipe_;
  uint64_t steps_an_epoch_;
};

}  // namespace digitpad
