#include "trainer/data/vary_ink.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "trainer/data/linear_map.h"

namespace digitpad {
namespace {

// Deviations. Lengths are shares of the size.
constexpr float kRotation = 0.12f;  // radians
constexpr float kShear = 0.15f;
constexpr float kAspect = 0.12f;  // of the logarithm of width / height
constexpr float kBend = 0.07f;
// People hold their devices askew: how often any angle up to 16 degrees is as likely.
constexpr float kAnyRotation = 0.35f;
constexpr float kMostRotation = 0.28f;
constexpr float kShearTurned = 0.08f;
// How often a digit is written tall or wide.
constexpr float kAnyAspect = 0.2f;
constexpr float kMostAspect = 0.25f;

// How often strokes end elsewhere, and where: beyond by up to twice this, or as much
// short, but never by more than a share of the stroke.
constexpr float kOtherEnds = 0.4f;
constexpr float kEndShift = 0.03f;
constexpr float kMostOfStroke = 0.08f;
// How often the pen makes a hook where it lands, and its longest.
constexpr float kHook = 0.12f;
constexpr float kLongestHook = 0.09f;
// How often the pen lifts for a moment, and its longest gap.
constexpr float kGap = 0.08f;
constexpr float kLongestGap = 0.06f;

Vec2 At(const Point& point) { return {point.x, point.y}; }

// A smooth bend of the plane: quadratic, so that it moves whole parts of a digit against
// each other and makes one of them larger than the other.
class Bend {
 public:
  explicit Bend(Random* random) {
    for (float& factor : factors_) factor = kBend * random->Normal();
  }

  Vec2 operator()(Vec2 p) const {
    const float xx = 4 * p.x * p.x - 1;
    const float xy = 4 * p.x * p.y;
    const float yy = 4 * p.y * p.y - 1;
    return p + Vec2{factors_[0] * xx + factors_[1] * xy + factors_[2] * yy,
                    factors_[3] * xx + factors_[4] * xy + factors_[5] * yy} *
                   0.5f;
  }

 private:
  float factors_[6];
};

float PathLength(const Stroke& stroke) {
  float length = 0;
  for (size_t i = 1; i < stroke.size(); ++i) {
    length += Length(At(stroke[i]) - At(stroke[i - 1]));
  }
  return length;
}

// Takes `length` off the stroke's end; its first two points stay.
void Shorten(float length, Stroke* stroke) {
  while (stroke->size() > 2) {
    const Vec2 last = At((*stroke)[stroke->size() - 2]) - At(stroke->back());
    const float step = Length(last);
    if (step > length) {
      stroke->back().x += last.x * (length / step);
      stroke->back().y += last.y * (length / step);
      return;
    }
    length -= step;
    stroke->pop_back();
  }
}

// Goes on beyond the stroke's end, the way it went.
void Lengthen(float length, Stroke* stroke) {
  const size_t before = stroke->size() - std::min<size_t>(stroke->size(), 3);
  const Vec2 end = At(stroke->back());
  const Vec2 way = end - At((*stroke)[before]);
  const float distance = Length(way);
  if (distance <= 0) return;
  const Vec2 beyond = end + way * (length / distance);
  stroke->push_back({beyond.x, beyond.y});
}

void MoveEnd(Random* random, Stroke* stroke) {
  const float most = kMostOfStroke * PathLength(*stroke);
  const float by = std::clamp(kEndShift * random->Normal(), -most, most);
  if (by > 0) {
    Lengthen(by, stroke);
  } else {
    Shorten(-by, stroke);
  }
}

void AddHook(Random* random, Stroke* stroke) {
  const float angle = random->Uniform(0, 2 * static_cast<float>(M_PI));
  const float length = random->Uniform(0, kLongestHook);
  const Vec2 at = At(stroke->back()) + Vec2{std::cos(angle), std::sin(angle)} * length;
  stroke->push_back({at.x, at.y});
}

void VaryEnds(Random* random, Ink* ink) {
  const bool other_ends = random->Uniform() < kOtherEnds;
  for (Stroke& stroke : *ink) {
    if (stroke.size() < 3) continue;  // a dot, or a line that says enough
    for (int end = 0; end < 2; ++end) {
      std::ranges::reverse(stroke);
      if (other_ends) MoveEnd(random, &stroke);
      if (random->Uniform() < kHook / 2) AddHook(random, &stroke);
    }
  }
}

// Lifts the pen for a moment within the longest stroke.
void LiftPen(Random* random, Ink* ink) {
  const auto longest = std::ranges::max_element(
      *ink, [](const Stroke& a, const Stroke& b) { return a.size() < b.size(); });
  if (longest == ink->end() || longest->size() < 8) return;
  const auto points = static_cast<uint32_t>(longest->size());
  const size_t lift = 3 + random->Below(points - 6);
  Stroke rest(longest->begin() + static_cast<std::ptrdiff_t>(lift), longest->end());
  longest->resize(lift + 1);
  std::ranges::reverse(rest);
  Shorten(random->Uniform(0, kLongestGap), &rest);
  ink->push_back(std::move(rest));
}

// What is turned far is slanted little: both together make a 1 a 7.
LinearMap DrawMap(Random* random) {
  const bool any_rotation = random->Uniform() < kAnyRotation;
  const float angle = any_rotation ? random->Uniform(-kMostRotation, kMostRotation)
                                   : kRotation * random->Normal();
  const float shear = (any_rotation ? kShearTurned : kShear) * random->Normal();
  const float aspect = random->Uniform() < kAnyAspect
                           ? random->Uniform(-kMostAspect, kMostAspect)
                           : kAspect * random->Normal();
  const float stretch = std::exp(aspect / 2);
  return Compose(angle, shear, stretch, 1 / stretch);
}

}  // namespace

void VaryInk(const Ink& ink, Random* random, Ink* varied) {
  const Box box = BoundingBox(ink);
  const Vec2 center = {box.x + box.w / 2, box.y + box.h / 2};
  const float size = std::max(box.w, box.h);
  const float scale = size > 0 ? 1 / size : 1;
  const LinearMap map = DrawMap(random);
  const Bend bend(random);
  varied->resize(ink.size());
  for (size_t s = 0; s < ink.size(); ++s) {
    Stroke& stroke = (*varied)[s];
    stroke.clear();
    for (const Point& point : ink[s]) {
      const Vec2 p = map(bend((At(point) - center) * scale));
      stroke.push_back({p.x, p.y});
    }
  }
  VaryEnds(random, varied);
  if (random->Uniform() < kGap) LiftPen(random, varied);
  RecordByAnyDevice(random, varied);
}

}  // namespace digitpad
