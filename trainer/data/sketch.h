// Sketch: ink that looks drawn by a hand, built from lines, curves and ellipses. One hand
// draws a whole sketch: how far apart its points lie, how much it trembles and overshoots
// is chosen once, at random. Figures are about 1 in size, y down.
#pragma once

#include <span>
#include <vector>

#include "core/base/geometry.h"
#include "core/ink/ink.h"
#include "trainer/data/random.h"

namespace digitpad {

class Sketch {
 public:
  // Clears *ink and draws into it; both must outlive this.
  Sketch(Random* random, Ink* ink);

  // One stroke each. Corners are drawn as far as the hand's point spacing allows.
  void Line(Vec2 from, Vec2 to);
  void Path(std::span<const Vec2> corners);
  // Smooth through all points. REQUIRES: at least one point.
  void Curve(std::span<const Vec2> through);
  // From the angle `start` (radians, 0 to the right, growing clockwise) for `turns` turns
  // while the radii grow to `growth` of what they were.
  void Ellipse(Vec2 center, Vec2 radii, float start, float turns = 1, float growth = 1);
  // A whole ellipse that begins anywhere and hardly ever closes exactly.
  void Round(Vec2 center, Vec2 radii);
  // A tap: one point, at times repeated.
  void Dot(Vec2 at);

 private:
  void Draw();      // path_ as one stroke by this hand
  void MoveEnds();  // gaps and overshoot at both ends of path_
  Vec2 Tremble(float along) const;

  Random* random_;
  Ink* ink_;
  float spacing_;    // of points
  float wobble_;     // slow, along a stroke
  float overshoot_;  // at stroke ends; negative where ends stop short
  float phases_[4] = {};
  std::vector<Vec2> path_;
};

// Points on the curve through all of `through`, appended: a uniform Catmull-Rom spline.
// REQUIRES: at least one point.
void AppendSmooth(std::span<const Vec2> through, std::vector<Vec2>* path);

}  // namespace digitpad
