#include "trainer/data/negatives.h"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <utility>

#include "trainer/data/chance.h"
#include "trainer/data/figures.h"
#include "trainer/data/line_or_ring.h"
#include "trainer/data/linear_map.h"
#include "trainer/data/scenes.h"
#include "trainer/data/scribbles.h"
#include "trainer/data/shapes.h"
#include "trainer/data/sketch.h"
#include "trainer/data/spoilt_digits.h"
#include "trainer/data/vary_ink.h"

namespace digitpad {
namespace {

// How often a kind is drawn, of the sum of all.
struct Share {
  NegativeKind kind;
  int share;
};
constexpr Share kShares[] = {
    {NegativeKind::kSymbol, 22},   {NegativeKind::kSymbols, 8}, {NegativeKind::kSign, 14},
    {NegativeKind::kDoodle, 20},   {NegativeKind::kScene, 14},  {NegativeKind::kShape, 8},
    {NegativeKind::kScribble, 10}, {NegativeKind::kDots, 3},    {NegativeKind::kPart, 5},
    {NegativeKind::kPair, 7},      {NegativeKind::kSpoilt, 5},
};
static_assert(std::size(kShares) == kNegativeKinds);

// A symbol that is turned anywhere could become a digit; those of several strokes hardly.
constexpr size_t kStrokesToTurn = 4;
constexpr float kTurnSymbol = 0.4f;
constexpr float kLeaveStrokeOut = 0.15f;

// Material may have nothing for a kind, such as parts where all digits are 1s.
constexpr int kMostTries = 100;

NegativeKind DrawKind(Random* random) {
  int total = 0;
  for (const Share& share : kShares) total += share.share;
  int rest = Between(0, total - 1, random);
  for (const Share& share : kShares) {
    rest -= share.share;
    if (rest < 0) return share.kind;
  }
  return kShares[0].kind;
}

bool NeedsDigits(NegativeKind kind) {
  return kind == NegativeKind::kPart || kind == NegativeKind::kPair ||
         kind == NegativeKind::kSpoilt;
}

uint32_t Count(size_t size) { return static_cast<uint32_t>(size); }

void Turn(float angle, bool mirror, Ink* ink) {
  const LinearMap map = Compose(angle, 0, mirror ? -1 : 1, 1);
  for (Stroke& stroke : *ink) {
    for (Point& point : stroke) {
      const Vec2 p = map({point.x, point.y});
      point = {p.x, p.y};
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

}  // namespace

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
  Ink drawn;
  for (int tries = 0;; ++tries) {
    if (tries == kMostTries) kind = NegativeKind::kScribble;
    if (!Try(kind, random, &drawn) || IsEmpty(drawn)) continue;
    VaryInk(drawn, random, ink);
    if (!LooksLikeLineOrRing(*ink)) return;
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
      DrawSign(Between(0, CountSigns() - 1, random), kSquare, random, &sketch);
      break;
    case NegativeKind::kDoodle:
      DrawDoodle(Between(0, CountDoodles() - 1, random), kSquare, random, &sketch);
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
  return true;
}

void Negatives::DrawSymbol(Random* random, Ink* ink) const {
  *ink = *symbols_[random->Below(Count(symbols_.size()))];
  if (ink->size() < kStrokesToTurn) return;
  if (random->Uniform() < kLeaveStrokeOut) {
    ink->erase(ink->begin() + Between(0, static_cast<int>(ink->size()) - 1, random));
  }
  if (random->Uniform() < kTurnSymbol) Turn(AnyAngle(random), Coin(random), ink);
}

// Two to five symbols or signs, digits among them where there are three or more, at times
// so close that they overlap.
void Negatives::DrawRow(Random* random, Ink* ink) const {
  ink->clear();
  const int count = Between(2, 5, random);
  const float step = random->Uniform(0.6f, 1.3f);
  Ink sign;
  for (int i = 0; i < count; ++i) {
    const float height = random->Uniform(0.6f, 1);
    const Box box = {step * static_cast<float>(i), 1 - height, 1, height};
    const uint32_t kind = random->Below(3);
    if (kind == 0 && count > 2 && !digits_.empty()) {
      Place(*digits_[random->Below(Count(digits_.size()))], box, ink);
      continue;
    }
    if (kind == 1 && !symbols_.empty()) {
      DrawSymbol(random, &sign);
    } else {
      Sketch sketch(random, &sign);
      DrawSign(Between(0, CountSigns() - 1, random), {0, 0, 1, 1}, random, &sketch);
    }
    Place(sign, box, ink);
  }
}

}  // namespace digitpad
