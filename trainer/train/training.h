// Training: the whole chain from a recipe to a model file: float epochs, folding,
// activation steps, epochs that know of the rounding, export, calibration by the core's
// own answers.
#pragma once

#include <atomic>
#include <string>

#include "core/base/status.h"
#include "trainer/train/recipe.h"

namespace digitpad {

struct TrainOptions {
  Recipe recipe;
  int threads = 2;  // makes no difference to the result
  // The model; beside it <out>.float, <out>.metrics.jsonl and .csv, and, while it runs,
  // <out>.checkpoint.
  std::string out;
  std::string report;  // a folder for an HTML page about the training; empty: none
  std::string commit;  // of the source, for the card
  // Goes on after the checkpoint. Where there is none it begins anew, or does nothing
  // where the model is there already.
  bool resume = false;
  // So often, beside the end of each epoch, there is a new checkpoint; 0: each step.
  double checkpoint_seconds = 300;
  // Where it becomes true, the training ends with a checkpoint; may be null.
  const std::atomic<bool>* stop = nullptr;
};

enum class TrainEnd {
  kDone,
  kStopped,   // on request; a checkpoint was written if it had begun
  kDiverged,  // the loss is no number any more; no model was written
};

// Invalid for a bad recipe, bad data or files that cannot be written; messages name the
// file. With an end other than kDone the status is an error too, and says at which step.
Status Train(const TrainOptions& options, TrainEnd* end);

}  // namespace digitpad
