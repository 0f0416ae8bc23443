// Folding: a trained network with its batch norm folded into the convolutions (Jacob et
// al. 2018, section 3.2) and its dropout left out: what is quantised and exported.
#pragma once

#include <span>
#include <vector>

#include "trainer/net/float_network.h"

namespace digitpad {

struct FoldedNetwork {
  FloatNetwork network;
  std::vector<float> parameters;
};

// Answers as `network` does with these parameters and running statistics.
FoldedNetwork Fold(const FloatNetwork& network, std::span<const float> parameters,
                   std::span<const float> statistics);

}  // namespace digitpad
