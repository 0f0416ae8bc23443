// WebAssembly SIMD: i32x4.dot_i16x8 multiplies 16-bit values by pairs, so activations and
// weights are kept in 16 bits.
#include <wasm_simd128.h>

#include "core/kernels/kernel_set.h"
#include "core/kernels/sets.h"
#include "core/kernels/wasm_vector.h"

namespace digitpad {
namespace {

struct WasmSimd128 : WasmVector {
  using Element = int16_t;
  using Weight = int16_t;
  static constexpr int kGroup = 2;
  static constexpr int kPixels = 5;

  static v128_t Dot(v128_t sum, v128_t x, v128_t w) {
    return wasm_i32x4_add(sum, wasm_i32x4_dot_i16x8(x, w));
  }
  static v128_t MultiplyFloats(v128_t a, v128_t factor, float addend) {
    return wasm_f32x4_add(wasm_f32x4_mul(wasm_f32x4_convert_i32x4(a), factor),
                          wasm_f32x4_splat(addend));
  }
  static v128_t LoadElements(const int16_t* from) { return wasm_i32x4_load16x4(from); }
  static void StoreElements(v128_t a, int16_t* to) {
    const v128_t halves = wasm_i16x8_narrow_i32x4(a, a);
    const v128_t largest = wasm_i16x8_splat(kMaxActivation);
    wasm_v128_store64_lane(to, wasm_i16x8_min(halves, largest), 0);
  }
};

}  // namespace

constinit const Kernels kWasmSimd128Kernels =
    KernelSet<WasmSimd128>::Table("wasm_simd128");

}  // namespace digitpad
