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
  static constexpr int kVectors = 2;
  static constexpr int kDenseVectors = 8;

  // A group has 32 bits, whatever its elements are.
  static v128_t LoadWeights(const void* from) { return wasm_v128_load(from); }
  static v128_t Broadcast(const void* from) { return wasm_v128_load32_splat(from); }

  static v128_t Load(const int32_t* from) { return wasm_v128_load(from); }
  static void Store(v128_t a, int32_t* to) { wasm_v128_store(to, a); }
  static v128_t Set(int32_t value) { return wasm_i32x4_splat(value); }
  static v128_t Add(v128_t a, v128_t b) { return wasm_i32x4_add(a, b); }
  static v128_t Multiply(v128_t a, v128_t b) { return wasm_i32x4_mul(a, b); }
  static v128_t MinOfHalves(v128_t a, v128_t b) { return wasm_u16x8_min(a, b); }
  static v128_t Max(v128_t a, v128_t b) { return wasm_i32x4_max(a, b); }
  static v128_t And(v128_t a, v128_t b) { return wasm_v128_and(a, b); }
  static bool AnyBelow(v128_t a, int32_t limit) {
    return wasm_v128_any_true(wasm_i32x4_lt(a, Set(limit)));
  }
  template <int kBits>
  static v128_t ShiftRight(v128_t a) {
    return wasm_u32x4_shr(a, kBits);
  }
};

}  // namespace
}  // namespace digitpad
