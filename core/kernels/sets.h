// The sets that this build has; kernels.cc asks the machine which of them it runs.
#pragma once

#include "core/kernels/kernels.h"

namespace digitpad {

extern const Kernels kPortableKernels;
extern const Kernels kAvx2Kernels;
extern const Kernels kAvx512VnniKernels;
extern const Kernels kNeonKernels;
extern const Kernels kWasmSimd128Kernels;
extern const Kernels kWasmRelaxedKernels;

}  // namespace digitpad
