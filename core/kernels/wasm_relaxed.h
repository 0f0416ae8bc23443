// The operations of WebAssembly's relaxed SIMD. Dot products of bytes give the same in
// every engine as long as one side has 7 bits. By fours that is one instruction on
// machines that have it (Arm's sdot, Intel's vpdpbusd of AVX-VNNI), and five on others,
// where three do it by twos.
#pragma once

#include <wasm_simd128.h>

#include <cstdint>

#include "core/kernels/wasm_vector.h"

namespace digitpad {
namespace {

struct WasmRelaxed : WasmVector {
  using Element = uint8_t;
  using Weight = int8_t;
  static constexpr int kGroup = 4;
  static constexpr int kPixels =
      5;  // 10 sums hide the latency of one, and fill no more registers than there are

  static v128_t Dot(v128_t sum, v128_t x, v128_t w) {
    const v128_t twos = wasm_i16x8_relaxed_dot_i8x16_i7x16(w, x);
    return wasm_i32x4_add(sum, wasm_i32x4_extadd_pairwise_i16x8(twos));
  }
  static v128_t FusedDot(v128_t sum, v128_t x, v128_t w) {
    return wasm_i32x4_relaxed_dot_i8x16_i7x16_add(w, x, sum);
  }
  // What is beyond 7 bits shows how the engine does it: by way of 16 bits, sums of twos
  // saturate.
  static bool fuses_dots() {
    const v128_t sum = wasm_i32x4_relaxed_dot_i8x16_i7x16_add(
        wasm_i8x16_const_splat(-128), wasm_i8x16_const_splat(-1),
        wasm_i32x4_const_splat(0));
    return wasm_i32x4_extract_lane(sum, 0) != 2 * INT16_MIN;
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
}  // namespace digitpad
