// Doodles: what people draw to see whether a page falls for it. Each is a few lines,
// rings and curves in a unit box, varied from one drawing to the next.
#include <algorithm>
#include <cmath>
#include <functional>
#include <span>
#include <vector>

#include "trainer/eval/ink_transform.h"
#include "trainer/eval/junk_kinds.h"

namespace digitpad {
namespace {

constexpr float kTurn = 2 * static_cast<float>(M_PI);
constexpr int kRingPoints = 32;
constexpr float kStep = 0.03f;  // between points of a line

// Draws with a hand that misses its aim a little.
class Sketcher {
 public:
  explicit Sketcher(Random* random) : random_(*random) {}

  float Vary(float value) { return value * (1 + 0.12f * random_.Normal()); }

  // A stroke through corners.
  void Line(std::span<const Vec2> corners) {
    Stroke& stroke = ink_.emplace_back();
    Vec2 from;
    for (const Vec2 corner : corners) {
      const Vec2 to = Missed(corner);
      if (stroke.empty()) {
        stroke.push_back({to.x, to.y});
      } else {
        Segment(from, to, &stroke);
      }
      from = to;
    }
  }
  void Line(std::initializer_list<Vec2> corners) {
    Line(std::span(corners.begin(), corners.size()));
  }

  // From angle `from` to `to`, in turns; 0 is at the right, a quarter at the bottom.
  void Arc(Vec2 middle, Vec2 radius, float from, float to) {
    const float start = 0.02f * random_.Normal();
    const int steps = std::max(6, static_cast<int>(std::abs(to - from) * kRingPoints));
    Curve(steps, [&](float t) {
      const float angle = kTurn * (start + from + (to - from) * t);
      return middle + Vec2{radius.x * std::cos(angle), radius.y * std::sin(angle)};
    });
  }
  void Ring(Vec2 middle, float radius) {
    Arc(middle, {Vary(radius), Vary(radius)}, 0, 1);
  }
  void Dot(Vec2 at) { ink_.push_back({{at.x, at.y}, {at.x + 0.005f, at.y + 0.005f}}); }

  // point(t) for t from 0 to 1.
  void Curve(int steps, const std::function<Vec2(float)>& point) {
    Stroke& stroke = ink_.emplace_back();
    for (int i = 0; i <= steps; ++i) {
      const Vec2 p = point(static_cast<float>(i) / static_cast<float>(steps));
      stroke.push_back({p.x, p.y});
    }
  }

  Random& random() { return random_; }
  Ink Finish() { return std::move(ink_); }

 private:
  Vec2 Missed(Vec2 aim) {
    return aim + Vec2{0.025f * random_.Normal(), 0.025f * random_.Normal()};
  }
  static void Segment(Vec2 from, Vec2 to, Stroke* stroke) {
    const int steps = std::max(1, static_cast<int>(Length(to - from) / kStep));
    for (int i = 1; i <= steps; ++i) {
      const Vec2 p =
          from + (to - from) * (static_cast<float>(i) / static_cast<float>(steps));
      stroke->push_back({p.x, p.y});
    }
  }

  Random& random_;
  Ink ink_;
};

void House(Sketcher& s) {
  const float eaves = s.Vary(0.45f);
  s.Line({{0, 1}, {0, eaves}, {1, eaves}, {1, 1}, {0, 1}});
  s.Line({{0, eaves}, {0.5f, 0}, {1, eaves}});
  s.Line({{0.4f, 1}, {0.4f, 0.7f}, {0.6f, 0.7f}, {0.6f, 1}});
}

void Star(Sketcher& s) {
  std::vector<Vec2> corners;
  for (int i = 0; i <= 5; ++i) {  // every second corner of a pentagon
    const float angle = kTurn * (static_cast<float>(i) * 0.4f - 0.25f);
    corners.push_back({std::cos(angle), std::sin(angle)});
  }
  s.Line(corners);
}

void Heart(Sketcher& s) {
  const float width = s.Vary(1);
  s.Curve(48, [&](float t) {  // a textbook heart curve
    const float a = kTurn * t;
    const float x = std::sin(a);
    return Vec2{width * 16 * x * x * x, -(13 * std::cos(a) - 5 * std::cos(2 * a) -
                                          2 * std::cos(3 * a) - std::cos(4 * a))} *
           (1.0f / 32);
  });
}

void Face(Sketcher& s) {
  s.Ring({0, 0}, 1);
  s.Dot({-0.35f, -0.3f});
  s.Dot({0.35f, -0.3f});
  s.Arc({0, 0.1f}, {0.5f, s.Vary(0.4f)}, 0.05f, 0.45f);
}

void Arrow(Sketcher& s) {
  const float head = s.Vary(0.3f);
  s.Line({{0, 0}, {1, 0}});
  s.Line({{1 - head, -head}, {1, 0}, {1 - head, head}});
}

void Tree(Sketcher& s) {
  s.Line({{-0.1f, 1}, {-0.1f, 0.4f}});
  s.Line({{0.1f, 1}, {0.1f, 0.4f}});
  s.Ring({0, 0}, 0.5f);
}

void Cross(Sketcher& s) {
  s.Line({{0, 0}, {1, 1}});
  s.Line({{1, 0}, {0, 1}});
}

void Plus(Sketcher& s) {
  s.Line({{0.5f, 0}, {0.5f, 1}});
  s.Line({{0, 0.5f}, {1, 0.5f}});
}

void HashSign(Sketcher& s) {
  for (const float at : {0.33f, 0.67f}) {
    s.Line({{at, 0}, {at, 1}});
    s.Line({{0, at}, {1, at}});
  }
}

void CheckedBox(Sketcher& s) {
  s.Line({{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}});
  Cross(s);
}

void Triangle(Sketcher& s) { s.Line({{s.Vary(0.5f), 0}, {1, 1}, {0, 1}, {0.5f, 0}}); }

void Sun(Sketcher& s) {
  s.Ring({0, 0}, 0.5f);
  const int rays = 6 + static_cast<int>(s.random().Below(5));
  for (int i = 0; i < rays; ++i) {
    const float angle = kTurn * static_cast<float>(i) / static_cast<float>(rays);
    const Vec2 out = {std::cos(angle), std::sin(angle)};
    s.Line({out * 0.62f, out});
  }
}

void Flower(Sketcher& s) {
  const int petals = 5 + static_cast<int>(s.random().Below(3));
  s.Ring({0, 0}, 0.2f);
  for (int i = 0; i < petals; ++i) {
    const float angle = kTurn * static_cast<float>(i) / static_cast<float>(petals);
    s.Ring({0.45f * std::cos(angle), 0.45f * std::sin(angle)}, 0.22f);
  }
  s.Line({{0, 0.65f}, {0.05f, 1.5f}});
}

void Wave(Sketcher& s) {
  const float swings = s.random().Uniform(1.5f, 4.0f);
  const float height = s.Vary(0.15f);
  s.Curve(60, [&](float t) { return Vec2{t, height * std::sin(kTurn * swings * t)}; });
}

void Person(Sketcher& s) {
  s.Ring({0, 0}, 0.2f);
  s.Line({{0, 0.2f}, {0, 0.8f}});
  s.Line({{-0.35f, 0.4f}, {0.35f, 0.4f}});
  s.Line({{-0.3f, 1.3f}, {0, 0.8f}, {0.3f, 1.3f}});
}

void Cloud(Sketcher& s) {
  const int bumps = 6 + static_cast<int>(s.random().Below(4));
  const float depth = s.Vary(0.15f);
  s.Curve(96, [&](float t) {
    const float ripple = std::abs(std::sin(0.5f * kTurn * t * static_cast<float>(bumps)));
    const float radius = 1 + depth * 2 * ripple;
    return Vec2{1.4f * radius * std::cos(kTurn * t), radius * std::sin(kTurn * t)};
  });
}

void Grid(Sketcher& s) {
  for (const float at : {0.0f, 0.5f, 1.0f}) {
    s.Line({{at, 0}, {at, 1}});
    s.Line({{0, at}, {1, at}});
  }
}

void Stairs(Sketcher& s) {
  const int steps = 3 + static_cast<int>(s.random().Below(3));
  std::vector<Vec2> corners;
  for (int i = 0; i < steps; ++i) {
    const float size = 1 / static_cast<float>(steps);
    const float at = size * static_cast<float>(i);
    corners.push_back({at, -at});
    corners.push_back({at + size, -at});
  }
  s.Line(corners);
}

struct Doodle {
  const char* name;
  void (*draw)(Sketcher& s);
};
constexpr Doodle kDoodles[] = {
    {"house", House},    {"star", Star},         {"heart", Heart},
    {"face", Face},      {"arrow", Arrow},       {"tree", Tree},
    {"cross", Cross},    {"plus", Plus},         {"hash sign", HashSign},
    {"box", CheckedBox}, {"triangle", Triangle}, {"sun", Sun},
    {"flower", Flower},  {"wave", Wave},         {"person", Person},
    {"cloud", Cloud},    {"grid", Grid},         {"stairs", Stairs},
};

}  // namespace

Ink DrawDoodle(Random* random, std::string* name) {
  const Doodle& doodle = kDoodles[random->Below(std::size(kDoodles))];
  *name = doodle.name;
  Sketcher sketcher(random);
  doodle.draw(sketcher);
  // Neither as wide nor as high as the last one.
  return Transformed(sketcher.Finish(),
                     Scaling(random->Uniform(0.75f, 1.3f), random->Uniform(0.75f, 1.3f)));
}

}  // namespace digitpad
