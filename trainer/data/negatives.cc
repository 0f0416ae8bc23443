#include "trainer/data/negatives.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

#include "trainer/data/figures.h"
#include "trainer/data/scribbles.h"
#include "trainer/data/sketch.h"
#include "trainer/data/spoilt_digits.h"

namespace digitpad {
namespace {

// Shares of the kinds, in the order of NegativeKind; they need not add up to anything.
constexpr std::array<int, kNegativeKinds> kShares = {24, 8, 14, 14, 10, 8,
                                                     10, 3, 5,  7,  5};

// A symbol that is turned anywhere could become a digit; those of several strokes hardly.
constexpr size_t kStrokesToTurn = 3;

NegativeKind DrawKind(Random* random) {
  int total = 0;
  for (const int share : kShares) total += share;
  int rest = static_cast<int>(random->Below(static_cast<uint32_t>(total)));
  for (int kind = 0;; ++kind) {
    rest -= kShares[kind];
    if (rest < 0) return static_cast<NegativeKind>(kind);
  }
}

bool NeedsDigits(NegativeKind kind) {
  return kind == NegativeKind::kPart || kind == NegativeKind::kPair ||
         kind == NegativeKind::kSpoilt;
}

uint32_t Count(size_t size) { return static_cast<uint32_t>(size); }

// Rotation, shear, aspect and a bend for all of the ink; leaves its longer side about 1.
void Warp(float angle, bool mirror, Random* random, Ink* ink) {
  const Box box = BoundingBox(*ink);
  const float scale = 1 / std::max({box.w, box.h, 1e-6f});
  const float stretch = std::exp(0.15f * random->Normal());
  const float shear = 0.15f * random->Normal();
  const float bend = 0.1f * random->Normal();
  const float cosine = std::cos(angle);
  const float sine = std::sin(angle);
  for (Stroke& stroke : *ink) {
    for (Point& point : stroke) {
      float x = (point.x - box.x - box.w / 2) * scale * (mirror ? -stretch : stretch);
      const float y = (point.y - box.y - box.h / 2) * scale;
      x += shear * y + bend * (4 * y * y - 1);
      point = {cosine * x - sine * y, sine * x + cosine * y};
    }
  }
}

// Appends `ink`, fitted into the box.
void Place(const Ink& ink, Box box, Ink* out) {
  const Box from = BoundingBox(ink);
  const float scale =
      std::min(box.w / std::max(from.w, 1e-6f), box.h / std::max(from.h, 1e-6f));
  for (const Stroke& stroke : ink) {
    Stroke& copy = out->emplace_back();
    for (const Point& point : stroke) {
      copy.push_back(
          {box.x + (point.x - from.x) * scale, box.y + (point.y - from.y) * scale});
    }
  }
}

Stroke Joined(const Ink& ink) {
  Stroke all;
  for (const Stroke& stroke : ink) all.insert(all.end(), stroke.begin(), stroke.end());
  return all;
}

// Steeper than 35 degrees, and nothing further from the axis than a sixth of its length:
// a 1.
bool IsUprightLine(const Stroke& points, Vec2 middle) {
  float xx = 0;
  float xy = 0;
  float yy = 0;
  for (const Point& p : points) {
    xx += (p.x - middle.x) * (p.x - middle.x);
    xy += (p.x - middle.x) * (p.y - middle.y);
    yy += (p.y - middle.y) * (p.y - middle.y);
  }
  const float angle = 0.5f * std::atan2(2 * xy, xx - yy);  // of the longest axis
  const Vec2 axis = {std::cos(angle), std::sin(angle)};
  float along = 0;
  float across = 0;
  for (const Point& p : points) {
    const Vec2 d = {p.x - middle.x, p.y - middle.y};
    along = std::max(along, std::fabs(d.x * axis.x + d.y * axis.y));
    across = std::max(across, std::fabs(d.y * axis.x - d.x * axis.y));
  }
  return along > 0 && across < 0.35f * along && std::fabs(axis.y) > 0.57f;
}

// All points about as far from the middle of their box, the box taken as a square, and
// on every side of it.
bool IsRing(const Stroke& points, Box box) {
  constexpr int kSectors = 12;
  if (box.w <= 0 || box.h <= 0) return false;
  std::array<bool, kSectors> met = {};
  for (const Point& p : points) {
    const Vec2 d = {2 * (p.x - box.x) / box.w - 1, 2 * (p.y - box.y) / box.h - 1};
    const float radius = Length(d);
    if (radius < 0.72f || radius > 1.22f) return false;
    const float turn = std::atan2(d.y, d.x) / (2 * static_cast<float>(M_PI)) + 0.5f;
    met[std::min(kSectors - 1, static_cast<int>(turn * kSectors))] = true;
  }
  return std::ranges::count(met, true) >= kSectors - 2;
}

}  // namespace

bool LooksLikeLineOrRing(const Ink& ink) {
  const Stroke points = Joined(ink);
  if (points.size() < 2) return false;  // a dot
  Vec2 sum;
  for (const Point& p : points) sum = sum + Vec2{p.x, p.y};
  const Vec2 middle = sum * (1 / static_cast<float>(points.size()));
  return IsUprightLine(points, middle) || IsRing(points, BoundingBox(ink));
}

Negatives::Negatives(std::vector<const Ink*> digits, std::vector<int> digit_labels,
                     std::vector<const Ink*> symbols)
    : digits_(std::move(digits)),
      digit_labels_(std::move(digit_labels)),
      symbols_(std::move(symbols)) {
  assert(digits_.size() == digit_labels_.size());
}

void Negatives::DrawInk(Random* random, Ink* ink) const {
  NegativeKind kind = DrawKind(random);
  while ((NeedsDigits(kind) && digits_.empty()) ||
         (kind == NegativeKind::kSymbol && symbols_.empty())) {
    kind = DrawKind(random);
  }
  DrawInk(kind, random, ink);
}

void Negatives::DrawInk(NegativeKind kind, Random* random, Ink* ink) const {
  while (!Try(kind, random, ink) || IsEmpty(*ink) || LooksLikeLineOrRing(*ink)) {
  }
}

bool Negatives::Try(NegativeKind kind, Random* random, Ink* ink) const {
  constexpr Box kSquare = {-0.5f, -0.5f, 1, 1};
  const uint32_t digit = digits_.empty() ? 0 : random->Below(Count(digits_.size()));
  switch (kind) {
    case NegativeKind::kSymbol:
      DrawSymbol(random, ink);
      return true;
    case NegativeKind::kSymbols:
      DrawRow(random, ink);
      return true;
    case NegativeKind::kPart:
      return DrawDigitPart(*digits_[digit], digit_labels_[digit], random, ink);
    case NegativeKind::kPair: {
      const uint32_t other = random->Below(Count(digits_.size()));
      return DrawDigitPair(*digits_[digit], digit_labels_[digit], *digits_[other],
                           digit_labels_[other], random, ink);
    }
    case NegativeKind::kSpoilt:
      return DrawSpoiltDigit(*digits_[digit], digit_labels_[digit], random, ink);
    default:
      break;
  }
  Sketch sketch(random, ink);
  switch (kind) {
    case NegativeKind::kSign:
      DrawSign(static_cast<int>(random->Below(Count(CountSigns()))), kSquare, random,
               &sketch);
      break;
    case NegativeKind::kDoodle:
      DrawDoodle(static_cast<int>(random->Below(Count(CountDoodles()))), kSquare, random,
                 &sketch);
      break;
    case NegativeKind::kScene:
      DrawScene(random, &sketch);
      break;
    case NegativeKind::kShape:
      DrawShape(random, &sketch);
      break;
    case NegativeKind::kScribble:
      DrawScribble(random, &sketch);
      break;
    default:
      DrawDots(random, &sketch);
  }
  ShuffleStrokes(random, ink);
  return true;
}

void Negatives::DrawSymbol(Random* random, Ink* ink) const {
  *ink = *symbols_[random->Below(Count(symbols_.size()))];
  ShuffleStrokes(random, ink);
  const bool many = ink->size() >= kStrokesToTurn;
  if (many && random->Uniform() < 0.15f) ink->pop_back();
  const bool anyhow = many && random->Uniform() < 0.4f;
  const float angle = anyhow ? random->Uniform(0, 2 * static_cast<float>(M_PI))
                             : 0.15f * random->Normal();
  Warp(angle, anyhow && random->Below(2) == 0, random, ink);
}

// Two to five symbols or signs in a row, at times so close that they overlap.
void Negatives::DrawRow(Random* random, Ink* ink) const {
  ink->clear();
  const uint32_t count = 2 + random->Below(4);
  const float step = random->Uniform(0.6f, 1.3f);
  Ink one;
  for (uint32_t i = 0; i < count; ++i) {
    const float height = random->Uniform(0.6f, 1);
    const Box box = {step * static_cast<float>(i), 1 - height, 1, height};
    if (symbols_.empty() || random->Below(2) == 0) {
      Sketch sketch(random, &one);
      DrawSign(static_cast<int>(random->Below(Count(CountSigns()))), {0, 0, 1, 1}, random,
               &sketch);
    } else {
      DrawSymbol(random, &one);
    }
    Place(one, box, ink);
  }
  Warp(0.1f * random->Normal(), false, random, ink);
}

}  // namespace digitpad
