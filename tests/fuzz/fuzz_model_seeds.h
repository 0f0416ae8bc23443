// Small models to begin fuzzing from.
#pragma once

#include <vector>

#include "core/nn/model.h"
#include "tests/core/test_models.h"

namespace digitpad::fuzz {

// Every operation in a few hundred bytes.
std::vector<Model> TinyModels();

// One or two convolutions, maybe pooled, and a dense layer for some of the digits, signs,
// other labels and "none of these", more or less sure of itself: readings of all kinds
// come of it.
Model MixedModel(testing::Random* random);

}  // namespace digitpad::fuzz
