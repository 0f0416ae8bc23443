// Kernels: the integer arithmetic of the layers, once per instruction set, bit-exact to
// `portable`. A set is a table of plain functions without state; packing belongs to the
// set, since every instruction set wants its weights in its own order. A sibling for an
// instruction set is one file kernels_<isa>.cc and one line in kernels.cc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace digitpad {

// A convolution, channels last. A dense layer is one with in_h = in_w = kernel_h =
// kernel_w = 1 over h * w * c channels. Padding below and to the right follows from the
// output's size.
struct ConvShape {
  int in_h, in_w, in_c;
  int out_h, out_w, out_c;
  int kernel_h, kernel_w;
  int stride;
  int pad_top, pad_left;
};

// What happens to an accumulator before it is stored; arrays of out_c, see fixed_point.h.
struct Requantization {
  const int32_t* bias_i32;
  const int32_t* mantissa_i32;
  const uint8_t* shift_u8;
  const uint8_t* residual_u7;         // [out_h][out_w][out_c], or null
  const int32_t* residual_scale_i32;  // [out_c], or null
};

struct PoolShape {
  int in_h, in_w, channels;
  int out_h, out_w;
  int kernel_h, kernel_w;
  int stride;
  int pad_top, pad_left;
};

struct Kernels {
  const char* name;

  // Bytes of the packed weights, and of scratch memory for one call.
  size_t (*packed_size)(const ConvShape& shape);
  size_t (*scratch_size)(const ConvShape& shape);

  // weights: [out_c][kernel_h][kernel_w][in_c]; packed: packed_size bytes, aligned to 64.
  void (*pack)(const ConvShape& shape, const int8_t* weights_i8, uint8_t* packed);

  // input: [in_h][in_w][in_c] of 0..127; output: [out_h][out_w][out_c] of 0..127. Input
  // and output do not overlap.
  void (*conv)(const ConvShape& shape, const uint8_t* input_u7, const uint8_t* packed,
               const Requantization& requantization, uint8_t* scratch,
               uint8_t* output_u7);

  // The last layer: bias added, nothing clamped. output: [out_h][out_w][out_c].
  void (*conv_i32)(const ConvShape& shape, const uint8_t* input_u7, const uint8_t* packed,
                   const int32_t* bias_i32, uint8_t* scratch, int32_t* output_i32);

  void (*max_pool)(const PoolShape& shape, const uint8_t* input_u7, uint8_t* output_u7);

  // input: [plane][channels]; output: [channels] = requantised sums.
  void (*global_average_pool)(int plane, int channels, const uint8_t* input_u7,
                              int32_t mantissa, int shift, uint8_t* output_u7);
};

// The set of that name (portable, avx2, avx512vnni, neon, wasm_simd128, wasm_relaxed), or
// null where this build or this machine has none such.
const Kernels* FindKernels(std::string_view name);

// The fastest set that this machine runs.
const Kernels& BestKernels();

}  // namespace digitpad
