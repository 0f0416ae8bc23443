// Ink as screens show it, for a canvas of JavaScript's: the curve of each stroke, drawn
// by the core's rasteriser. Stateless; all memory is the caller's.
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

#include "core/ink/curve.h"
#include "core/ink/rasterizer.h"
#include "wasm/headless/wasm_export.h"

namespace {

using digitpad::BitmapView;
using digitpad::Point;
using digitpad::Vec2;

// How ink units become pixels.
struct View {
  float scale;
  float x, y;       // pixels, where the ink's origin is shown
  float pen_width;  // pixels
};

// From one byte a pixel at the front of `pixels` to four: black, and the coverage as
// alpha.
void SpreadCoverage(uint8_t* pixels, size_t count) {
  for (size_t i = count; i-- > 0;) {
    const uint8_t pixel[4] = {0, 0, 0, pixels[i]};
    std::memcpy(pixels + 4 * i, pixel, 4);
  }
}

}  // namespace

// The width of the pen on a drawing area of that size; both in CSS pixels.
DIGITPAD_EXPORT("penWidth") float PenWidth(float width, float height) {
  return digitpad::PenWidthFor({width, height});
}

// points, lengths: as `read` takes them. The pixels of the rectangle go into `pixels`,
// four bytes each as of ImageData: black, and the ink's coverage as alpha.
DIGITPAD_EXPORT("drawInk")
void DrawInk(const float* points, const int32_t* lengths, int strokes, const View* view,
             uint8_t* pixels, int left, int top, int width, int height) {
  const size_t count = static_cast<size_t>(width) * static_cast<size_t>(height);
  std::memset(pixels, 0, count);
  const BitmapView coverage = {pixels, width, height, width, left, top};
  std::vector<Point> stroke;
  std::vector<Vec2> curve;
  for (int i = 0; i < strokes; ++i) {
    stroke.clear();
    curve.clear();
    for (int32_t point = 0; point < lengths[i]; ++point, points += 2) {
      stroke.push_back({points[0], points[1]});
    }
    AppendCurve(stroke, view->scale, {view->x, view->y}, &curve);
    DrawPolyline(curve, view->pen_width, coverage);
  }
  SpreadCoverage(pixels, count);
}
