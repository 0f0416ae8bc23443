// The options of `digitpad train` that say how long it runs, how it can be interrupted
// and gone on with, and its short form for a trial of everything.
#pragma once

#include <CLI/CLI.hpp>

#include "trainer/train/training.h"

namespace digitpad {

struct RunOption {
  bool fast_dev_run = false;
};

// Adds them to `command`, which must not outlive the others.
void AddRunOptions(CLI::App& command, TrainOptions& train, RunOption& option);

// One batch of everything, where that is asked for.
void ShortenFastDevRun(const RunOption& option, Recipe& recipe);

}  // namespace digitpad
