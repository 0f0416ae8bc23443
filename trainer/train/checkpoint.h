// Checkpoint: a training between two epochs, as a file beside its model, so that it can
// go on after an interruption and end in the same bytes as without one.
//
// The file, little-endian: magic "DPCHECK1", the recipe's text, u32 epochs done, u64
// optimizer steps, six arrays of floats (see Learner::State), u32 CRC-32 of all before
// it.
#pragma once

#include <string>

#include "core/base/status.h"
#include "trainer/train/learner.h"

namespace digitpad {

struct Checkpoint {
  std::string recipe;  // whatever must be equal for the training to go on
  int epochs_done = 0;
  Learner::State state;
};

Status SaveCheckpoint(const std::string& path, const Checkpoint& checkpoint);

// Invalid, naming the path, where the file cannot be read or is damaged; *checkpoint is
// then left as it was.
Status LoadCheckpoint(const std::string& path, Checkpoint* checkpoint);

}  // namespace digitpad
