// Softmax in integers: the same confidences on every machine. Base 2 from a table, with
// the temperature as a fixed-point factor of the model file.
#pragma once

#include <cstdint>
#include <span>

#include "core/nn/model.h"

namespace digitpad {

inline constexpr int kConfidenceOne = 10000;  // confidences are whole ten-thousandths

// probabilities[i] = round(kConfidenceOne * softmax(logits)[i]); they add up to
// kConfidenceOne within rounding. REQUIRES: both spans have the same size >= 1.
void Softmax(std::span<const int32_t> logits, const Calibration& calibration,
             std::span<int32_t> probabilities);

}  // namespace digitpad
