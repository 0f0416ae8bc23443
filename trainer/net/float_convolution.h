// FloatConvolution: convolution in float, on any machine. Direct loops without im2col: in
// a padded image with the channels last, a kernel row over all its channels is one run of
// neighboring floats, so that a tile of output pixels is built in registers from
// broadcast inputs and rows of weights. About twice as fast here as im2col and a matrix
// product, whose packing costs more than these small layers gain.
#pragma once

#include <cstddef>
#include <vector>

#include "trainer/net/convolution.h"
#include "trainer/net/convolution_geometry.h"

namespace digitpad {

class FloatConvolution : public Convolution {
 public:
  explicit FloatConvolution(const LayerSpec& spec);

  void SetWeights(const float* weights, bool with_backward) override;
  void Forward(const float* input, float* output) override;
  void BackwardWeights(const float* inputs, const float* output_gradients, int count,
                       float* weight_gradient) override;
  void BackwardInput(const float* output_gradient, bool add,
                     float* input_gradient) override;

 private:
  // Weights as panels of a few vectors' output channels: [panel][run position][channel].
  struct Panels {
    int channels = 0;  // outputs
    int rows = 0;      // kernel rows
    int run = 0;       // neighboring floats a kernel row covers
    std::vector<float> packed;
  };
  using Planes = ConvolutionPlanes<float>;

  void AddWeightGradient(const float* input, const float* output_gradient,
                         float* weight_gradient);
  void PadInput(const float* input);
  static void Convolve(const Panels& panels, const Planes& planes, bool add);
  // weights_at(position) = where the weights of a run position's channels begin.
  template <typename WeightsAt>
  static void Pack(WeightsAt weights_at, ptrdiff_t channel_stride, Panels* panels);

  LayerSpec spec_;
  ConvolutionGeometry geometry_;
  Panels forward_;
  std::vector<Panels> backward_;        // one a phase
  std::vector<float> padded_input_;     // [padded_h][padded_w][in_c]
  std::vector<float> padded_gradient_;  // [gradient_h][gradient_w][out_c]
  // Where the output channels are no multiple of a vector: copies that are.
  std::vector<float> wide_gradient_;  // [out_h][out_w][wide_c]
  std::vector<float> wide_weights_;   // [kernel_h][kernel_w][in][wide_c]
};

}  // namespace digitpad
