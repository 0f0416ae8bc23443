#include "trainer/data/line_or_ring.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace digitpad {
namespace {

Stroke Joined(const Ink& ink) {
  Stroke all;
  for (const Stroke& stroke : ink) all.insert(all.end(), stroke.begin(), stroke.end());
  return all;
}

// Steeper than 35 degrees, and nothing further from the axis than a sixth of its length:
// a 1.
bool IsUprightLine(const Stroke& points, Vec2 middle) {
  float xx = 0;
  float xy = 0;
  float yy = 0;
  for (const Point& p : points) {
    xx += (p.x - middle.x) * (p.x - middle.x);
    xy += (p.x - middle.x) * (p.y - middle.y);
    yy += (p.y - middle.y) * (p.y - middle.y);
  }
  const float angle = 0.5f * std::atan2(2 * xy, xx - yy);  // of the longest axis
  const Vec2 axis = {std::cos(angle), std::sin(angle)};
  float along = 0;
  float across = 0;
  for (const Point& p : points) {
    const Vec2 d = {p.x - middle.x, p.y - middle.y};
    along = std::max(along, std::fabs(d.x * axis.x + d.y * axis.y));
    across = std::max(across, std::fabs(d.y * axis.x - d.x * axis.y));
  }
  return along > 0 && across < 0.35f * along && std::fabs(axis.y) > 0.57f;
}

// All points about as far from the middle of their box, the box taken as a square, and
// on every side of it.
bool IsRing(const Stroke& points, Box box) {
  constexpr int kSectors = 12;
  if (box.w <= 0 || box.h <= 0) return false;
  std::array<bool, kSectors> met = {};
  for (const Point& p : points) {
    const Vec2 d = {2 * (p.x - box.x) / box.w - 1, 2 * (p.y - box.y) / box.h - 1};
    const float radius = Length(d);
    if (radius < 0.72f || radius > 1.22f) return false;
    const float turn = std::atan2(d.y, d.x) / (2 * static_cast<float>(M_PI)) + 0.5f;
    met[std::min(kSectors - 1, static_cast<int>(turn * kSectors))] = true;
  }
  return std::ranges::count(met, true) >= kSectors - 2;
}

}  // namespace

bool LooksLikeLineOrRing(const Ink& ink) {
  const Stroke points = Joined(ink);
  if (points.size() < 2) return false;  // a dot
  Vec2 sum;
  for (const Point& p : points) sum = sum + Vec2{p.x, p.y};
  const Vec2 middle = sum * (1 / static_cast<float>(points.size()));
  return IsUprightLine(points, middle) || IsRing(points, BoundingBox(ink));
}

}  // namespace digitpad
