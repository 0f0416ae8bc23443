// LinearMap: what turns, slants and stretches ink and pictures for training.
#pragma once

#include <cmath>

#include "core/base/geometry.h"

namespace digitpad {

// x' = a x + b y, y' = c x + d y.
struct LinearMap {
  float a = 1;
  float b = 0;
  float c = 0;
  float d = 1;

  Vec2 operator()(Vec2 p) const { return {a * p.x + b * p.y, c * p.x + d * p.y}; }
};

// A rotation (radians, clockwise as y grows down) after a shear after stretching along
// the axes.
inline LinearMap Compose(float angle, float shear, float stretch_x, float stretch_y) {
  const float cosine = std::cos(angle);
  const float sine = std::sin(angle);
  return {cosine * stretch_x, (cosine * shear - sine) * stretch_y, sine * stretch_x,
          (sine * shear + cosine) * stretch_y};
}

}  // namespace digitpad
