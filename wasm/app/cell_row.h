// Fixed cells on the drawing area, side by side, one for each digit, as on a form. Pure
// functions; all lengths in CSS pixels of the drawing area's top left corner.
#pragma once

#include <string_view>

#include "core/base/geometry.h"
#include "core/base/status.h"

namespace digitpad {

// Free above and below a row, in em of the reader's text: for the hint and the tags.
inline constexpr float kCellRowMargin = 3;

// How many cells `value` asks for: a whole number from 1 to kMostCells.
Status ParseCellCount(std::string_view value, int* count);

// The box around a row of `count` equal cells, in the middle of a drawing area of that
// size; EqualCells makes the cells of it.
Box PlaceCellRow(Vec2 area, int count, float em);

// How far to the right and down a drawing area must reach to show the whole row and the
// tags under it.
Vec2 ReachOfCellRow(const Box& row, float em);

// What is seen of a cell: there is a gap between neighbours.
Box CellFace(const Box& cell);

// Of a pen that suits such a cell and is no wider than `pen_width`.
float PenWidthForCell(const Box& cell, float pen_width);

}  // namespace digitpad
