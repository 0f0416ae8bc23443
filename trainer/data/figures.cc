#include "trainer/data/figures.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

#include "trainer/data/chance.h"
#include "trainer/data/figure_table.h"

namespace digitpad {
namespace {

constexpr float kGrid = 15;  // the largest coordinate of the table's

// How far control points go astray, of the grid's 16: from neat to careless.
constexpr float kNeat = 0.2f;
constexpr float kCareless = 0.9f;
// Narrow and wide: width over height, before the box limits it.
constexpr float kNarrowest = 0.65f;
constexpr float kWidest = 1.25f;
constexpr float kShear = 0.12f;     // deviation
constexpr float kRotation = 0.12f;  // deviation, radians

int HexDigit(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

bool IsHexDigit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

// Takes the points at the front of *text, up to the next stroke.
std::vector<Vec2> TakePoints(std::string_view* text) {
  std::vector<Vec2> points;
  while (text->size() >= 2 && IsHexDigit((*text)[0])) {
    points.push_back({static_cast<float>(HexDigit((*text)[0])),
                      static_cast<float>(HexDigit((*text)[1]))});
    text->remove_prefix(2);
    while (!text->empty() && (*text)[0] == ' ') text->remove_prefix(1);
  }
  return points;
}

// From the grid to the drawing: shear, then size, then rotation about the middle, and
// what each point strays by.
class Layout {
 public:
  Layout(Box box, bool mirror, Random* random)
      : random_(random),
        center_{box.x + box.w / 2, box.y + box.h / 2},
        stray_(random->Uniform(kNeat, kCareless)),
        shear_(kShear * random->Normal()) {
    const float width =
        std::min(box.w, box.h * random->Uniform(kNarrowest, kWidest)) / kGrid;
    size_ = {mirror ? -width : width, box.h / kGrid};
    const float angle = kRotation * random->Normal();
    cosine_ = std::cos(angle);
    sine_ = std::sin(angle);
  }

  Vec2 Place(Vec2 grid) const {
    const Vec2 p = {(grid.x - kGrid / 2 + stray_ * Stray()) * size_.x,
                    (grid.y - kGrid / 2 + stray_ * Stray()) * size_.y};
    const float x = p.x + shear_ * p.y;
    return center_ + Vec2{cosine_ * x - sine_ * p.y, sine_ * x + cosine_ * p.y};
  }

  // The radii of an ellipse; its tilt is left out.
  Vec2 Radii(Vec2 grid) const {
    return {std::fabs(grid.x * size_.x) * random_->Uniform(0.85f, 1.15f),
            std::fabs(grid.y * size_.y) * random_->Uniform(0.85f, 1.15f)};
  }

 private:
  float Stray() const { return random_->Uniform(-1, 1); }

  Random* random_;
  Vec2 center_;
  float stray_;
  float shear_;
  Vec2 size_;
  float cosine_;
  float sine_;
};

void DrawFigure(std::string_view text, const Layout& layout, Sketch* sketch) {
  while (!text.empty()) {
    const char kind = text[0];
    text.remove_prefix(1);
    std::vector<Vec2> points = TakePoints(&text);
    if (kind == 'o') {
      sketch->Round(layout.Place((points[0] + points[1]) * 0.5f),
                    layout.Radii((points[1] - points[0]) * 0.5f));
      continue;
    }
    for (Vec2& point : points) point = layout.Place(point);
    if (kind == '-') sketch->Path(points);
    if (kind == '~') sketch->Curve(points);
    if (kind == '.') sketch->Dot(points[0]);
  }
}

}  // namespace

int CountSigns() { return static_cast<int>(Signs().size()); }
int CountDoodles() { return static_cast<int>(Doodles().size()); }

void DrawSign(int figure, Box box, Random* random, Sketch* sketch) {
  DrawFigure(Signs()[figure], Layout(box, false, random), sketch);
}

void DrawDoodle(int figure, Box box, Random* random, Sketch* sketch) {
  const bool mirror = Coin(random);
  DrawFigure(Doodles()[figure], Layout(box, mirror, random), sketch);
}

}  // namespace digitpad
