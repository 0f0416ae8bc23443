#include "wasm/headless/fill_ink.h"

#include <cstddef>

namespace digitpad {

void FillInk(const float* points, const int32_t* lengths, int strokes, Ink* ink) {
  ink->resize(static_cast<size_t>(strokes));
  for (Stroke& stroke : *ink) {
    stroke.resize(static_cast<size_t>(*lengths++));
    for (Point& point : stroke) {
      point = {points[0], points[1]};
      points += 2;
    }
  }
}

}  // namespace digitpad
