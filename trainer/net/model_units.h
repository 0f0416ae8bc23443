// What the integers of a model file are worth as real numbers. Activation steps are not
// in the file, and free to choose but for global average pools: the factors before and
// after make up for any.
#pragma once

#include <vector>

#include "core/base/fixed_point.h"
#include "core/nn/model.h"

namespace digitpad {

inline constexpr double kFreeStep = 1.0 / kMaxActivation;

// mantissa * 2^-shift.
double FactorOf(int32_t mantissa, int shift);

// By output channel: what one unit of the accumulator is worth where a step of the output
// is kFreeStep; of the last layer in calibrated natural logarithms, see softmax.h.
// REQUIRES: a layer with weights.
std::vector<double> UnitsOf(const Layer& layer, const Calibration& calibration);

// What one step of a global average pool's output is worth, if that of its input is
// `step`.
double PooledStep(const Layer& layer, double step);

}  // namespace digitpad
