// Pages as a phone or a scanner would see them: numbers drawn by the core's rasteriser
// onto paper, then spoilt. What reading pictures is judged by; nothing that trains uses
// them.
//
// A page of 1,000 x 750 pixels or so has a number on each line, its digits 60 to 110
// pixels high, written with a pen of 1 to 12 % of their height.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/base/gray_picture.h"
#include "trainer/data/examples.h"
#include "trainer/data/random.h"

namespace digitpad {

enum class Damage {
  kNone,
  kTexture,   // paper that is not smooth
  kRuled,     // lines across the page, with no regard to the writing
  kSquared,   // and down the page
  kGradient,  // light that falls to a third from side to side
  kNoise,     // a sensor's, of 6 to 14 grey levels
  kJpeg,      // quality 40
  kBlur,      // out of focus by a pixel or two
  kTilted,    // up to 5 degrees either way
  kInverted,  // chalk
  kThinPen,   // 1 to 2 % of the digits' height
  kThickPen,  // 10 to 12 %
  kAll,       // all of the above, on ruled or squared paper, of either polarity
};

inline constexpr Damage kDamages[] = {
    Damage::kNone,     Damage::kTexture,  Damage::kRuled,   Damage::kSquared,
    Damage::kGradient, Damage::kNoise,    Damage::kJpeg,    Damage::kBlur,
    Damage::kTilted,   Damage::kInverted, Damage::kThinPen, Damage::kThickPen,
    Damage::kAll,
};

const char* NameOf(Damage damage);

// A page with these numbers on it, a line each; without any it is a picture of nothing.
// `scale` makes all of it larger: 4 is a phone's photo of 12 megapixels.
GrayPicture DrawPage(std::span<const Example> numbers, Damage damage, float scale,
                     Random* random);

}  // namespace digitpad
