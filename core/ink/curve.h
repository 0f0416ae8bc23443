// A stroke as a smooth curve, and how wide its line is. Screens and the saved picture
// show ink so; the recogniser reads the points themselves.
#pragma once

#include <span>
#include <vector>

#include "core/ink/ink.h"

namespace digitpad {

// Appends the polyline of the quadratic B-spline through the stroke: it starts and ends
// at the stroke's own ends and passes through the middles of its segments. Every point is
// multiplied by `scale` and moved by `offset` first; the polyline is off the curve by a
// twentieth of a unit at most then. Moving or adding a point changes nothing that lies
// further back than the middle of the segment before the previous point.
void AppendCurve(std::span<const Point> stroke, float scale, Vec2 offset,
                 std::vector<Vec2>* out);

// The width of a pen that suits a drawing area of that size, in CSS pixels.
float PenWidthFor(Vec2 area);

}  // namespace digitpad
