// Ten kinds of simple strokes, one a label, drawn with some variation: enough to learn
// from where the data folder is missing.
#pragma once

#include <string>

#include "core/ink/ink.h"
#include "trainer/data/random.h"

namespace digitpad::testing {

// REQUIRES: 0 <= label <= 9.
Ink SyntheticDigit(int label, Random* random);

// A strokes file with `count` drawings of each label by writers 1 to 4 in turn.
std::string SyntheticStrokesFile(int count, uint64_t seed);

}  // namespace digitpad::testing
