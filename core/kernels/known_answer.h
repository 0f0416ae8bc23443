// A known-answer test of a set of kernels, for engines that are not to be trusted: there
// are WebAssembly engines that accept relaxed SIMD and compute it wrongly.
#pragma once

#include "core/kernels/kernels.h"

namespace digitpad {

// Whether the set gives for a small convolution what `portable` gives, bit for bit.
// Values reach both ends of their ranges. Takes some microseconds.
bool GivesKnownAnswer(const Kernels& kernels);

}  // namespace digitpad
