// Golden answers: what a model's network must say of drawings that are the same for all
// models. A model file carries them (section `answers` of weights/FORMAT.md), and they
// are asked for when it is loaded: that shows what no checksum can, a file whose maker
// damaged it before it was sealed, and a processor or engine that computes wrongly.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/status.h"
#include "core/nn/network.h"

namespace digitpad {

// The logits of the first `drawings` of the golden drawings, one row of classes after the
// other. REQUIRES: 0 <= drawings <= kGoldenDrawings.
std::vector<int32_t> GoldenAnswers(Network& network, int drawings);

// Invalid where the model holds answers and the network gives others.
Status CheckGoldenAnswers(Network& network);

// The same of a model that no Network runs.
Status CheckGoldenAnswers(const Model& model);

// Those of the model itself, in place of what it holds, as many as it may.
// REQUIRES: ValidateModel(*model) is ok.
void AddGoldenAnswers(Model* model);

}  // namespace digitpad
