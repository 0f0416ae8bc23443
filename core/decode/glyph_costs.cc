#include "core/decode/glyph_costs.h"

#include <algorithm>

#include "core/base/log2.h"

namespace digitpad {
namespace {

// Found by random search over 600 composed numbers of training writers (all spacings of
// trainer/eval/numbers.h) for the fewest wrong ones, then rounded; lengths in units of a
// digit's height. Twice or half of any changes less than one number in a hundred.
constexpr float kSmallFrom = 0.45f;  // lower than this is no digit beside others,
constexpr float kSmall = 9;          // bits for what has no height at all
constexpr float kJoin = 0.6f;        // bits a height of gap within a glyph
constexpr float kWideFrom = 0.6f;    // width by height
constexpr float kWide = 0.3f;        // bits a height of further width
constexpr float kMore = 0.05f;       // bits a further fragment
constexpr float kCutEnd = 1.0f;      // bits an end within a stroke: few join digits
constexpr float kOverlap = 0.05f;    // bits where one stands wholly above the other
constexpr float kRise = 0.13f;       // bits a height that one lies higher
constexpr float kOrder = 0.3f;       // bits where the right one's middle is further left
constexpr float kLink = 0.3f;        // bits a piece left out

// Signs, in units of a digit's height. A point is a dot or a speck, a comma a short
// stroke down, a minus a flat one; each may stand this far from its place without cost.
constexpr float kWidestPoint = 0.22f;
constexpr float kHighestComma = 0.55f;
constexpr float kLeastComma = 0.12f;
constexpr float kWidestComma = 0.35f;
constexpr float kLeastMinus = 0.2f;
constexpr float kWidestMinus = 1.2f;
constexpr float kFlatMinus = 0.35f;  // height by width
constexpr float kSignUnrest = 0.2f;
constexpr float kSignAway = 15;      // bits a height further away
constexpr float kSignSize = 0.5f;    // bits at the largest size
constexpr float kLooseFrom = 0.04f;  // fragments this far apart do not touch,
constexpr float kLoose = 1.5f;       // and are one digit at this cost, in bits
constexpr float kTwoSigns = 12;      // bits for one beside another

// Widths below this say nothing about overlaps.
constexpr float kLeastWidth = 0.15f;

// More than any likelihood of note: what is as flat as a hair has no bounds of its own,
// and the costs of 200 glyphs must add up within int64.
constexpr float kMostBits = 1e6f;

int64_t FromBits(float bits) {
  // Not true of NaN either.
  const float kept = bits < kMostBits ? bits : kMostBits;
  return static_cast<int64_t>(kept * static_cast<float>(kExponentOne));
}

// Of a sign beside a digit: points and commas stand on the line, a minus in the middle.
int64_t CostOfPlace(const Glyph& sign, const Box& digit, float height) {
  const float at = sign.box.y + sign.box.h * 0.5f;
  const float place = digit.y + digit.h * (sign.sign == '-' ? 0.5f : 1.0f);
  const float away = (at > place ? at - place : place - at) / height;
  return FromBits(kSignAway * std::clamp(away - kSignUnrest, 0.0f, 100.0f));
}

}  // namespace

int64_t CostOfShape(const Glyph& glyph, float height) {
  float bits = kMore * static_cast<float>(glyph.size - 1) + kJoin * glyph.widest_join;
  bits += kCutEnd * static_cast<float>(glyph.cut_ends);
  const float size = std::max(glyph.box.h, 0.5f * glyph.box.w) / height;
  if (size < kSmallFrom) bits += kSmall * (kSmallFrom - size) / kSmallFrom;
  const float aspect = glyph.box.w / std::max(glyph.box.h, 0.5f * height);
  if (aspect > kWideFrom) bits += kWide * (aspect - kWideFrom);
  return FromBits(bits);
}

int64_t CostOfSign(const Glyph& glyph, char sign, float height) {
  const float w = glyph.box.w / height, h = glyph.box.h / height;
  if (sign == '.') {
    const float size = std::max(w, h);
    return size > kWidestPoint ? -1 : FromBits(kSignSize * size / kWidestPoint);
  }
  if (sign == ',') {
    if (h < kLeastComma || h > kHighestComma || w > kWidestComma || w > h) return -1;
    return FromBits(kSignSize * h / kHighestComma);
  }
  if (w < kLeastMinus || w > kWidestMinus || h > kFlatMinus * w) return -1;
  return FromBits(kSignSize * h / (kFlatMinus * w));
}

int64_t CostOfPair(const Glyph& left, const Glyph& right, float height) {
  const Box &a = left.box, &b = right.box;
  if (left.sign != 0 && right.sign != 0) return FromBits(kTwoSigns);
  if (left.sign != 0) return CostOfPlace(left, b, height);
  if (right.sign != 0) return CostOfPlace(right, a, height);
  const float narrower = std::max(std::min(a.w, b.w), kLeastWidth * height);
  float bits = kOverlap * std::clamp(OverlapOfWidths(a, b) / narrower, 0.0f, 1.0f);
  const float rise = (a.y + a.h * 0.5f - b.y - b.h * 0.5f) / height;
  bits += kRise * std::min(rise < 0 ? -rise : rise, 100.0f);
  if (a.x + a.w * 0.5f > b.x + b.w * 0.5f) bits += kOrder;
  return FromBits(bits);
}

int64_t CostOfLooseDigit(const Glyph& glyph) {
  return glyph.widest_join > kLooseFrom ? FromBits(kLoose) : 0;
}

int64_t CostOfLink() { return FromBits(kLink); }

}  // namespace digitpad
