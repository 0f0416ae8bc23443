// Dequantize: an integer network as a float one, where its own float network is lost. It
// answers much the same: activations are neither rounded nor clipped, so that logits are
// larger where the integers reach their end.
#pragma once

#include <optional>

#include "core/base/status.h"
#include "core/nn/model.h"
#include "trainer/net/folding.h"

namespace digitpad {

// The logits are calibrated ones, in natural logarithms. Unsupported where a layer reads
// another than the one before it. REQUIRES: ValidateModel(model) is ok.
Status Dequantize(const Model& model, std::optional<FoldedNetwork>* network);

}  // namespace digitpad
