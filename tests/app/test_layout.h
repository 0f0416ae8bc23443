// What the tests of the layout share.
#pragma once

#include "wasm/app/layout.h"

namespace digitpad {

inline LayoutInput MakeInput(float width, float height, float text_scale = 1) {
  LayoutInput input;
  input.size = {width, height};
  input.text_scale = text_scale;
  input.title = {90 * text_scale, 26 * text_scale};
  input.tagline = {250 * text_scale, 17 * text_scale};
  // Of the page's commands: five in the toolbar, the menu; the others carry no label.
  for (const float label : {80, 38, 36, 38, 64, 40, 0, 0, 0}) {
    input.labels.push_back({label * text_scale, 19 * text_scale});
  }
  return input;
}

// Rectangles that touch, or overlap by what rounding to pixels does, are apart.
inline constexpr float kRounding = 1;

inline bool Overlap(const Box& a, const Box& b) {
  return a.x + kRounding < b.x + b.w && b.x + kRounding < a.x + a.w &&
         a.y + kRounding < b.y + b.h && b.y + kRounding < a.y + a.h;
}

inline bool Within(const Box& inner, const Box& outer) {
  return inner.x >= outer.x - kRounding && inner.y >= outer.y - kRounding &&
         inner.x + inner.w <= outer.x + outer.w + kRounding &&
         inner.y + inner.h <= outer.y + outer.h + kRounding;
}

}  // namespace digitpad
