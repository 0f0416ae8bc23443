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

// What a class that cannot be costs, and the most any costs: 2^-24.
inline constexpr int32_t kMostCost = 24 << 16;

// costs[i] = -log2 softmax(logits)[i] in units of 2^-16, at most kMostCost: what keeps
// small probabilities apart that Softmax rounds to 0. REQUIRES: as for Softmax.
void CostsOfClasses(std::span<const int32_t> logits, const Calibration& calibration,
                    std::span<int32_t> costs);

}  // namespace digitpad
