// The options of `digitpad train` that say which network is trained, and how.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "trainer/train/recipe.h"

namespace digitpad {

// Adds them to `command`, which must not outlive the others. preset: the network's where
// the recipe has no architecture.
void AddRecipeOptions(CLI::App& command, Recipe& recipe, std::string& preset);

}  // namespace digitpad
