#include "core/kernels/kernel_set.h"
#include "core/kernels/sets.h"
#include "core/kernels/wasm_relaxed.h"

namespace digitpad {

constinit const Kernels kWasmRelaxedKernels =
    KernelSet<WasmRelaxed>::Table("wasm_relaxed");

}  // namespace digitpad
