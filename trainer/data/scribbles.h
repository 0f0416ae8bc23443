// Scribbles and dots: ink without a meaning, about 1 in size around the origin.
#pragma once

#include "trainer/data/random.h"
#include "trainer/data/sketch.h"

namespace digitpad {

// A line that wanders, turns back on itself and crosses itself; writing that nobody can
// read; zigzags; scribbles to and fro; spirals; coils; hatching.
void DrawScribble(Random* random, Sketch* sketch);

// One dot, a few of them, some ticks, or a dash, lying: an upright one is a 1.
void DrawDots(Random* random, Sketch* sketch);

}  // namespace digitpad
