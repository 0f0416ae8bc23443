#include "wasm/app/stroke_hit.h"

#include <algorithm>

namespace digitpad {
namespace {

float Cross(Vec2 a, Vec2 b) { return a.x * b.y - a.y * b.x; }
float Dot(Vec2 a, Vec2 b) { return a.x * b.x + a.y * b.y; }

// From p to the segment ab.
float Distance(Vec2 p, Vec2 a, Vec2 b) {
  const Vec2 along = b - a;
  const float length2 = Dot(along, along);
  const float t = length2 > 0 ? std::clamp(Dot(p - a, along) / length2, 0.0f, 1.0f) : 0;
  return Length(p - a - along * t);
}

bool Intersect(Vec2 a, Vec2 b, Vec2 c, Vec2 d) {
  const auto apart = [](Vec2 from, Vec2 to, Vec2 p, Vec2 q) {
    return Cross(to - from, p - from) * Cross(to - from, q - from) < 0;
  };
  return apart(a, b, c, d) && apart(c, d, a, b);
}

}  // namespace

bool IsHit(const Stroke& stroke, Vec2 from, Vec2 to, float reach) {
  for (size_t i = 0; i < stroke.size(); ++i) {
    const Vec2 a = {stroke[i].x, stroke[i].y};
    const Point& next = stroke[std::min(i + 1, stroke.size() - 1)];
    const Vec2 b = {next.x, next.y};
    if (Intersect(from, to, a, b) || Distance(a, from, to) <= reach ||
        Distance(b, from, to) <= reach || Distance(from, a, b) <= reach ||
        Distance(to, a, b) <= reach) {
      return true;
    }
  }
  return false;
}

}  // namespace digitpad
