// Scribbles, dots and plain shapes: drawings without a meaning that no person takes for a
// digit. Each function draws one kind into a box of about 1 x 1 around the origin.
#pragma once

#include "trainer/data/random.h"
#include "trainer/data/sketch.h"

namespace digitpad {

// A line that wanders, turns back on itself and crosses itself; zigzags; scribbles to and
// fro; spirals; hatching.
void DrawScribble(Random* random, Sketch* sketch);

// Dots, ticks and flat lines: one dot, a few of them, or a dash.
void DrawDots(Random* random, Sketch* sketch);

// Polygons, stars, hearts, arrows, crosses, check marks, grids, frames, waves, blobs.
void DrawShape(Random* random, Sketch* sketch);

// Two to twelve of all these, circles, arcs and lines, placed loosely; or a body with
// head, legs and tail.
void DrawScene(Random* random, Sketch* sketch);

}  // namespace digitpad
