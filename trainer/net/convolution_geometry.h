// ConvolutionGeometry: which pixels a convolution reads, forwards and backwards, for all
// implementations alike.
#pragma once

#include <cstddef>
#include <vector>

#include "trainer/net/architecture.h"

namespace digitpad {

inline int CeilDiv(int a, int b) { return (a + b - 1) / b; }
inline int RoundUp(int a, int b) { return CeilDiv(a, b) * b; }
// `total` things in as few equal parts as `most` allows: the size of all but the last
// part, which may be smaller.
inline int EqualPart(int total, int most) { return CeilDiv(total, CeilDiv(total, most)); }

// What a convolution reads and writes, and the distances, in elements, from one thing to
// the next.
template <typename Input>
struct ConvolutionPlanes {
  const Input* in;
  ptrdiff_t in_pixel;
  ptrdiff_t in_row;         // of output pixels
  ptrdiff_t in_kernel_row;  // of the kernel
  float* out;
  ptrdiff_t out_pixel;
  ptrdiff_t out_row;
  int height;  // of the output
  int width;
};

struct ConvolutionGeometry {
  // The input pixels (stride * u + row, stride * v + column), which all see the same taps
  // of the kernel: backwards, each such phase is a convolution of stride 1 over the
  // output's gradient. Gradient pixels are read in rising order, so the taps run
  // backwards.
  struct Phase {
    int row = 0;
    int column = 0;
    int height = 0;  // input pixels of the phase
    int width = 0;
    int tap_row = 0;  // the kernel's first tap; the others follow `stride` apart
    int tap_column = 0;
    int taps_h = 0;
    int taps_w = 0;
    int first_y = 0;  // in the padded gradient: where the first input pixel's taps begin
    int first_x = 0;
  };

  explicit ConvolutionGeometry(const LayerSpec& spec);

  // The kernel position, kernel_w * y + x, that a phase's tap reads its weights from.
  int KernelTap(const Phase& phase, int y, int x) const;

  int stride;
  int kernel_w;
  int padded_h;  // the input with its paddings
  int padded_w;
  int gradient_h;  // the output's gradient with zeros around it
  int gradient_w;
  int gradient_pad_top;
  int gradient_pad_left;
  std::vector<Phase> phases;
};

}  // namespace digitpad
