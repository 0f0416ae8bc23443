// The one rasteriser: coverage (0..255) of pen strokes and of the shapes the view needs.
// What the network reads, what the page shows and what a saved picture holds all come
// from here. Stateless; draws into memory that the caller owns.
//
// Coverage of a pixel is taken from the distance d of its centre to the shape's edge, as
// clamp(0.5 + d_inside, 0, 1): exact for straight edges along the axes, within a few per
// cent elsewhere. Overlapping ink is the maximum, so a stroke that crosses itself does
// not darken.
#pragma once

#include <cstdint>
#include <span>

#include "core/base/geometry.h"

namespace digitpad {

// A window of coverage bytes into a larger plane. Pixel (x, y) of the plane is at
// data[(y - top) * stride + (x - left)] for left <= x < left + width, top <= y < top +
// height.
struct BitmapView {
  uint8_t* data = nullptr;  // [height][stride]
  int width = 0;
  int height = 0;
  int stride = 0;
  int left = 0;
  int top = 0;
};

// One segment with round ends. `strength` (0..255) is the coverage of its middle.
void DrawSegment(Vec2 a, Vec2 b, float pen_width, uint8_t strength, BitmapView out);

// A polyline with round ends and joints; one point, or points that coincide, make a dot.
void DrawPolyline(std::span<const Vec2> points, float pen_width, BitmapView out);

// A filled rectangle with corners rounded by `radius` (cut to half of the shorter side).
void FillRoundRect(Box box, float radius, BitmapView out);

}  // namespace digitpad
