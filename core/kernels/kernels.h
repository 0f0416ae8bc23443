// Kernels: the integer arithmetic of the layers, once per instruction set, every set
// bit-exact to `portable`. A set is a table of plain functions without state. All sets
// are instances of one design, kernel_set.h; a sibling for an instruction set is one file
// kernels_<isa>.cc with its few operations, and a line each in sets.h, kernels.cc and
// CMakeLists.txt.
//
// Tensors are channels-last planes of activations 0..127. An activation takes
// `element_size` bytes, what the set's multiplication wants. A plane lies within a border
// of zeros as wide as its readers' padding, so no kernel asks where the edge is: what it
// is given points at the first window's first element. Inputs and residuals are read in
// groups of up to kReadAhead + 1 elements, whose last ones may lie behind the plane.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace digitpad {

inline constexpr int kReadAhead = 15;

// A convolution. A dense layer is one whose window is the whole plane. Rows are counted
// in elements from the start of one to that of the next.
struct ConvShape {
  int in_c, in_row;
  int out_h, out_w, out_c, out_row;
  int kernel_h, kernel_w;
  int stride;
  int residual_row;  // 0: no residual
};

// The tensors of a layer in the model file's layouts, see weights/FORMAT.md. The last
// three are null where the layer has none such.
struct ConvTensors {
  const int8_t* weights_i8;           // [out_c][kernel_h][kernel_w][in_c]
  const int32_t* bias_i32;            // [out_c]
  const int32_t* mantissa_i32;        // [out_c]
  const uint8_t* shift_u8;            // [out_c]
  const int32_t* residual_scale_i32;  // [out_c]
};

struct PoolShape {
  int channels, in_row;
  int out_h, out_w, out_row;
  int kernel_h, kernel_w;
  int stride;
};

struct Kernels {
  const char* name;
  size_t element_size;

  // A layer's tensors in the set's own order: packed_size bytes, aligned to 64.
  size_t (*packed_size)(const ConvShape& shape);
  void (*pack)(const ConvShape& shape, const ConvTensors& tensors, uint8_t* packed);

  // residual: where the plane of the output's shape begins that is added before the one
  // clamp, or null. The output overlaps none of the others.
  void (*conv)(const ConvShape& shape, const void* input, const void* residual,
               const uint8_t* packed, void* output);

  // The last layer: one window, over the whole plane, bias added, nothing clamped.
  // output: [out_c].
  void (*logits)(const ConvShape& shape, const void* input, const uint8_t* packed,
                 int32_t* output_i32);

  void (*max_pool)(const PoolShape& shape, const void* input, void* output);

  // output: [channels] = requantised sums over the plane of height x width.
  void (*global_average_pool)(int height, int width, int channels, int in_row,
                              const void* input, int32_t mantissa, int shift,
                              void* output);

  // Bytes 0..255 of the network's input as activations: each enters halved.
  void (*enter)(size_t count, const uint8_t* bytes, void* output);

  // Multiplies and adds `size` bytes, aligned to 64, some times over and as fast as
  // registers can; returns how many products that were, 0
  // where the set has no registers of its own. For benchmarks. *sum: some of what came
  // out.
  int64_t (*spin)(int passes, size_t size, const uint8_t* memory, int32_t* sum);
};

// The set of that name (portable, avx2, avx512vnni, neon, wasm_simd128, wasm_relaxed), or
// null where this build or this machine has none such.
const Kernels* FindKernels(std::string_view name);

// The fastest set that this machine runs.
const Kernels& BestKernels();

}  // namespace digitpad
