#include "core/ink/curve.h"

#include <algorithm>
#include <cmath>

namespace digitpad {
namespace {

// How far a piece may be off the curve: less than can be seen.
constexpr float kTolerance = 0.05f;
constexpr float kMaxPieces = 64;

Vec2 Middle(Vec2 a, Vec2 b) { return (a + b) * 0.5f; }

// The quadratic Bezier curve from a to b with control point c, without a itself.
void AppendQuadratic(Vec2 a, Vec2 c, Vec2 b, std::vector<Vec2>* out) {
  // A chord over a share h of the curve is off by |a - 2c + b| h^2 / 4 at most.
  const float bend = Length(a - c * 2 + b);
  const float wanted = std::ceil(std::sqrt(bend / (4 * kTolerance)));
  // NaN, of points that are no numbers, is not above 1 either.
  const int pieces = static_cast<int>(std::min(wanted > 1 ? wanted : 1.0f, kMaxPieces));
  for (int i = 1; i <= pieces; ++i) {
    const float t = static_cast<float>(i) / static_cast<float>(pieces);
    const float s = 1 - t;
    out->push_back(a * (s * s) + c * (2 * s * t) + b * (t * t));
  }
}

}  // namespace

void AppendCurve(std::span<const Point> stroke, float scale, Vec2 offset,
                 std::vector<Vec2>* out) {
  if (stroke.empty()) return;
  const auto at = [&](size_t i) {
    return Vec2{stroke[i].x, stroke[i].y} * scale + offset;
  };
  out->push_back(at(0));
  if (stroke.size() == 1) return;
  Vec2 from = Middle(at(0), at(1));
  out->push_back(from);
  for (size_t i = 1; i + 1 < stroke.size(); ++i) {
    const Vec2 to = Middle(at(i), at(i + 1));
    AppendQuadratic(from, at(i), to, out);
    from = to;
  }
  out->push_back(at(stroke.size() - 1));
}

float PenWidthFor(Vec2 area) {
  return std::clamp(std::min(area.x, area.y) * 0.024f, 6.0f, 13.0f);
}

}  // namespace digitpad
