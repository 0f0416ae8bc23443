#include "trainer/data/scribbles.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace digitpad {
namespace {

constexpr float kPi = static_cast<float>(M_PI);

Vec2 Direction(float angle) { return {std::cos(angle), std::sin(angle)}; }

int Between(int least, int most, Random* random) {
  return least + static_cast<int>(random->Below(static_cast<uint32_t>(most - least + 1)));
}

float Sign(Random* random) { return random->Below(2) == 0 ? -1.0f : 1.0f; }

Vec2 Anywhere(float reach, Random* random) {
  return {random->Uniform(-reach, reach), random->Uniform(-reach, reach)};
}

// Curvature does a random walk around a bend that may change sides: loops and waves. Long
// enough that it is not the curve of a 2, 3, 5 or 6.
void Wander(Random* random, Sketch* sketch) {
  constexpr float kStep = 0.06f;
  const int steps = Between(75, 200, random);
  const float bend = random->Uniform(0, 6) * Sign(random);  // 1 / radius
  const float change = random->Uniform(0.6f, 2.0f);
  std::vector<Vec2> path = {{0, 0}};
  float heading = random->Uniform(0, 2 * kPi);
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
  const float angle = random->Uniform(0, 2 * kPi);
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
  if (random->Below(2) == 0) {
    sketch->Path(path);
  } else {
    sketch->Curve(path);
  }
}

// Straight or curved from one place to the next.
void Jumps(Random* random, Sketch* sketch) {
  std::vector<Vec2> path;
  const int corners = Between(6, 14, random);
  for (int i = 0; i < corners; ++i) path.push_back(Anywhere(0.5f, random));
  if (random->Below(2) == 0) {
    sketch->Path(path);
  } else {
    sketch->Curve(path);
  }
}

void Spiral(Random* random, Sketch* sketch) {
  const float aspect = random->Uniform(0.6f, 1.4f);
  const float turns = random->Uniform(2, 5) * Sign(random);
  sketch->Ellipse({0, 0}, {0.5f * aspect, 0.5f}, random->Uniform(0, 2 * kPi), turns,
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

void Polygon(Vec2 center, float radius, int corners, Random* random, Sketch* sketch) {
  const float start = random->Uniform(0, 2 * kPi);
  const float aspect = random->Uniform(0.7f, 1.3f);
  std::vector<Vec2> path;
  for (int i = 0; i <= corners; ++i) {
    const float angle =
        start + 2 * kPi * static_cast<float>(i % corners) / static_cast<float>(corners);
    const Vec2 p = Direction(angle + random->Uniform(-0.15f, 0.15f));
    path.push_back(center +
                   Vec2{p.x * aspect, p.y} * (radius * random->Uniform(0.85f, 1.1f)));
  }
  path.back() = path.front();
  sketch->Path(path);
}

// As an outline, or in one go with lines that cross.
void Star(Random* random, Sketch* sketch) {
  const bool crossing = random->Below(2) == 0;
  const int points = crossing ? 5 : Between(4, 8, random);
  const float inner = random->Uniform(0.3f, 0.55f);
  const float start = -kPi / 2 + random->Uniform(-0.3f, 0.3f);
  const int corners = crossing ? points : 2 * points;
  std::vector<Vec2> path;
  for (int i = 0; i <= corners; ++i) {
    const int corner = crossing ? 2 * i : i;
    const float angle =
        start + 2 * kPi * static_cast<float>(corner) / static_cast<float>(corners);
    const float radius = (crossing || i % 2 == 0 ? 0.5f : 0.5f * inner);
    path.push_back(Direction(angle + random->Uniform(-0.08f, 0.08f)) *
                   (radius * random->Uniform(0.9f, 1.1f)));
  }
  sketch->Path(path);
}

void Asterisk(Random* random, Sketch* sketch) {
  const int lines = Between(3, 6, random);
  const float start = random->Uniform(0, kPi);
  for (int i = 0; i < lines; ++i) {
    const Vec2 along =
        Direction(start + kPi * static_cast<float>(i) / static_cast<float>(lines));
    sketch->Line(along * -random->Uniform(0.35f, 0.55f),
                 along * random->Uniform(0.35f, 0.55f));
  }
}

void Heart(Random* random, Sketch* sketch) {
  const float notch = random->Uniform(-0.3f, -0.15f);
  const float width = random->Uniform(0.4f, 0.6f);
  for (const float side : {-1.0f, 1.0f}) {
    const Vec2 half[] = {{0, notch},
                         {side * width * 0.5f, -0.48f},
                         {side * width, random->Uniform(-0.3f, -0.15f)},
                         {side * width * 0.6f, 0.15f},
                         {0, 0.5f}};
    sketch->Curve(half);
  }
}

// Head and shaft, in any direction.
void Arrow(Random* random, Sketch* sketch) {
  const float angle = random->Uniform(0, 2 * kPi);
  const Vec2 tip = Direction(angle) * 0.5f;
  const float barb = random->Uniform(0.2f, 0.35f);
  const float spread = random->Uniform(0.4f, 0.8f);
  sketch->Line(tip * -1.0f, tip);
  if (random->Uniform() < 0.2f) {
    const Vec2 head[] = {tip, tip - Direction(angle - spread) * barb,
                         tip - Direction(angle + spread) * barb, tip};
    sketch->Path(head);
    return;
  }
  const Vec2 head[] = {tip - Direction(angle - spread) * barb, tip,
                       tip - Direction(angle + spread) * barb};
  sketch->Path(head);
  if (random->Uniform() < 0.2f) {
    const Vec2 other[] = {Direction(angle - spread) * barb - tip, tip * -1.0f,
                          Direction(angle + spread) * barb - tip};
    sketch->Path(other);
  }
}

// Two lines that cross near their middles at about a right angle, any way round.
void Cross(Random* random, Sketch* sketch) {
  const float angle = random->Uniform(0, kPi);
  const float second = angle + kPi / 2 + random->Uniform(-0.4f, 0.4f);
  const Vec2 middle = Anywhere(0.08f, random);
  sketch->Line(Direction(angle) * -0.5f, Direction(angle) * 0.5f);
  const float half = random->Uniform(0.3f, 0.5f);
  sketch->Line(middle - Direction(second) * half, middle + Direction(second) * half);
}

// The short arm is clear, and the corner is at the bottom: neither a 1 nor a 7.
void CheckMark(Random* random, Sketch* sketch) {
  const Vec2 corner = {random->Uniform(-0.25f, -0.05f), 0.4f};
  const Vec2 path[] = {
      corner + Vec2{-random->Uniform(0.3f, 0.4f), -random->Uniform(0.25f, 0.4f)},
      corner,
      {random->Uniform(0.4f, 0.7f), -random->Uniform(0.3f, 0.5f)}};
  sketch->Path(path);
}

void Grid(Random* random, Sketch* sketch) {
  const int columns = Between(2, 4, random);
  const int rows = Between(2, 4, random);
  for (int i = 0; i < columns; ++i) {
    const float x = static_cast<float>(i + 1) / static_cast<float>(columns + 1) - 0.5f;
    sketch->Line({x, -0.5f}, {x, 0.5f});
  }
  for (int i = 0; i < rows; ++i) {
    const float y = static_cast<float>(i + 1) / static_cast<float>(rows + 1) - 0.5f;
    sketch->Line({-0.5f, y}, {0.5f, y});
  }
}

// One within another: rectangles, or rings wide apart.
void Frame(Random* random, Sketch* sketch) {
  const float inner = random->Uniform(0.3f, 0.65f);
  const bool round = random->Uniform() < 0.3f;
  const Vec2 half = {random->Uniform(0.35f, 0.55f), random->Uniform(0.35f, 0.55f)};
  for (const float size : {1.0f, inner}) {
    const float w = half.x * size;
    const float h = half.y * size;
    if (round) {
      sketch->Round(Anywhere(0.04f, random), {w, h});
      continue;
    }
    const Vec2 box[] = {{-w, -h}, {w, -h}, {w, h}, {-w, h}, {-w, -h}};
    sketch->Path(box);
  }
}

void Wave(Random* random, Sketch* sketch) {
  const int crests = Between(2, 5, random);
  const int lines = random->Uniform() < 0.25f ? 2 : 1;
  const float height = random->Uniform(0.1f, 0.3f);
  const float tilt = random->Uniform(-0.3f, 0.3f);
  for (int line = 0; line < lines; ++line) {
    std::vector<Vec2> path;
    for (int i = 0; i <= 2 * crests; ++i) {
      const float x = static_cast<float>(i) / static_cast<float>(2 * crests) - 0.5f;
      const float y = (i % 2 == 0 ? height : -height) * random->Uniform(0.6f, 1.2f) / 2;
      path.push_back({x * 1.4f, y + tilt * x + 0.4f * static_cast<float>(line)});
    }
    sketch->Curve(path);
  }
}

// A closed outline with three lobes or more: one with none is a 0, with two an 8.
void Blob(Vec2 center, float size, Random* random, Sketch* sketch) {
  constexpr int kPieces = 48;
  const int lobes = Between(3, 9, random);
  const float depth = random->Uniform(0.18f, 0.45f);
  const float other = random->Uniform(0, 0.15f);
  const float phase = random->Uniform(0, 2 * kPi);
  std::vector<Vec2> path;
  for (int i = 0; i <= kPieces; ++i) {
    const float angle = 2 * kPi * static_cast<float>(i) / kPieces;
    const float radius = 1 + depth * std::sin(static_cast<float>(lobes) * angle + phase) +
                         other * std::sin(static_cast<float>(lobes + 2) * angle);
    path.push_back(center + Direction(angle) * (radius * size));
  }
  sketch->Path(path);
}

// Half a circle, open to any side.
void Arch(Random* random, Sketch* sketch) {
  sketch->Ellipse({0, 0}, {0.5f, random->Uniform(0.35f, 0.5f)},
                  random->Uniform(0, 2 * kPi), random->Uniform(0.46f, 0.6f));
}

void Part(Random* random, Sketch* sketch) {
  const Vec2 at = Anywhere(1, random);
  const float size = 0.1f + 0.7f * random->Uniform() * random->Uniform();
  switch (random->Below(8)) {
    case 0:
    case 1:
      sketch->Round(at, {size, size * random->Uniform(0.5f, 1.6f)});
      break;
    case 2:
      sketch->Ellipse(at, {size, size}, random->Uniform(0, 2 * kPi),
                      random->Uniform(0.2f, 0.8f) * Sign(random));
      break;
    case 3:
      Polygon(at, size, Between(3, 5, random), random, sketch);
      break;
    case 4:
      sketch->Ellipse(at, {size, size}, random->Uniform(0, 2 * kPi),
                      random->Uniform(1.5f, 3) * Sign(random), 0.2f);
      break;
    case 5:
      sketch->Dot(at);
      break;
    default: {
      const Vec2 path[] = {at, at * 0.5f + Anywhere(0.5f, random), Anywhere(1, random)};
      sketch->Curve(path);
    }
  }
}

// What most drawings of animals are: a body, a head, legs, a tail, at times ears and an
// eye.
void Creature(Random* random, Sketch* sketch) {
  const float side = Sign(random);
  const Vec2 body = {random->Uniform(0.3f, 0.5f), random->Uniform(0.12f, 0.28f)};
  sketch->Round({0, 0}, body);
  const float head_size = random->Uniform(0.1f, 0.22f);
  const Vec2 head = {side * (body.x + head_size * random->Uniform(0.3f, 1.2f)),
                     -random->Uniform(0.1f, 0.45f)};
  sketch->Round(head, {head_size * random->Uniform(0.8f, 1.6f), head_size});
  const int legs = Between(2, 4, random);
  const float length = random->Uniform(0.2f, 0.5f);
  for (int i = 0; i < legs; ++i) {
    const float share = static_cast<float>(i) / static_cast<float>(legs - 1) - 0.5f;
    const Vec2 hip = {share * body.x * 1.5f, body.y * 0.85f};
    sketch->Line(hip, hip + Vec2{random->Uniform(-0.08f, 0.08f), length});
  }
  const Vec2 rump = {-side * body.x, 0};
  const Vec2 tail[] = {
      rump,
      rump + Vec2{-side * random->Uniform(0.05f, 0.2f), random->Uniform(-0.2f, 0.1f)},
      rump + Vec2{-side * random->Uniform(0.05f, 0.3f), random->Uniform(-0.4f, 0.2f)}};
  sketch->Curve(tail);
  if (random->Below(2) == 0) {
    for (const float x : {-0.6f, 0.6f}) {
      const Vec2 foot = head + Vec2{x * head_size, -0.7f * head_size};
      sketch->Line(foot, foot + Vec2{0.3f * x * head_size, -head_size});
    }
  }
  if (random->Below(2) == 0) sketch->Dot(head);
}

}  // namespace

void DrawScribble(Random* random, Sketch* sketch) {
  switch (random->Below(8)) {
    case 0:
    case 1:
    case 2:
      return Wander(random, sketch);
    case 3:
      return Zigzag(random, sketch);
    case 4:
      return Jumps(random, sketch);
    case 5:
      return Spiral(random, sketch);
    case 6:
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

void DrawShape(Random* random, Sketch* sketch) {
  switch (random->Below(12)) {
    case 0:
      return Polygon({0, 0}, 0.5f, Between(3, 5, random), random, sketch);
    case 1:
      return Star(random, sketch);
    case 2:
      return Asterisk(random, sketch);
    case 3:
      return Heart(random, sketch);
    case 4:
      return Arrow(random, sketch);
    case 5:
      return Cross(random, sketch);
    case 6:
      return CheckMark(random, sketch);
    case 7:
      return Grid(random, sketch);
    case 8:
      return Frame(random, sketch);
    case 9:
      return Wave(random, sketch);
    case 10:
      return Blob({0, 0}, 0.4f, random, sketch);
    default:
      return Arch(random, sketch);
  }
}

void DrawScene(Random* random, Sketch* sketch) {
  const uint32_t kind = random->Below(4);
  if (kind == 0) return Creature(random, sketch);
  if (kind == 1) {
    Blob({0, 0}, 0.4f, random, sketch);
  }
  const int least = kind == 1 ? 1 : 4;
  const int parts = least + Between(0, Between(0, 8, random), random);
  for (int i = 0; i < parts; ++i) Part(random, sketch);
}

}  // namespace digitpad
