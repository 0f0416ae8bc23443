#include "trainer/data/spoilt_digits.h"

#include <algorithm>
#include <cmath>

#include "trainer/data/chance.h"
#include "trainer/data/no_digit_rules.h"
#include "trainer/data/sketch.h"

namespace digitpad {
namespace {

constexpr float kQuarter = kPi / 2;

Vec2 At(const Point& point) { return {point.x, point.y}; }

// x' = a x + b y, y' = c x + d y.
struct Turn {
  float a = 1, b = 0, c = 0, d = 1;
};

Turn Rotation(float angle) {
  return {std::cos(angle), -std::sin(angle), std::sin(angle), std::cos(angle)};
}

// Appends `ink`, turned, to `out`: the longer side becomes `size`, the middle `center`.
void Append(const Ink& ink, Turn turn, Vec2 center, float size, Ink* out) {
  const Box box = BoundingBox(ink);
  const float longer = std::max({box.w, box.h, 1e-6f});
  const Vec2 middle = {box.x + box.w / 2, box.y + box.h / 2};
  for (const Stroke& stroke : ink) {
    Stroke& copy = out->emplace_back();
    for (const Point& point : stroke) {
      const Vec2 p = (At(point) - middle) * (size / longer);
      copy.push_back({center.x + turn.a * p.x + turn.b * p.y,
                      center.y + turn.c * p.x + turn.d * p.y});
    }
  }
}

// The ink where normal * p <= limit. Strokes that leave and come back become several.
void Clip(const Ink& ink, Vec2 normal, float limit, Ink* clipped) {
  clipped->clear();
  for (const Stroke& stroke : ink) {
    bool drawing = false;
    for (size_t i = 0; i < stroke.size(); ++i) {
      const Vec2 p = At(stroke[i]);
      const float beyond = normal.x * p.x + normal.y * p.y - limit;
      const bool inside = beyond <= 0;
      if (i > 0 && inside != drawing) {  // where the stroke crosses the border
        const Vec2 q = At(stroke[i - 1]);
        const float before = normal.x * q.x + normal.y * q.y - limit;
        const Vec2 border = q + (p - q) * (before / (before - beyond));
        if (inside) clipped->emplace_back();
        clipped->back().push_back({border.x, border.y});
      } else if (i == 0 && inside) {
        clipped->emplace_back();
      }
      if (inside) clipped->back().push_back({p.x, p.y});
      drawing = inside;
    }
  }
}

enum class Side { kTop, kBottom, kLeft, kRight };

// The share of the digit that lies towards `side`.
void Keep(const Ink& ink, Side side, float share, Ink* kept) {
  const Box box = BoundingBox(ink);
  switch (side) {
    case Side::kTop:
      return Clip(ink, {0, 1}, box.y + box.h * share, kept);
    case Side::kBottom:
      return Clip(ink, {0, -1}, -(box.y + box.h * (1 - share)), kept);
    case Side::kLeft:
      return Clip(ink, {1, 0}, box.x + box.w * share, kept);
    case Side::kRight:
      return Clip(ink, {-1, 0}, -(box.x + box.w * (1 - share)), kept);
  }
}

// Only what lies between two heights, as shares of the digit's.
void KeepBand(const Ink& ink, float top, float bottom, Ink* kept) {
  Ink upper;
  const Box box = BoundingBox(ink);
  Clip(ink, {0, 1}, box.y + box.h * bottom, &upper);
  Clip(upper, {0, -1}, -(box.y + box.h * top), kept);
}

// The middle of one's stroke must not run along it: these cross out at a slant.
void StrikeThrough(Random* random, Sketch* sketch) {
  const int lines = random->Uniform() < 0.4f ? 2 : 1;
  const float angle = random->Uniform(-0.6f, 0.6f);
  for (int i = 0; i < lines; ++i) {
    const float turn = i == 0 ? angle : random->Uniform(0.6f, 1.2f) - angle;
    const Vec2 along = {0.8f * std::cos(turn), 0.8f * std::sin(turn)};
    const Vec2 middle = {0, random->Uniform(-0.15f, 0.15f)};
    sketch->Line(middle - along, middle + along);
  }
}

void ScribbleOver(Random* random, Sketch* sketch) {
  std::vector<Vec2> path;
  const int corners = 5 + static_cast<int>(random->Below(8));
  const float angle = random->Uniform(0, 2 * kQuarter);
  const Vec2 along = {std::cos(angle), std::sin(angle)};
  for (int i = 0; i < corners; ++i) {
    const float down = static_cast<float>(i) / static_cast<float>(corners - 1) - 0.5f;
    const float side = (i % 2 == 0 ? 0.55f : -0.55f) * random->Uniform(0.6f, 1.2f);
    path.push_back({along.x * side - along.y * down, along.y * side + along.x * down});
  }
  sketch->Curve(path);
}

void Surround(Random* random, Sketch* sketch) {
  const Vec2 half = {random->Uniform(0.7f, 0.95f), random->Uniform(0.75f, 0.95f)};
  if (Coin(random)) return sketch->Round({0, 0}, half);
  const Vec2 box[] = {{-half.x, -half.y},
                      {half.x, -half.y},
                      {half.x, half.y},
                      {-half.x, half.y},
                      {-half.x, -half.y}};
  sketch->Path(box);
}

bool AddStroke(const Ink& digit, int label, Random* random, Ink* spoilt) {
  Ink extra;
  Sketch sketch(random, &extra);
  switch (random->Below(3)) {
    case 0:
      if (!IsNoDigitStruckThrough(label)) return false;
      StrikeThrough(random, &sketch);
      break;
    case 1:
      ScribbleOver(random, &sketch);
      break;
    default:
      Surround(random, &sketch);
  }
  Append(digit, Turn(), {0, 0}, 1, spoilt);
  spoilt->insert(spoilt->end(), extra.begin(), extra.end());
  return true;
}

bool Mirror(const Ink& digit, int label, Ink* spoilt) {
  if (!IsNoDigitMirrored(label)) return false;
  Append(digit, {-1, 0, 0, 1}, {0, 0}, 1, spoilt);
  return true;
}

bool LieDown(const Ink& digit, int label, Random* random, Ink* spoilt) {
  if (!IsNoDigitLying(label)) return false;
  const float quarter = Coin(random) ? kQuarter : -kQuarter;
  Append(digit, Rotation(quarter + random->Uniform(-0.25f, 0.25f)), {0, 0}, 1, spoilt);
  return true;
}

bool StandOnItsHead(const Ink& digit, int label, Random* random, Ink* spoilt) {
  if (!IsNoDigitUpsideDown(label)) return false;
  Append(digit, Rotation(2 * kQuarter + random->Uniform(-0.2f, 0.2f)), {0, 0}, 1, spoilt);
  return true;
}

// Not higher than `most` times its width: what stands upright could be a 1 or 7.
bool IsFlat(const Ink& ink, float most) {
  const Box box = BoundingBox(ink);
  return box.h <= most * box.w;
}

}  // namespace

bool DrawDigitPart(const Ink& digit, int label, Random* random, Ink* part) {
  const bool first = Coin(random);
  switch (label) {
    case 0:  // a cup, an arch, or its two sides
      if (random->Below(3) == 0) {
        KeepBand(digit, random->Uniform(0.2f, 0.35f), random->Uniform(0.6f, 0.8f), part);
        return part->size() == 2;
      }
      Keep(digit, first ? Side::kTop : Side::kBottom, random->Uniform(0.3f, 0.5f), part);
      return IsFlat(*part, 1.3f);
    case 2:  // the hook without its foot
      Keep(digit, Side::kTop, random->Uniform(0.25f, 0.4f), part);
      return IsFlat(*part, 0.6f);
    case 3:
      Keep(digit, Side::kBottom, random->Uniform(0.25f, 0.4f), part);
      return IsFlat(*part, 0.8f);
    case 5:
      Keep(digit, first ? Side::kTop : Side::kBottom, random->Uniform(0.25f, 0.4f), part);
      return IsFlat(*part, 0.8f);
    case 8:  // the crossing, or the left half, a turned 3
      if (first) {
        KeepBand(digit, random->Uniform(0.2f, 0.35f), random->Uniform(0.65f, 0.8f), part);
      } else {
        Keep(digit, Side::kLeft, random->Uniform(0.35f, 0.5f), part);
      }
      return true;
    default:
      return false;
  }
}

bool DrawSpoiltDigit(const Ink& digit, int label, Random* random, Ink* spoilt) {
  spoilt->clear();
  switch (random->Below(6)) {
    case 0:
      return Mirror(digit, label, spoilt);
    case 1:
      return LieDown(digit, label, random, spoilt);
    case 2:
      return StandOnItsHead(digit, label, random, spoilt);
    default:
      return AddStroke(digit, label, random, spoilt);
  }
}

bool DrawDigitPair(const Ink& first, int first_label, const Ink& second, int second_label,
                   Random* random, Ink* pair) {
  pair->clear();
  const float size = random->Uniform(0.8f, 1.25f);  // of the second; the first has 1

  const float kind = random->Uniform();
  Vec2 place;
  if (kind < 0.5f) {  // beside
    const float widths =
        BoundingBox(first).w / std::max(1e-6f, BoundingBox(first).h) +
        size * BoundingBox(second).w / std::max(1e-6f, BoundingBox(second).h);
    place = {std::min(widths, 2.2f) / 2 + random->Uniform(0.12f, 0.5f),
             random->Uniform(-0.25f, 0.25f)};
  } else if (kind < 0.75f) {  // below
    if (!IsNoDigitStacked(first_label, second_label)) return false;
    place = {random->Uniform(-0.3f, 0.3f), (1 + size) / 2 + random->Uniform(0.12f, 0.4f)};
  } else {  // overlapping, more to the side than down
    if (!IsNoDigitOverlaid(first_label, second_label)) return false;
    place.x = random->Uniform(0.35f, 0.65f);
    place.y = place.x * random->Uniform(-0.7f, 0.7f);
  }
  Append(first, Turn(), {0, 0}, 1, pair);
  Append(second, Turn(), place, size, pair);
  return true;
}

}  // namespace digitpad
