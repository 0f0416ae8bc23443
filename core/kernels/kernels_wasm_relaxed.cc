// WebAssembly relaxed SIMD: the dot product of bytes by fours, which gives the same
// everywhere as long as one side has 7 bits.
#include <wasm_simd128.h>

#include "core/kernels/kernel_set.h"
#include "core/kernels/sets.h"
#include "core/kernels/wasm_vector.h"

namespace digitpad {
namespace {

struct WasmRelaxed : WasmVector {
  using Element = uint8_t;
  using Weight = int8_t;
  static constexpr int kGroup = 4;
  static constexpr int kPixels = 6;  // 12 sums: so many hide the latency of one

  static v128_t Dot(v128_t sum, v128_t x, v128_t w) {
    return wasm_i32x4_relaxed_dot_i8x16_i7x16_add(w, x, sum);
  }
  static v128_t MultiplyFloats(v128_t a, v128_t factor, float addend) {
    return wasm_f32x4_relaxed_madd(wasm_f32x4_convert_i32x4(a), factor,
                                   wasm_f32x4_splat(addend));
  }
  static v128_t LoadElements(const uint8_t* from) {
    return wasm_u32x4_extend_low_u16x8(
        wasm_u16x8_extend_low_u8x16(wasm_v128_load32_zero(from)));
  }
  static void StoreElements(v128_t a, uint8_t* to) {
    const v128_t halves = wasm_i16x8_narrow_i32x4(a, a);
    wasm_v128_store32_lane(to, wasm_i8x16_narrow_i16x8(halves, halves), 0);
  }
};

}  // namespace

constinit const Kernels kWasmRelaxedKernels =
    KernelSet<WasmRelaxed>::Table("wasm_relaxed");

}  // namespace digitpad
