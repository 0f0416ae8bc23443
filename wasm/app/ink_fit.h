// Where a drawing from a file goes on the drawing area. Pure functions; all in ink units.
#pragma once

#include "core/ink/ink.h"

namespace digitpad {

// Where ink may go: the drawing area and, where there are cells, the row of them that its
// digits belong in.
struct InkRoom {
  Vec2 area;
  Box row;          // empty: there are no cells
  Box written_row;  // the same on the area that the ink was drawn on
};

// Moves and scales the ink, never one side more than the other, so that it lies within
// the room, well visible. `drawn_on`: the size of the area that it was drawn on; zero
// where that is not known. Ink that was drawn on an area like this one stays as it is.
// Time and pressure stay.
void FitInk(Vec2 drawn_on, const InkRoom& room, Ink* ink);

// The same without moving the ink: how it is seen.
struct InkView {
  // What lies at the drawing area's top left corner. A float has seven digits: ink that
  // is a millionth of how far away it lies is seen out of the middle, or in part.
  Vec2 corner;
  float scale = 1;  // CSS pixels in a unit of the ink
};

// What must be seen as a whole of ink that may lie anywhere; empty where an area of that
// size, in CSS pixels, shows it well as it lies.
Box ExtentToShow(const Ink& ink, Vec2 area);
InkView ShowExtent(const Box& extent, Vec2 area);

}  // namespace digitpad
