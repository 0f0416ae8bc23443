#include "trainer/data/digit_styles.h"

#include <algorithm>
#include <cmath>

#include "trainer/data/chance.h"
#include "trainer/data/line_or_ring.h"

namespace digitpad {
namespace {

// How often what can have another style gets one.
constexpr float kUpstroke = 0.25f;  // of plain 1s
constexpr float kFoot = 0.08f;
constexpr float kBar = 0.2f;  // of 7s of one stroke
constexpr float kSerif = 0.1f;

// An upstroke falls by 35 to 65 degrees to the left of a 1's top; a 7's bar hardly falls.
constexpr float kFlattest = 0.6f;
constexpr float kSteepest = 1.15f;

Vec2 At(const Point& point) { return {point.x, point.y}; }

bool IsHigher(const Point& a, const Point& b) { return a.y < b.y; }

void AddLine(Vec2 from, Vec2 to, Ink* ink) {
  ink->push_back({{from.x, from.y}, {to.x, to.y}});
}

// Longer where it is steeper, as hands do.
void AddUpstroke(float size, Random* random, Stroke* one) {
  const bool starts_high = IsHigher(one->front(), one->back());
  const Vec2 top = At(starts_high ? one->front() : one->back());
  const float angle = random->Uniform(kFlattest, kSteepest);
  const float length = size * random->Uniform(0.2f, 0.35f + 0.5f * (angle - kFlattest));
  const Vec2 foot = top + Vec2{-std::cos(angle), std::sin(angle)} * length;
  one->insert(starts_high ? one->begin() : one->end(), {foot.x, foot.y});
}

void AddFoot(float size, Random* random, Ink* ink) {
  const Stroke& one = ink->front();
  const Vec2 bottom = At(IsHigher(one.front(), one.back()) ? one.back() : one.front());
  const float half = size * random->Uniform(0.12f, 0.3f);
  const Vec2 along = {half, half * random->Uniform(-0.2f, 0.2f)};
  AddLine(bottom - along, bottom + along, ink);
}

// Across the stem, somewhat below the middle of its height.
void AddBar(float size, Random* random, Ink* ink) {
  const Stroke& seven = ink->front();
  const Box box = BoundingBox(*ink);
  const float height = box.y + box.h * random->Uniform(0.45f, 0.62f);
  const auto below = std::ranges::find_if(
      seven, [height](const Point& point) { return point.y >= height; });
  if (below == seven.end() || below == seven.begin()) return;
  const Vec2 middle = At(*below) + Vec2{size * random->Uniform(-0.06f, 0.06f), 0};
  const float half = size * random->Uniform(0.14f, 0.3f);
  const Vec2 along = {half, half * random->Uniform(-0.35f, 0.2f)};
  AddLine(middle - along, middle + along, ink);
}

// A short way down where the bar of a 7 begins.
void AddSerif(float size, Random* random, Stroke* seven) {
  const Vec2 end =
      At(seven->front()) +
      Vec2{random->Uniform(-0.05f, 0.05f), random->Uniform(0.08f, 0.22f)} * size;
  seven->insert(seven->begin(), {end.x, end.y});
}

}  // namespace

void ChangeStyle(std::string_view label, Random* random, Ink* ink) {
  if (ink->size() != 1 || ink->front().size() < 2) return;
  Stroke& stroke = ink->front();
  const Box box = BoundingBox(*ink);
  const float size = std::max(box.w, box.h);
  if (label == "1" && LooksLikeLineOrRing(*ink)) {
    if (random->Uniform() < kFoot) return AddFoot(size, random, ink);
    if (random->Uniform() < kUpstroke) AddUpstroke(size, random, &stroke);
  }
  const bool goes_down =
      IsHigher(stroke.front(), stroke.back()) && stroke.back().y > box.y + 0.85f * box.h;
  if (label == "7" && goes_down) {
    if (random->Uniform() < kSerif) AddSerif(size, random, &stroke);
    if (random->Uniform() < kBar) AddBar(size, random, ink);
  }
}

}  // namespace digitpad
