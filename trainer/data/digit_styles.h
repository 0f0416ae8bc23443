// Digit styles: ways of writing a digit that are common in one country and rare in the
// training data of another.
#pragma once

#include <string_view>

#include "core/ink/ink.h"
#include "trainer/data/random.h"

namespace digitpad {

// Gives the ink another style at times: a plain 1 an upstroke, as on the
// European continent, or a foot; a 7 of one stroke a bar or a serif. All else stays as it
// is. REQUIRES: `label` is what the ink shows.
void ChangeStyle(std::string_view label, Random* random, Ink* ink);

}  // namespace digitpad
