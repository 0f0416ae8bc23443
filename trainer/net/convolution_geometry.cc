#include "trainer/net/convolution_geometry.h"

#include <algorithm>

namespace digitpad {
ConvolutionGeometry::ConvolutionGeometry(const LayerSpec& spec)
    : stride(spec.stride), kernel_w(spec.kernel_w) {
  padded_h = spec.in.h + spec.pad_top + spec.pad_bottom;
  padded_w = spec.in.w + spec.pad_left + spec.pad_right;
  const int s = spec.stride;
  // How far the phases look past the gradient's last row and column.
  const int below = std::max(0, (spec.in.h - 1 + spec.pad_top) / s - (spec.out.h - 1));
  const int beyond = std::max(0, (spec.in.w - 1 + spec.pad_left) / s - (spec.out.w - 1));
  gradient_pad_top = CeilDiv(spec.kernel_h, s) - 1;
  gradient_pad_left = CeilDiv(spec.kernel_w, s) - 1;
  gradient_h = gradient_pad_top + spec.out.h + below;
  gradient_w = gradient_pad_left + spec.out.w + beyond;
  for (int row = 0; row < s; ++row) {
    for (int column = 0; column < s; ++column) {
      Phase phase;
      phase.row = row;
      phase.column = column;
      phase.height = CeilDiv(spec.in.h - row, s);
      phase.width = CeilDiv(spec.in.w - column, s);
      phase.tap_row = (row + spec.pad_top) % s;
      phase.tap_column = (column + spec.pad_left) % s;
      phase.taps_h = CeilDiv(std::max(0, spec.kernel_h - phase.tap_row), s);
      phase.taps_w = CeilDiv(std::max(0, spec.kernel_w - phase.tap_column), s);
      // The output pixel that the first tap leads to; the other taps lead to earlier
      // ones.
      const int last_y = (row + spec.pad_top) / s;
      const int last_x = (column + spec.pad_left) / s;
      phase.first_y = gradient_pad_top + last_y - (phase.taps_h - 1);
      phase.first_x = gradient_pad_left + last_x - (phase.taps_w - 1);
      phases.push_back(phase);
    }
  }
}

int ConvolutionGeometry::KernelTap(const Phase& phase, int y, int x) const {
  const int kernel_y = phase.tap_row + stride * (phase.taps_h - 1 - y);
  const int kernel_x = phase.tap_column + stride * (phase.taps_w - 1 - x);
  return kernel_y * kernel_w + kernel_x;
}

}  // namespace digitpad
