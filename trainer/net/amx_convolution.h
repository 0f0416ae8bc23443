// AmxConvolution: convolution by matrix tiles, several times as fast as in float.
//
// Forwards and towards the input, a tile's rows are neighboring output pixels and its
// columns a kernel row's run of inputs (see FloatConvolution). Towards the weights the
// sum runs over pixels, of several images at once, so the input is transposed: rows are
// channels, columns neighboring pixels, and a tap is a shift.
#pragma once

#include "trainer/net/bfloat_avx512.h"

#ifdef DIGITPAD_AMX

#include <vector>

#include "trainer/net/convolution.h"
#include "trainer/net/convolution_geometry.h"

namespace digitpad {

class AmxConvolution : public Convolution {
 public:
  // REQUIRES: RequestTiles() was true.
  explicit AmxConvolution(const LayerSpec& spec);

  void SetWeights(const float* weights, bool with_backward) override;
  void Forward(const float* input, float* output) override;
  void BackwardWeights(const float* inputs, const float* output_gradients, int count,
                       float* weight_gradient) override;
  void BackwardInput(const float* output_gradient, bool add,
                     float* input_gradient) override;

 private:
  // Weights as tiles: [channel tile][kernel row][run tile][16][16][2].
  struct Panels {
    int channels = 0;  // outputs
    int rows = 0;      // kernel rows
    int run = 0;       // neighboring inputs a kernel row covers
    BfloatBuffer packed;
  };
  using Planes = ConvolutionPlanes<Bfloat>;

  template <typename WeightAt>
  static void Pack(WeightAt weight_at, Panels* panels);
  void Convolve(const Panels& panels, const Planes& planes, bool add);
  void PadInput(const float* input);
  void TransposeInput(int image);
  void SpreadGradient(const float* output_gradient, int image);
  void InterleaveGradient(int pixels);
  void MultiplyGroup(int pixels);

  LayerSpec spec_;
  ConvolutionGeometry geometry_;
  Panels forward_;
  std::vector<Panels> backward_;                      // one a phase
  BfloatBuffer padded_input_;                         // [padded_h][padded_w][in_c]
  BfloatBuffer padded_gradient_;                      // [gradient_h][gradient_w][out_c]
  std::vector<float, AlignedAllocator<float>> sums_;  // [pixels][channels, whole tiles]

  // For the weights. Pixels of the same place modulo the stride lie in a plane of their
  // own, plane_w_ wide; the planes of a group of images follow each other.
  int plane_w_;
  int plane_size_;
  int group_;                     // images
  int pitch_;                     // between transposed channels
  BfloatBuffer transposed_;       // [stride * stride][in channels, whole tiles][pitch]
  BfloatBuffer spread_gradient_;  // [pixels of a group][out_c], zero beside the output
  BfloatBuffer gradient_tiles_;   // [channel tile][pixels / 2][16][2]
  std::vector<float, AlignedAllocator<float>>
      weight_sums_;  // [tap][in channels][out channels], whole tiles
};

}  // namespace digitpad

#endif
