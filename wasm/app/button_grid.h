// Arranges the buttons within a width: a part of the layout, with the same units.
#pragma once

#include <span>
#include <vector>

#include "wasm/app/layout.h"

namespace digitpad {

struct ButtonGrid {
  std::vector<ButtonLayout> buttons;  // relative to the grid's top left corner
  float height = 0;
};

// All in one row, icon beside label, where that fits; else in equal cells, as few rows as
// possible, icon above label where it does not fit beside it. A label of no width is of a
// button that is not there: an empty one. `em` is the text size in pixels.
ButtonGrid ArrangeButtons(std::span<const Vec2> labels, float width, float em);

// A button by itself: the size that it needs, and its icon and label in the middle of a
// face. A label of no width is none.
Vec2 ButtonSize(Vec2 label, float em);
ButtonLayout ArrangeButton(Box face, Vec2 label, float em);

}  // namespace digitpad
