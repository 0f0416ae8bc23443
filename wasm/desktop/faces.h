// Faces: a few shapes for sheets, as the app's own Looks has them, from CSS pixels to
// device pixels.
#pragma once

#include "core/base/geometry.h"
#include "wasm/app/scene.h"
#include "wasm/app/theme.h"

namespace digitpad {

class Faces {
 public:
  Faces(const Theme& theme, float scale, Scene* scene)
      : theme_(theme), scale_(scale), scene_(scene) {}

  // A rounded face with a line around it, which lies inside `box`.
  void AddFramed(const Box& box, float radius, Role line, Role face);
  // The same with a dashed line: what is not sure.
  void AddDashed(const Box& box, float radius, Role line, Role face);
  void AddPlain(const Box& box, float radius, Role face);
  // Inside `box`: who has the keys.
  void AddRing(const Box& box, float radius, Role line);

 private:
  Box ToDevice(const Box& box) const;
  float Width(float css) const;
  void AddLine(const Box& device, float radius, float width, float dash, Role role);

  const Theme& theme_;
  float scale_;
  Scene* scene_;
};

}  // namespace digitpad
