#include "core/kernels/kernels.h"

#if defined(__aarch64__) && defined(__linux__)
#include <sys/auxv.h>
#endif

#include "core/kernels/requantize.h"
#include "core/kernels/sets.h"

namespace digitpad {
namespace {

struct Set {
  const Kernels* kernels;
  bool (*runs_here)();
};

// From the slowest to the fastest.
constexpr Set kSets[] = {
    {&kPortableKernels, [] { return true; }},
#if defined(__x86_64__)
    {&kAvx2Kernels,
     [] { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"); }},
    {&kAvx512VnniKernels,
     [] {
       return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
              __builtin_cpu_supports("avx512vnni");
     }},
#elif defined(__aarch64__)
    {&kNeonKernels,
     [] {
#if defined(__linux__)
       return (getauxval(AT_HWCAP) & HWCAP_ASIMDDP) != 0;
#else
       return true;  // as in every Apple silicon
#endif
     }},
#elif defined(__wasm_relaxed_simd__)
    {&kWasmRelaxedKernels, [] { return true; }},
#elif defined(__wasm_simd128__)
    {&kWasmSimd128Kernels, [] { return true; }},
#endif
};

}  // namespace

const Kernels* FindKernels(std::string_view name) {
  for (const Set& set : kSets) {
    if (name == set.kernels->name) return set.runs_here() ? set.kernels : nullptr;
  }
  return nullptr;
}

const Kernels& BestKernels() {
  const Kernels* best = &kPortableKernels;
  for (const Set& set : kSets) {
    if (set.runs_here()) best = set.kernels;
  }
  return *best;
}

uint8_t RequantizeOne(int32_t acc, int32_t mantissa, int shift) {
  return Requantize(acc, mantissa, shift);
}

}  // namespace digitpad
