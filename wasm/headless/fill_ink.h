// Ink from JavaScript's memory. Stateless.
#pragma once

#include <cstdint>

#include "core/ink/ink.h"

namespace digitpad {

// points: x and y in turn, of `strokes` strokes with lengths[i] points each.
void FillInk(const float* points, const int32_t* lengths, int strokes, Ink* ink);

}  // namespace digitpad
