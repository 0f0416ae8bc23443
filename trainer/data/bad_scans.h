// What a bad cut or scan leaves where a digit should be.
#pragma once

#include <cstdint>
#include <span>

#include "trainer/data/random.h"

namespace digitpad {

// Blots, noise, a shade of grey or stripes; overwrites all of `picture`, 28 * 28 bytes.
void DrawBadScan(Random* random, std::span<uint8_t> picture);

}  // namespace digitpad
