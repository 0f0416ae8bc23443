// The two digits that almost anything simple may turn into: a 1 is a line, a 0 a ring.
#pragma once

#include "core/ink/ink.h"

namespace digitpad {

// Whether all of the ink is one line, about upright and about straight, or one plain
// closed ring. False for a dot.
bool LooksLikeLineOrRing(const Ink& ink);

}  // namespace digitpad
