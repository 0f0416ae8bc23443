// Convolution: the float forward and backward passes of one layer, one image at a time,
// where nearly all training time goes. Direct loops without im2col: in a padded image
// with the channels last, a kernel row over all its channels is one run of neighboring
// floats, so that a tile of output pixels is built in registers from broadcast inputs and
// rows of weights. About twice as fast here as im2col and a matrix product, whose packing
// costs more than these small layers gain.
//
// One object a thread: holds the packed weights and scratch memory.
#pragma once

#include <cstddef>
#include <vector>

#include "trainer/net/architecture.h"

namespace digitpad {

class Convolution {
 public:
  // REQUIRES: spec is a convolution of a parsed architecture.
  explicit Convolution(const LayerSpec& spec);

  // Takes over the weights for the calls that follow. weights:
  // [kernel_h][kernel_w][in][out]. Packing for BackwardInput is left out where it is not
  // `with_backward`.
  void SetWeights(const float* weights, bool with_backward);

  // input: [in_h][in_w][in_c]; output: [out_h][out_w][out_c], overwritten.
  void Forward(const float* input, float* output);

  // Adds this image's part to `weight_gradient`, laid out as the weights.
  void BackwardWeights(const float* input, const float* output_gradient,
                       float* weight_gradient);

  // input_gradient: [in_h][in_w][in_c], added to or overwritten.
  // REQUIRES: the weights were set `with_backward`.
  void BackwardInput(const float* output_gradient, bool add, float* input_gradient);

 private:
  // Weights as panels of a few vectors' output channels: [panel][run position][channel].
  struct Panels {
    int channels = 0;  // outputs
    int rows = 0;      // kernel rows
    int run = 0;       // neighboring floats a kernel row covers
    std::vector<float> packed;
  };
  // The input pixels (stride * u + row, stride * v + column), which all see the same taps
  // of the kernel: backwards, each such phase is a convolution of stride 1 over the
  // output's gradient.
  struct Phase {
    int row = 0;
    int column = 0;
    int tap_row = 0;  // the first tap; the others follow `stride` apart
    int tap_column = 0;
    int taps_h = 0;
    int taps_w = 0;
    Panels panels;
  };

  // What a convolution reads and writes, and the distances from one thing to the next.
  struct Planes {
    const float* in;
    ptrdiff_t in_pixel;
    ptrdiff_t in_row;         // of output pixels
    ptrdiff_t in_kernel_row;  // of the kernel
    float* out;
    ptrdiff_t out_pixel;
    ptrdiff_t out_row;
    int height;  // of the output
    int width;
  };

  void PadInput(const float* input);
  static void Convolve(const Panels& panels, const Planes& planes, bool add);
  // weights_at(position) = where the weights of a run position's channels begin.
  template <typename WeightsAt>
  static void Pack(WeightsAt weights_at, ptrdiff_t channel_stride, Panels* panels);

  LayerSpec spec_;
  Panels forward_;
  std::vector<Phase> phases_;
  std::vector<float> padded_input_;  // [padded_h_][padded_w_][in_c]
  int padded_h_;
  int padded_w_;
  std::vector<float> padded_gradient_;  // [gradient_h_][gradient_w_][out_c]
  int gradient_pad_top_;
  int gradient_pad_left_;
  int gradient_h_;
  int gradient_w_;
  // Where the output channels are no multiple of a vector: copies that are.
  std::vector<float> wide_gradient_;  // [out_h][out_w][wide_c]
  std::vector<float> wide_weights_;   // [kernel_h][kernel_w][in][wide_c]
};

}  // namespace digitpad
