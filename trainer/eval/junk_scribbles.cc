// Scribbles: lines that go on for too long to be a digit.
#include <algorithm>
#include <cmath>

#include "trainer/eval/ink_transform.h"
#include "trainer/eval/junk_kinds.h"

namespace digitpad {
namespace {

constexpr float kTurn = 2 * static_cast<float>(M_PI);
constexpr float kStep = 0.03f;  // between points, in units of the drawing's size

int Between(int low, int high, Random* random) {
  return low + static_cast<int>(random->Below(static_cast<uint32_t>(high - low + 1)));
}

// A pen that wanders about in a unit box and turns back at its walls.
Ink Tangle(Random* random) {
  constexpr float kLeastLength = 5, kMostLength = 10;
  constexpr float kUnrest = 0.12f;   // new curvature a step, radians
  constexpr float kInertia = 0.93f;  // of the old one
  const auto steps = static_cast<int>(random->Uniform(kLeastLength, kMostLength) / kStep);
  Vec2 at = {random->Uniform(), random->Uniform()};
  float heading = random->Uniform(0, kTurn);
  float curvature = 0;
  Stroke stroke;
  for (int i = 0; i < steps; ++i) {
    stroke.push_back({at.x, at.y});
    curvature = kInertia * curvature + kUnrest * random->Normal();
    heading += curvature;
    Vec2 next = at + Vec2{std::cos(heading), std::sin(heading)} * kStep;
    if (next.x < 0 || next.x > 1 || next.y < 0 || next.y > 1) {
      heading = std::atan2(0.5f - at.y, 0.5f - at.x) + 0.5f * random->Normal();
      next = at + Vec2{std::cos(heading), std::sin(heading)} * kStep;
    }
    at = next;
  }
  return {stroke};
}

// Points along a line, so that strokes have as many as those of a pen.
void LineTo(Vec2 to, Stroke* stroke) {
  if (stroke->empty()) {
    stroke->push_back({to.x, to.y});
    return;
  }
  const Vec2 from = {stroke->back().x, stroke->back().y};
  const int steps = std::max(1, static_cast<int>(Length(to - from) / kStep));
  for (int i = 1; i <= steps; ++i) {
    const Vec2 p =
        from + (to - from) * (static_cast<float>(i) / static_cast<float>(steps));
    stroke->push_back({p.x, p.y});
  }
}

// To and fro across the box while slowly going along it.
Ink Zigzag(Random* random) {
  const int turns = Between(7, 16, random);
  const float height = random->Uniform(0.4f, 1.1f);
  Stroke stroke;
  for (int i = 0; i <= turns; ++i) {
    const float along = static_cast<float>(i) / static_cast<float>(turns);
    const float side = i % 2 == 0 ? 0 : height;
    LineTo({along + 0.02f * random->Normal(), side + 0.08f * random->Normal()}, &stroke);
  }
  return Transformed({stroke}, Rotation(random->Uniform(0, 360)));
}

// Loops along a line, as one tries a pen; or around one place, wider and wider.
Ink Coil(Random* random) {
  const float loops = random->Uniform(3.5f, 7.0f);
  const bool spiral = random->Below(2) == 0;
  const float travel = spiral ? 0 : random->Uniform(0.25f, 1.3f);  // a loop, in radii
  const float height = random->Uniform(0.7f, 1.4f);
  const int steps = static_cast<int>(loops * 28);
  Stroke stroke;
  for (int i = 0; i <= steps; ++i) {
    const float turn = static_cast<float>(i) / 28;
    const float radius = spiral ? 0.1f + turn / loops : 1;
    stroke.push_back({travel * turn + radius * std::cos(kTurn * turn),
                      height * radius * std::sin(kTurn * turn)});
  }
  return Transformed({stroke}, Rotation(random->Uniform(0, 360)));
}

// Many short lines side by side, at times a second layer across.
Ink Hatching(Random* random) {
  const int layers = Between(1, 2, random);
  Ink ink;
  for (int layer = 0; layer < layers; ++layer) {
    const int lines = Between(5, 9, random);
    Ink hatch;
    for (int i = 0; i < lines; ++i) {
      const float x = static_cast<float>(i) / static_cast<float>(lines - 1) - 0.5f;
      Stroke& line = hatch.emplace_back();
      LineTo({x, -0.5f + 0.08f * random->Normal()}, &line);
      LineTo({x + 0.03f * random->Normal(), 0.5f + 0.08f * random->Normal()}, &line);
    }
    const float angle = layer == 0 ? random->Uniform(0, 360) : random->Uniform(60, 120);
    if (layer > 0) ink = Transformed(ink, Rotation(angle));
    ink.insert(ink.end(), hatch.begin(), hatch.end());
  }
  return ink;
}

// Arcs from anywhere to anywhere.
Ink Strokes(Random* random) {
  const int count = Between(5, 9, random);
  Ink ink;
  for (int i = 0; i < count; ++i) {
    const Vec2 from = {random->Uniform(), random->Uniform()};
    const Vec2 to = {random->Uniform(), random->Uniform()};
    const Vec2 bend = Vec2{to.y - from.y, from.x - to.x} * (0.4f * random->Normal());
    const int steps = std::max(4, static_cast<int>(Length(to - from) / kStep));
    Stroke& stroke = ink.emplace_back();
    for (int k = 0; k <= steps; ++k) {
      const float t = static_cast<float>(k) / static_cast<float>(steps);
      const Vec2 p = from + (to - from) * t + bend * (4 * t * (1 - t));
      stroke.push_back({p.x, p.y});
    }
  }
  return ink;
}

struct Scribble {
  const char* name;
  Ink (*draw)(Random* random);
};
constexpr Scribble kScribbles[] = {
    {"tangle", Tangle},     {"zigzag", Zigzag},   {"coil", Coil},
    {"hatching", Hatching}, {"strokes", Strokes},
};

}  // namespace

Ink DrawScribble(Random* random, std::string* name) {
  const Scribble& scribble = kScribbles[random->Below(std::size(kScribbles))];
  *name = scribble.name;
  return scribble.draw(random);
}

}  // namespace digitpad
