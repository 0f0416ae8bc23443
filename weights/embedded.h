// The shipped model, weights/digits.dpm, compiled in.
#pragma once

#include <cstdint>
#include <span>

namespace digitpad {

// The bytes of the model file; they live as long as the program.
std::span<const uint8_t> EmbeddedModel();

}  // namespace digitpad
