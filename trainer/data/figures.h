// Figures: letters, signs and doodles of everyday things that a table describes, drawn by
// a random hand. None of them is a digit, or looks like one: l, I, O, Q, S, Z, b, g, q,
// y, a swan, a balloon on its string or a snowman are not in the table.
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
