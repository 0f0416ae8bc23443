// How large a number can be written within a box, in one line or in several: a part of
// the layout, with the same units.
#pragma once

#include "core/base/geometry.h"

namespace digitpad {

struct TextFit {
  float size = 0;   // of the font, in CSS pixels
  int columns = 0;  // digits in a line; the last line may have fewer
};

// `length` digits in `area`. One line as long as it can be read at a glance, then as few
// as make it so. `em`: the reader's text size.
TextFit FitDigits(int length, Vec2 area, float em);

// How wide such a number is at the most.
float WidthOf(const TextFit& fit);

}  // namespace digitpad
