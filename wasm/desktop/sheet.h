// What the window draws over the app's scene: texts, which the DOM carries on the page,
// and faces of what is DOM alone there. Plain values, in sheets from back to front.
#pragma once

#include <string>
#include <vector>

#include "core/base/geometry.h"
#include "wasm/app/scene.h"
#include "wasm/app/theme.h"

namespace digitpad {

enum class Align { kStart, kCenter, kEnd };

struct TextStyle {
  float size;  // CSS pixels
  bool bold = false;
  Align align = Align::kStart;
  bool wraps = false;  // at the width of its box; centered then
};

struct Label {
  std::string text;
  Box box;  // CSS pixels
  TextStyle style;
  Color color;
};

struct Sheet {
  Box clip;     // nothing is seen outside of it; CSS pixels
  Scene faces;  // device pixels, below the labels
  std::vector<Label> labels;
};

// CSS pixels, as in www/page.css.
inline constexpr float kTitleSize = 20;
inline constexpr float kLargeSize = 18;
inline constexpr float kButtonSize = 14;
inline constexpr float kSmallSize = 13;

}  // namespace digitpad
