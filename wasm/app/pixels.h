// Pixels: rectangles and memory in device pixels, the side of the app that touches a
// screen.
#pragma once

#include <cstdint>

#include "core/base/geometry.h"
#include "wasm/app/theme.h"

namespace digitpad {

struct IntRect {
  int x = 0;
  int y = 0;
  int w = 0;
  int h = 0;
  bool empty() const { return w <= 0 || h <= 0; }
  bool operator==(const IntRect&) const = default;
};

IntRect Intersect(const IntRect& a, const IntRect& b);
IntRect Unite(const IntRect& a, const IntRect& b);  // the smallest around both

// The smallest whole rectangle around `box`, grown by `margin` on every side.
IntRect Around(const Box& box, float margin = 0);

// Where the three channels are in a 32-bit pixel. `opaque` is or'ed into every pixel.
struct PixelFormat {
  int red_shift = 0;
  int green_shift = 8;
  int blue_shift = 16;
  uint32_t opaque = 0xFF000000;

  uint32_t Pack(Color c) const {
    return uint32_t{c.r} << red_shift | uint32_t{c.g} << green_shift |
           uint32_t{c.b} << blue_shift | opaque;
  }
};

// A picture in memory that someone else owns. Pixel (x, y) is data[y * stride + x].
struct PixelBuffer {
  uint32_t* data = nullptr;
  int width = 0;
  int height = 0;
  int stride = 0;  // in pixels
  PixelFormat format;
};

}  // namespace digitpad
