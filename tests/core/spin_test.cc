#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <string>

#include "core/kernels/kernels.h"

namespace digitpad {
namespace {

// The benchmarks' peak: it must count what it did, and depend on what it read.
TEST(Kernels, SpinMultipliesAsOftenAsItSays) {
  struct alignas(64) Memory {
    std::array<uint8_t, 4096> bytes{};
  };
  const auto memory = std::make_unique<Memory>();
  for (const std::string name :
       {"portable", "avx2", "avx512vnni", "neon", "wasm_simd128", "wasm_relaxed"}) {
    const Kernels* k = FindKernels(name);
    if (k == nullptr) continue;
    int32_t none = 1, some = 0;
    memory->bytes.fill(0);
    const int64_t once = k->spin(1, memory->bytes.size(), memory->bytes.data(), &none);
    memory->bytes.fill(1);
    const int64_t thrice = k->spin(3, memory->bytes.size(), memory->bytes.data(), &some);
    EXPECT_EQ(thrice, 3 * once) << name;
    EXPECT_NE(some, none) << name;
    if (name == "portable") continue;  // it has no registers of its own
    EXPECT_GE(once, 4096) << name;
    EXPECT_EQ(none, 0) << name;
  }
}

}  // namespace
}  // namespace digitpad
