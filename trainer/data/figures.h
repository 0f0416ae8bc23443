// Figures: the letters, signs and doodles of figure_table.h, drawn by a random hand.
#pragma once

#include "core/base/geometry.h"
#include "trainer/data/random.h"
#include "trainer/data/sketch.h"

namespace digitpad {

// How many figures there are of each kind.
int CountSigns();
int CountDoodles();

// Draws figure number `figure` into a box of that height and at most that width, its top
// left corner at `corner`. Each control point goes astray a little, so that no two are
// the same; doodles may be mirrored. REQUIRES: 0 <= figure < the count of its kind.
void DrawSign(int figure, Box box, Random* random, Sketch* sketch);
void DrawDoodle(int figure, Box box, Random* random, Sketch* sketch);

}  // namespace digitpad
