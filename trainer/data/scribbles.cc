#include "trainer/data/scribbles.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "trainer/data/chance.h"

namespace digitpad {
namespace {

// Curvature does a random walk around a bend that may change sides: loops and waves. Long
// enough that it is not the curve of a 2, 3, 5 or 6.
void Wander(Random* random, Sketch* sketch) {
  constexpr float kStep = 0.06f;
  const int steps = Between(75, 200, random);
  const float bend = random->Uniform(0, 6) * Sign(random);  // 1 / radius
  const float change = random->Uniform(0.6f, 2.0f);
  std::vector<Vec2> path = {{0, 0}};
  float heading = AnyAngle(random);
  float curvature = bend;
  for (int i = 0; i < steps; ++i) {
    curvature += 0.08f * (bend - curvature) + change * random->Normal();
    heading += curvature * kStep;
    path.push_back(path.back() + Direction(heading) * kStep);
    if (Length(path.back()) > 1) {  // back towards the middle
      const Vec2 back = path.back() * -1.0f;
      heading = std::atan2(back.y, back.x) + random->Uniform(-1, 1);
    }
  }
  sketch->Path(path);
}

// To and fro between two sides; closely, it fills an area.
void Zigzag(Random* random, Sketch* sketch) {
  const int corners = Between(6, 22, random);
  const float angle = AnyAngle(random);
  const Vec2 along = Direction(angle) * random->Uniform(0.4f, 1.2f);
  const Vec2 across =
      Direction(angle + random->Uniform(0.9f, 2.2f)) * random->Uniform(0.3f, 0.6f);
  const float rough = random->Uniform(0.02f, 0.2f);
  std::vector<Vec2> path;
  for (int i = 0; i < corners; ++i) {
    const float share = static_cast<float>(i) / static_cast<float>(corners - 1) - 0.5f;
    const float side = i % 2 == 0 ? 1 : -1;
    path.push_back(along * share + across * (side * random->Uniform(0.7f, 1.1f)) +
                   Vec2{rough * random->Normal(), rough * random->Normal()});
  }
  if (Coin(random)) {
    sketch->Path(path);
  } else {
    sketch->Curve(path);
  }
}

// Straight or curved from one place to the next.
void Jumps(Random* random, Sketch* sketch) {
  std::vector<Vec2> path(static_cast<size_t>(Between(6, 14, random)));
  for (Vec2& corner : path) corner = Anywhere(0.5f, random);
  if (Coin(random)) {
    sketch->Path(path);
  } else {
    sketch->Curve(path);
  }
}

void Spiral(Random* random, Sketch* sketch) {
  const float aspect = random->Uniform(0.6f, 1.4f);
  const float turns = random->Uniform(2, 5) * Sign(random);
  sketch->Ellipse({0, 0}, {0.5f * aspect, 0.5f}, AnyAngle(random), turns,
                  random->Uniform(0.05f, 0.35f));
}

// Loops along a line, as when a pen is tried.
void Coils(Random* random, Sketch* sketch) {
  const int points = Between(3, 7, random) * 12;
  const Vec2 along = Direction(random->Uniform(-0.6f, 0.6f)) * random->Uniform(0.8f, 2);
  const float radius = random->Uniform(0.2f, 0.45f);
  const float turn = Sign(random) * kPi / 6;
  std::vector<Vec2> path;
  for (int i = 0; i < points; ++i) {
    const float share = static_cast<float>(i) / static_cast<float>(points);
    path.push_back(along * share + Direction(turn * static_cast<float>(i)) * radius);
  }
  sketch->Path(path);
}

// Writing without letters: humps and loops, some tall, some below the line.
void Cursive(Random* random, Sketch* sketch) {
  const int letters = Between(4, 10, random);
  const float width = random->Uniform(0.12f, 0.3f);
  const float height = random->Uniform(0.1f, 0.3f);
  const float slant = random->Uniform(-0.1f, 0.3f);
  const bool loops = Coin(random);
  std::vector<Vec2> path;
  for (int i = 0; i < letters; ++i) {
    const float x = width * static_cast<float>(i);
    const float tall = random->Uniform() < 0.2f ? 2.2f : random->Uniform(0.7f, 1.2f);
    const float deep = random->Uniform() < 0.15f ? random->Uniform(0.5f, 1.3f) : 0;
    const float top = -height * tall;
    path.push_back({x, random->Uniform(-0.02f, 0.02f)});
    path.push_back({x + width * 0.7f - slant * top, top});
    if (loops) path.push_back({x + width * 0.2f - slant * top, top * 0.9f});
    path.push_back({x + width * 0.5f, height * deep});
  }
  sketch->Curve(path);
}

void Hatching(Random* random, Sketch* sketch) {
  const int lines = Between(3, 9, random);
  const float angle = random->Uniform(0, kPi);
  const Vec2 along = Direction(angle) * 0.5f;
  const Vec2 across = Direction(angle + kPi / 2);
  const bool crossed = random->Uniform() < 0.3f;
  for (int i = 0; i < lines; ++i) {
    const float share = static_cast<float>(i) / static_cast<float>(lines - 1) - 0.5f;
    const Vec2 middle = across * share + Anywhere(0.06f, random);
    sketch->Line(middle - along * random->Uniform(0.7f, 1.2f),
                 middle + along * random->Uniform(0.7f, 1.2f));
    if (!crossed) continue;
    const Vec2 other = along * (2 * share);
    sketch->Line(other - across * 0.5f, other + across * 0.5f);
  }
}

// Lying, since an upright line is a 1.
void Dash(Random* random, Sketch* sketch) {
  const Vec2 along = Direction(random->Uniform(-0.45f, 0.45f)) * (0.5f * Sign(random));
  const Vec2 bend = {0, random->Uniform(-0.12f, 0.12f)};
  const Vec2 path[] = {along * -1.0f, bend, along};
  sketch->Curve(path);
}

}  // namespace

void DrawScribble(Random* random, Sketch* sketch) {
  switch (random->Below(9)) {
    case 0:
    case 1:
      return Wander(random, sketch);
    case 2:
    case 3:
      return Cursive(random, sketch);
    case 4:
      return Zigzag(random, sketch);
    case 5:
      return Jumps(random, sketch);
    case 6:
      return Spiral(random, sketch);
    case 7:
      return Coils(random, sketch);
    default:
      return Hatching(random, sketch);
  }
}

void DrawDots(Random* random, Sketch* sketch) {
  const uint32_t kind = random->Below(4);
  if (kind == 0) return Dash(random, sketch);
  if (kind == 1) return sketch->Dot({0, 0});
  const int dots = Between(2, 6, random);
  for (int i = 0; i < dots; ++i) {
    const Vec2 at = Anywhere(0.5f, random);
    if (kind == 2) {
      sketch->Dot(at);
    } else {
      sketch->Line(at, at + Anywhere(0.15f, random));
    }
  }
}

}  // namespace digitpad
