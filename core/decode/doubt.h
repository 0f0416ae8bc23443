// Doubt: which glyphs of a first reading make it worth to cut their strokes or components
// and to read everything anew. Shared by ink and pictures.
#pragma once

#include "core/base/log2.h"
#include "core/decode/glyph.h"

namespace digitpad {

// So often at most: a cut may make another glyph doubtful.
inline constexpr int kMostCutRounds = 3;

// Two digits in one piece make it at least this wide, in units of its glyph's height.
inline constexpr float kLeastWidthOfTwo = 0.5f;

// Whether the glyph might hold several digits: its best class costs more than 0.15 bit
// (probability below 0.9), "none of these" less than 3 (above 1/8), or it is wider than
// high. `none`: that class, or -1.
inline bool IsDoubtful(const Glyph& glyph, int none) {
  constexpr int32_t kDoubtfulCost = kExponentOne * 15 / 100;
  constexpr int32_t kDoubtfulNone = 3 * kExponentOne;
  constexpr float kDoubtfulAspect = 1.1f;
  return glyph.CostOf(glyph.label) > kDoubtfulCost ||
         (none >= 0 && glyph.CostOf(none) < kDoubtfulNone) ||
         glyph.box.w > kDoubtfulAspect * glyph.box.h;
}

}  // namespace digitpad
