// Ink as screens show it, for a canvas of JavaScript's: the curve of each stroke, drawn
// by the core's rasteriser. Stateless; all memory is the caller's.
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "core/ink/curve.h"
#include "core/ink/rasterizer.h"
#include "wasm/headless/fill_ink.h"
#include "wasm/headless/wasm_export.h"

// The width of the pen on a drawing area of that size; both in CSS pixels.
DIGITPAD_EXPORT("penWidth") float PenWidth(float width, float height) {
  return digitpad::PenWidthFor({width, height});
}

// points, lengths: as `read` takes them. An ink unit is `scale` pixels, its origin is at
// pixel (x, y). The coverage of each pixel of the rectangle goes into `coverage`, a byte
// each, row by row.
DIGITPAD_EXPORT("drawInk")
void DrawInk(const float* points, const int32_t* lengths, int strokes, float scale,
             float x, float y, float pen_width, uint8_t* coverage, int left, int top,
             int width, int height) {
  std::memset(coverage, 0, static_cast<size_t>(width) * static_cast<size_t>(height));
  digitpad::Ink ink;
  digitpad::FillInk(points, lengths, strokes, &ink);
  for (const digitpad::Stroke& stroke : ink) {
    std::vector<digitpad::Vec2> curve;
    AppendCurve(stroke, scale, {x, y}, &curve);
    DrawPolyline(curve, pen_width, {coverage, width, height, width, left, top});
  }
}
