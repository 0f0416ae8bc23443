// A drawing as a line of a strokes file, for the page, which has no room for the JSON
// library of core/formats. The same values, always in plain decimals.
#pragma once

#include <string>
#include <string_view>

#include "core/ink/ink.h"

namespace digitpad {

// `size`: of the area drawn on, in ink units. An empty label is left out.
std::string FormatStrokesLine(std::string_view label, Vec2 size, const Ink& ink);

}  // namespace digitpad
