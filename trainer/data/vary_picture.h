// VaryPicture: a scanned digit as another pen, hand and scanner could have left it.
#pragma once

#include <cstdint>
#include <span>

#include "trainer/data/random.h"

namespace digitpad {

// A 28x28 grey picture made thicker or thinner, rotated, sheared, scaled, shifted, bent
// and toned anew. REQUIRES: the spans differ.
void VaryPicture(std::span<const uint8_t> picture, Random* random,
                 std::span<uint8_t> varied);

}  // namespace digitpad
