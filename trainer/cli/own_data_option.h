// The options for data of one's own: --data, and how it is split.
#pragma once

#include <CLI/CLI.hpp>

#include "trainer/train/own_data.h"

namespace digitpad {

// Adds them to `command`, which must not outlive `options`.
void AddOwnDataOptions(CLI::App& command, OwnDataOptions& options);

}  // namespace digitpad
