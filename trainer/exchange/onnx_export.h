// A model as an ONNX file for other runtimes: float operators between QuantizeLinear and
// DequantizeLinear ("QDQ"), int8 weights with one scale a channel. Its answers are those
// of the integer network but where an activation lies within float rounding of halfway
// between two steps.
//
// input "picture": float [N, channels, 28, 28], a byte b of the prepared picture as
// (b >> 1) / 127; outputs "logits" and "probabilities": float [N, classes], calibrated.
// The metadata hold labels, prep, thresholds and card.
// Source: the ONNX specification of operators, version 13 of the main set.
#pragma once

#include <cstdint>
#include <vector>

#include "core/nn/model.h"

namespace digitpad {

// REQUIRES: ValidateModel(model) is ok.
std::vector<uint8_t> WriteOnnx(const Model& model);

}  // namespace digitpad
