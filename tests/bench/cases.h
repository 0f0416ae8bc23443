// What is measured, the same natively and as WebAssembly: the peak of the registers, the
// larger convolutions of the networks, whole networks, and the way from strokes to
// Result.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/kernels/kernels.h"

namespace digitpad::bench {

struct Case {
  std::string name;  // "peak", "A layer 1 3x3x32-64", "A", "strokes to result", ...
  double macs;       // of one run; 0 where that says nothing
  std::function<void()> run;
};

// Everything is made here and warm; a run allocates nothing. Aborts where the shipped
// model does not load.
std::vector<Case> MakeCases(const Kernels& kernels);

}  // namespace digitpad::bench
