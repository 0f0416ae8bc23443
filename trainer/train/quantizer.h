// Quantizer: a folded float network as integers. The same rules serve the export to the
// core's layers and the rounding during the last epochs of training, so that training
// sees what will run. Immutable.
//
// A tensor's step is what one of its 0..127 is worth, a weight's step what one of its
// -127..127 is; an accumulator counts in units of input step times weight step.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "core/nn/model.h"
#include "trainer/net/float_network.h"
#include "trainer/net/folding.h"
#include "trainer/net/network_run.h"

namespace digitpad {

// The step of the network's input, whose bytes enter as b >> 1 and as (b >> 1) / 127.
inline constexpr float kInputStep = 1.0f / 127;

class Quantizer {
 public:
  // steps: one a tensor (see LayerSpec); the last one, of the logits, is not used.
  // REQUIRES: `network` is folded and outlives this.
  Quantizer(const FloatNetwork& network, std::vector<float> steps);

  // *rounded, *quantization: parameters and roundings with which NetworkRun answers as
  // the integer network does, up to float rounding.
  void Round(std::span<const float> parameters, std::vector<float>* rounded,
             FakeQuantization* quantization) const;

  // What one unit of an integer logit is worth in the float network.
  double LogitUnit(std::span<const float> parameters) const;

  // The layers of a model file.
  std::vector<Layer> Export(std::span<const float> parameters) const;

 private:
  std::vector<float> WeightSteps(int index, std::span<const float> parameters) const;
  void ExportWeights(int index, std::span<const float> parameters, Layer* layer) const;

  const FloatNetwork& network_;
  std::vector<float> steps_;
};

// The layers of a model file without their tensors.
std::vector<Layer> LayersWithoutTensors(const Architecture& folded);

// Collects what the activations of a folded network are over training inputs, and chooses
// the steps with the least squared error: clipping the few largest values may pay.
class StepChooser {
 public:
  explicit StepChooser(const FloatNetwork& network);

  // Two passes over the same samples, in any order: first the ranges, then the
  // histograms.
  void AddRange(const NetworkRun& run, int count);
  void AddHistogram(const NetworkRun& run, int count);

  std::vector<float> Choose() const;

 private:
  const FloatNetwork& network_;
  std::vector<float> largest_;                   // by tensor
  std::vector<std::vector<double>> histograms_;  // by tensor, over 0 .. largest
};

// Training samples over which activations are looked at.
inline constexpr size_t kStepSamples = 4096;

// The steps that StepChooser finds with the float network over the first `samples`,
// kStepSamples at most. draw(i, input) fills in the network's input for sample i, the
// same each time. REQUIRES: samples >= 1.
std::vector<float> ChooseSteps(const FoldedNetwork& folded, size_t samples,
                               const std::function<void(size_t, std::span<float>)>& draw);

// mantissa * 2^-shift = factor as well as it can, see fixed_point.h. REQUIRES: factor >
// 0.
void ToFixedPoint(double factor, int32_t* mantissa, int* shift);

}  // namespace digitpad
