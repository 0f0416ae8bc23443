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

}  // namespace digitpad
