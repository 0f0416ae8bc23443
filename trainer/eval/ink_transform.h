// Ink turned, scaled, mirrored, placed and cut: what the robustness table and the
// generator of junk are made with.
#pragma once

#include "core/base/geometry.h"
#include "core/ink/ink.h"

namespace digitpad {

// x' = a x + b y + dx, y' = c x + d y + dy.
struct Affine {
  float a = 1, b = 0, c = 0, d = 1;
  float dx = 0, dy = 0;
};

// Positive angles turn clockwise, since y grows downwards.
Affine Rotation(float degrees);
// About an axis from top to bottom: left becomes right.
inline Affine Mirroring() { return {.a = -1}; }
inline Affine Scaling(float x, float y) { return {.a = x, .d = y}; }
inline Affine Shift(float dx, float dy) { return {.dx = dx, .dy = dy}; }

// Every point changed; time and pressure stay.
Ink Transformed(const Ink& ink, const Affine& affine);

// Shifted and scaled evenly, so that its bounding box begins at (0, 0) and its longer
// side is `size`; ink without extent is only shifted.
Ink Fitted(const Ink& ink, float size);

// What of the ink lies within the box, its edge included; strokes that leave it and come
// back become several.
Ink Clipped(const Ink& ink, const Box& box);

// The length of all strokes together.
float PathLength(const Ink& ink);

}  // namespace digitpad
