// The portable kernels: plain C++ that defines what every other set must compute.
#pragma once

#include "core/kernels/kernels.h"

namespace digitpad {

extern const Kernels kPortableKernels;

}  // namespace digitpad
