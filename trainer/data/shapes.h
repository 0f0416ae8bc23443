// Plain shapes that are no digits, about 1 x 1 around the origin.
#pragma once

#include "core/base/geometry.h"
#include "trainer/data/random.h"
#include "trainer/data/sketch.h"

namespace digitpad {

// Polygons, stars, hearts, arrows, crosses, check marks, grids, frames, waves, arches,
// blobs and other outlines.
void DrawShape(Random* random, Sketch* sketch);

// REQUIRES: 3 <= corners <= 4. More of them would be near a 0 of few points.
void DrawPolygon(Vec2 center, float radius, int corners, Random* random, Sketch* sketch);

// A closed outline with three lobes or more: one with none is a 0, with two an 8.
void DrawBlob(Vec2 center, float size, Random* random, Sketch* sketch);

// A closed outline of straight and curved sides with dents and corners, as of a hat, a
// fruit or a pot.
void DrawOutline(Vec2 center, float size, Random* random, Sketch* sketch);

}  // namespace digitpad
