// Checkpoint: a training between two steps, as a file beside its model, so that it can go
// on after an interruption and end in the same bytes as without one.
//
// The file, little-endian: magic "DPCHECK2", the recipe's text, the point (u32 phase, u32
// epoch, u64 step, f64 loss, u32 correct, f64 seconds of the epoch and of the training),
// the text of what ended the float epochs, the state of the float network and of the
// rounded one (u64 optimizer steps and six arrays of floats each, see Learner::State;
// empty before its epochs), the best epoch (u32 epoch, u32 correct, two arrays), the
// metrics' text, u32 CRC-32 of all before it.
#pragma once

#include <string>
#include <vector>

#include "core/base/status.h"
#include "trainer/train/learner.h"
#include "trainer/train/schedule.h"

namespace digitpad {

// How far a training is.
struct TrainPoint {
  Phase phase = Phase::kFloat;
  int epoch = 0;      // of the phase
  uint64_t step = 0;  // of the epoch: so many are done
  LossSum sum;        // of these
  double epoch_seconds = 0;
  double seconds = 0;
};

// The float epoch that validated best so far.
struct BestEpoch {
  int epoch = -1;
  int correct = -1;
  std::vector<float> average_parameters;
  std::vector<float> average_statistics;
};

struct Checkpoint {
  std::string recipe;  // whatever must be equal for the training to go on
  TrainPoint point;
  std::string ended_by;  // the option that ended the float epochs early
  Learner::State state;
  Learner::State rounded_state;
  BestEpoch best;
  std::string metrics;
};

Status SaveCheckpoint(const std::string& path, const Checkpoint& checkpoint);

// Invalid, naming the path, where the file cannot be read or is damaged; *checkpoint is
// then left as it was.
Status LoadCheckpoint(const std::string& path, Checkpoint* checkpoint);

}  // namespace digitpad
