// A drawing as an SVG picture: the curve that the screen shows, as vectors.
#pragma once

#include <string>

#include "core/ink/ink.h"

namespace digitpad {

// A file of its own, black ink on white paper or on none. `size` of the drawing area and
// `pen_width` are in ink units. A stroke is the quadratic B-spline of core/ink/curve.h,
// that is, Bezier curves between the middles of its segments; coordinates are rounded to
// hundredths.
std::string FormatSvg(const Ink& ink, Vec2 size, float pen_width, bool paper);

}  // namespace digitpad
