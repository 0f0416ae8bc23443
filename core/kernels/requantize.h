// Requantize as a function of its own, compiled once and for every machine.
#pragma once

#include <cstdint>

#include "core/base/fixed_point.h"

namespace digitpad {

uint8_t RequantizeOne(int32_t acc, int32_t mantissa, int shift);

}  // namespace digitpad
