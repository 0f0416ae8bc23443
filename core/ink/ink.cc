#include "core/ink/ink.h"

#include <algorithm>
#include <string>

#include "core/base/value_text.h"

namespace digitpad {
namespace {

// False for NaN as well, whose comparisons are all false.
bool InRange(float v) { return v >= -kMaxCoordinate && v <= kMaxCoordinate; }

}  // namespace

bool IsValid(const Point& point) { return InRange(point.x) && InRange(point.y); }

Status ValidateInk(const Ink& ink) {
  if (ink.size() > kMaxStrokes) {
    return Status::Invalid("more than " + NumberText(kMaxStrokes) + " strokes");
  }
  size_t points = 0;
  for (size_t s = 0; s < ink.size(); ++s) {
    points += ink[s].size();
    if (points > kMaxPoints) {
      return Status::Invalid("stroke " + NumberText(s) + ": more than " +
                             NumberText(kMaxPoints) + " points in all");
    }
    for (size_t p = 0; p < ink[s].size(); ++p) {
      if (!IsValid(ink[s][p])) {
        return Status::Invalid("stroke " + NumberText(s) + ", point " + NumberText(p) +
                               ": a coordinate is not a number within +-1e6");
      }
    }
  }
  return Status::Ok();
}

PointerKind PointerOf(const Stroke& stroke) {
  return stroke.empty() ? PointerKind::kUnknown : stroke[0].pointer;
}

bool IsEmpty(const Ink& ink) {
  return std::all_of(ink.begin(), ink.end(), [](const Stroke& s) { return s.empty(); });
}

Box BoundingBox(const Ink& ink) {
  float left = kMaxCoordinate, top = kMaxCoordinate;
  float right = -kMaxCoordinate, bottom = -kMaxCoordinate;
  for (const Stroke& stroke : ink) {
    for (const Point& p : stroke) {
      left = std::min(left, p.x);
      right = std::max(right, p.x);
      top = std::min(top, p.y);
      bottom = std::max(bottom, p.y);
    }
  }
  if (left > right) return Box();
  return {left, top, right - left, bottom - top};
}

}  // namespace digitpad
