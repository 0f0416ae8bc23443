// Training: the whole chain from a recipe to a model file: float epochs, folding,
// activation steps, epochs that know of the rounding, export, calibration by the core's
// own answers.
#pragma once

#include <string>

#include "core/base/status.h"
#include "trainer/train/recipe.h"

namespace digitpad {

struct TrainOptions {
  Recipe recipe;
  int threads = 2;  // makes no difference to the result
  std::string
      out;  // the model; beside it <out>.float and, while it runs, <out>.checkpoint
  std::string commit;  // of the source, for the card
  bool resume = false;
};

enum class TrainEnd {
  kDone,
  kDiverged,  // the loss is no number any more; nothing was written
};

// Invalid for a bad recipe, bad data or files that cannot be written; messages name the
// file. With kDiverged the status is an error too and says at which step.
Status Train(const TrainOptions& options, TrainEnd* end);

}  // namespace digitpad
