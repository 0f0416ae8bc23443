// NetworkRun: one thread's memory for running a FloatNetwork over a few samples, forwards
// for answers, forwards and backwards for training. Batch norm takes its statistics from
// the samples of one call ("ghost" batches, Hoffer et al. 2017), so calls are independent
// of each other and threads never wait in the middle of a network.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "core/base/aligned.h"
#include "trainer/data/random.h"
#include "trainer/net/convolution.h"
#include "trainer/net/float_network.h"
#include "trainer/net/plane_ops.h"

namespace digitpad {

// How the integer network will round, for training that knows of it; see quantizer.h.
struct FakeQuantization {
  // By tensor: what one step of 0..127 is worth; 0 leaves the tensor as it is.
  std::vector<float> activation_steps;
  // By layer: what the integer multiplier makes of the residual, a factor near 1 per
  // output channel; empty where there is no residual.
  std::vector<std::vector<float>> residual_gains;
};

// Aligned, so that Eigen adds up in the same order wherever the memory lies.
using FloatBuffer = std::vector<float, AlignedAllocator<float>>;

class NetworkRun {
 public:
  // REQUIRES: `network` outlives this; capacity >= 1, the most samples of one call.
  NetworkRun(const FloatNetwork& network, int capacity, Precision precision);

  // [capacity][in_h][in_w][in_c], to be filled by the caller before a forward pass.
  std::span<float> input() { return tensors_[0]; }

  // Takes over the numbers for the calls that follow; the spans must stay valid.
  // Statistics are read by Forward only. `quantization` may be null.
  void Use(std::span<const float> parameters, std::span<const float> statistics,
           const FakeQuantization* quantization, bool with_backward);

  // Both return the logits, [count][classes]. ForwardTraining keeps what Backward needs.
  std::span<const float> Forward(int count);
  std::span<const float> ForwardTraining(int count, Random* random);

  // After ForwardTraining: adds the gradient of the parameters, given that of the logits.
  void Backward(std::span<const float> logits_gradient, std::span<float> gradient);

  // Means and variances of the last ForwardTraining, laid out as the network's
  // statistics.
  std::span<const float> batch_statistics() const { return batch_statistics_; }

  // After a forward pass: the values of a tensor, [count][h][w][c].
  std::span<const float> tensor(int index) const { return tensors_[index]; }

 private:
  // What a layer needs beside its tensors; unused parts stay empty.
  struct LayerState {
    LayerState(const LayerSpec& layer, int capacity, Precision precision);
    std::unique_ptr<Convolution> convolution;
    RowFactors row_a;  // the factors of the plane operation at hand
    RowFactors row_b;
    RowFactors row_c;
    RowFactors residual_gain;
    RowSums sums;
    FloatBuffer dense_weights;       // [in][out]
    std::vector<float> before_norm;  // [capacity][out_h][out_w][out_c]
    std::vector<int> winners;        // max pool: the input index each output came from
    std::vector<float> kept;         // dropout: 0, or 1 / (1 - rate)
  };

  std::span<const float> RunLayers(int count, bool training, Random* random);
  void ForwardConv(int index, int count, bool training);
  void TakeBatchStatistics(int index, int count);
  void SetOutputFactors(int index, std::span<const float> statistics);
  void ForwardMaxPool(int index, int count);
  void ForwardAverage(int index, int count);
  void ForwardDense(int index, int count);
  void ForwardDropout(int index, int count, Random* random);

  void MaskOutputGradient(int index, int first, int count);
  void SumOutputGradient(int index);
  void BackwardConv(int index, std::span<float> gradient);
  void BackwardBatchNorm(int index, std::span<float> gradient);
  void BackwardMaxPool(int index);
  void BackwardAverage(int index);
  void BackwardDense(int index, std::span<float> gradient);
  void BackwardDropout(int index);
  // Whether a gradient already lies in gradients_[tensor]; from now on one does.
  bool MarkGradient(int tensor);
  float* GradientToAdd(int index);
  float StepOf(int tensor) const;

  const FloatNetwork& network_;
  const std::vector<LayerSpec>& layers_;
  std::span<const float> parameters_;
  std::span<const float> statistics_;
  const FakeQuantization* quantization_ = nullptr;
  int count_ = 0;                       // of the last ForwardTraining
  std::vector<FloatBuffer> tensors_;    // [0] the input, [i + 1] layer i's output
  std::vector<FloatBuffer> gradients_;  // likewise; none of the input
  std::vector<bool> has_gradient_;
  std::vector<LayerState> states_;
  std::vector<float> batch_statistics_;
};

}  // namespace digitpad
