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
constexpr float kCutEnd = 1.0f;       // bits an end within a stroke: few join digits
constexpr float kOverlap = 0.05f;    // bits where one stands wholly above the other
constexpr float kRise = 0.13f;       // bits a height that one lies higher
constexpr float kOrder = 0.3f;       // bits where the right one's middle is further left
constexpr float kLink = 0.3f;        // bits a piece left out

// Widths below this say nothing about overlaps.
constexpr float kLeastWidth = 0.15f;

int64_t FromBits(float bits) {
  return static_cast<int64_t>(bits * static_cast<float>(kExponentOne));
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

int64_t CostOfPair(const Glyph& left, const Glyph& right, float height) {
  const Box &a = left.box, &b = right.box;
  const float narrower = std::max(std::min(a.w, b.w), kLeastWidth * height);
  float bits = kOverlap * std::clamp(OverlapOfWidths(a, b) / narrower, 0.0f, 1.0f);
  const float rise = (a.y + a.h * 0.5f - b.y - b.h * 0.5f) / height;
  bits += kRise * std::min(rise < 0 ? -rise : rise, 100.0f);
  if (a.x + a.w * 0.5f > b.x + b.w * 0.5f) bits += kOrder;
  return FromBits(bits);
}

int64_t CostOfLink() { return FromBits(kLink); }

}  // namespace digitpad
