// What the place and shape of glyphs say for or against a reading, in bits: little beside
// what the network says, but it decides between ways that the network likes alike.
#pragma once

#include <cstdint>

#include "core/decode/glyph.h"
#include "core/decode/glyph_graph.h"

namespace digitpad {

// In units of 2^-16 bit.
int64_t CostOfShape(const Glyph& glyph, float height);
// Of two glyphs side by side in a number, digits or signs.
int64_t CostOfPair(const Glyph& left, const Glyph& right, float height);
// Of a single fragment as a sign: '.', ',' or '-'. Negative where it cannot be one.
int64_t CostOfSign(const Glyph& glyph, char sign, float height);
// Of ink left out as the way from one digit to the next.
int64_t CostOfLink();

}  // namespace digitpad
