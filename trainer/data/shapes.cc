#include "trainer/data/shapes.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include "trainer/data/chance.h"

namespace digitpad {
namespace {

// As an outline, or in one go with lines that cross.
void Star(Random* random, Sketch* sketch) {
  const bool crossing = Coin(random);
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
  const float angle = AnyAngle(random);
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

// Half a circle, open to any side.
void Arch(Random* random, Sketch* sketch) {
  sketch->Ellipse({0, 0}, {0.5f, random->Uniform(0.35f, 0.5f)}, AnyAngle(random),
                  random->Uniform(0.46f, 0.6f));
}

}  // namespace

void DrawPolygon(Vec2 center, float radius, int corners, Random* random, Sketch* sketch) {
  // A quadrangle stands on a side or a corner and is about as wide as high: askew, it is
  // near a 0 that has lost its curves.
  const float start = corners == 4 ? kPi / 4 * static_cast<float>(Between(0, 1, random))
                                   : AnyAngle(random);
  const float aspect = random->Uniform(0.75f, 1.35f);
  std::vector<Vec2> path;
  for (int i = 0; i < corners; ++i) {
    const float angle =
        start + 2 * kPi * static_cast<float>(i) / static_cast<float>(corners);
    const Vec2 p = Direction(angle + random->Uniform(-0.12f, 0.12f));
    path.push_back(center +
                   Vec2{p.x * aspect, p.y} * (radius * random->Uniform(0.9f, 1.1f)));
  }
  path.push_back(path.front());
  sketch->Path(path);
}

void DrawBlob(Vec2 center, float size, Random* random, Sketch* sketch) {
  constexpr int kPieces = 48;
  const int lobes = Between(3, 9, random);
  const float depth = random->Uniform(0.25f, 0.45f);
  const float other = random->Uniform(0, 0.15f);
  const float phase = AnyAngle(random);
  std::vector<Vec2> path;
  for (int i = 0; i <= kPieces; ++i) {
    const float angle = 2 * kPi * static_cast<float>(i) / kPieces;
    const float radius = 1 + depth * std::sin(static_cast<float>(lobes) * angle + phase) +
                         other * std::sin(static_cast<float>(lobes + 2) * angle);
    path.push_back(center + Direction(angle) * (radius * size));
  }
  sketch->Path(path);
}

void DrawOutline(Vec2 center, float size, Random* random, Sketch* sketch) {
  const int corners = Between(4, 9, random);
  const float roughness = random->Uniform(0.4f, 0.65f);
  const float start = AnyAngle(random);
  std::vector<Vec2> path;  // around, and at its end where it began
  for (int i = 0; i < corners; ++i) {
    const float angle = start + 2 * kPi *
                                    (static_cast<float>(i) + random->Uniform(0, 0.6f)) /
                                    static_cast<float>(corners);
    // Near and far in turn, so that it cannot become a ring.
    const float radius = i % 2 == 0 ? 1 : 1 - roughness * random->Uniform(0.7f, 1.3f);
    path.push_back(center + Direction(angle) * (radius * size));
  }
  path.push_back(path.front());
  if (Coin(random)) return sketch->Path(path);
  // Curved to some corner, straight from there; or curved all around.
  const auto bend = static_cast<size_t>(Between(2, corners, random));
  std::vector<Vec2> outline;
  AppendSmooth(std::span(path).first(bend + 1), &outline);
  outline.insert(outline.end(), path.begin() + static_cast<std::ptrdiff_t>(bend),
                 path.end());
  sketch->Path(outline);
}

void DrawShape(Random* random, Sketch* sketch) {
  switch (random->Below(14)) {
    case 0:
      return DrawPolygon({0, 0}, 0.5f, Between(3, 4, random), random, sketch);
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
      return DrawBlob({0, 0}, 0.4f, random, sketch);
    case 11:
      return Arch(random, sketch);
    default:
      return DrawOutline({0, 0}, 0.5f, random, sketch);
  }
}

}  // namespace digitpad
