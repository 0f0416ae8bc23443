#include "wasm/desktop/faces.h"

#include <algorithm>
#include <cmath>

#include "wasm/app/outline.h"

namespace digitpad {
namespace {

// CSS pixels.
constexpr float kHairline = 1;
constexpr float kStrong = 2;
constexpr float kDash = 5;
constexpr float kRingInset = 3;

Box Shrunk(const Box& box, float by) {
  return {box.x + by, box.y + by, box.w - 2 * by, box.h - 2 * by};
}

}  // namespace

// To whole device pixels, so that straight edges are crisp.
Box Faces::ToDevice(const Box& box) const {
  const float left = std::round(box.x * scale_), top = std::round(box.y * scale_);
  return {left, top, std::round((box.x + box.w) * scale_) - left,
          std::round((box.y + box.h) * scale_) - top};
}

float Faces::Width(float css) const { return std::max(1.0f, std::floor(css * scale_)); }

void Faces::AddPlain(const Box& box, float radius, Role face) {
  scene_->AddRoundRect(ToDevice(box), radius * scale_, theme_[face]);
}

void Faces::AddFramed(const Box& box, float radius, Role line, Role face) {
  const float width = Width(kHairline);
  AddPlain(box, radius, line);
  scene_->AddRoundRect(Shrunk(ToDevice(box), width), radius * scale_ - width,
                       theme_[face]);
}

void Faces::AddDashed(const Box& box, float radius, Role line, Role face) {
  AddPlain(box, radius, face);
  AddLine(ToDevice(box), radius * scale_, Width(kStrong), kDash * scale_, line);
}

void Faces::AddRing(const Box& box, float radius, Role line) {
  const float inset = kRingInset * scale_;
  AddLine(Shrunk(ToDevice(box), inset), std::max(radius * scale_ - inset, 0.0f),
          Width(kStrong), 0, line);
}

void Faces::AddLine(const Box& device, float radius, float width, float dash, Role role) {
  scene_->BeginLines(width, theme_[role]);
  AppendOutline(Shrunk(device, width / 2), radius - width / 2, dash, scene_);
  scene_->EndLines();
}

}  // namespace digitpad
