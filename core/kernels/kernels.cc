#include "core/kernels/kernels.h"

#include "core/kernels/kernels_portable.h"

namespace digitpad {

const Kernels* FindKernels(std::string_view name) {
  return name == kPortableKernels.name ? &kPortableKernels : nullptr;
}

const Kernels& BestKernels() { return kPortableKernels; }

}  // namespace digitpad
