// What the two sets for WebAssembly have in common: vectors of four lanes.
#pragma once

#include <wasm_simd128.h>

#include <cstdint>

namespace digitpad {
namespace {

struct WasmVector {
  using I32 = v128_t;
  using Weights = v128_t;
  static constexpr int kLanes = 4;
  static constexpr int kPixels = 4;
  static constexpr int kVectors = 2;
  static constexpr int kDenseVectors = 8;

  static v128_t Load(const int32_t* from) { return wasm_v128_load(from); }
  static void Store(v128_t a, int32_t* to) { wasm_v128_store(to, a); }
  static v128_t Set(int32_t value) { return wasm_i32x4_splat(value); }
  static v128_t Add(v128_t a, v128_t b) { return wasm_i32x4_add(a, b); }
  static v128_t Multiply(v128_t a, v128_t b) { return wasm_i32x4_mul(a, b); }
  static v128_t Min(v128_t a, v128_t b) { return wasm_i32x4_min(a, b); }
  static v128_t Max(v128_t a, v128_t b) { return wasm_i32x4_max(a, b); }
  static v128_t MultiplyHigh(v128_t a, v128_t b) {
    return wasm_i32x4_shuffle(wasm_u64x2_extmul_low_u32x4(a, b),
                              wasm_u64x2_extmul_high_u32x4(a, b), 1, 3, 5, 7);
  }
  // There is no shift of each lane's own.
  static constexpr int32_t Upscale(int power) { return int32_t{1} << power; }
  static v128_t Scale(v128_t a, v128_t upscale) { return wasm_i32x4_mul(a, upscale); }
  template <int kBits>
  static v128_t ShiftRight(v128_t a) {
    return wasm_u32x4_shr(a, kBits);
  }
};

}  // namespace
}  // namespace digitpad
