// Scenes: drawings put together from simple parts, as people's doodles are. Not one of
// them is of a known thing; their variety is what counts.
#pragma once

#include "trainer/data/random.h"
#include "trainer/data/sketch.h"

namespace digitpad {

// An animal, an outline with things in it, several doodles, or four to twelve circles,
// arcs, polygons and lines; about 1 to 2 in size around the origin.
void DrawScene(Random* random, Sketch* sketch);

}  // namespace digitpad
