// Whether a stroke is touched: what the eraser asks. Stateless.
#pragma once

#include "core/ink/ink.h"

namespace digitpad {

// Whether the way from `from` to `to` comes within `reach` of the stroke's line. In the
// stroke's own units.
bool IsHit(const Stroke& stroke, Vec2 from, Vec2 to, float reach);

}  // namespace digitpad
