// Model: a network and all that belongs to it, as values. ParseModel makes one from a
// model file's bytes and lets nothing through that could later fail; SerializeModel is
// its inverse. The byte layout is weights/FORMAT.md. Owns all its memory; safe to share
// once made.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/base/prep_spec.h"
#include "core/base/status.h"

namespace digitpad {

struct Shape {
  int h = 0;
  int w = 0;
  int c = 0;
  // No overflow within a model: InferShapes keeps every shape below kMaxActivations.
  int size() const { return h * w * c; }
  bool operator==(const Shape&) const = default;
};

enum class LayerOp : uint8_t {
  kConv = 1,     // kernel x kernel over all input channels, bias, requantise (= ReLU)
  kMaxPool = 2,  // the maximum of a window, padding never wins
  kGlobalAveragePool = 3,  // the sum over the plane, requantised
  kDense = 4,              // over the flattened (H, W, C) input
};

inline constexpr int kNoResidual = -1;
inline constexpr int kNetworkInput = 0;  // an input index: 0 is the network's input, i +
                                         // 1 is the output of layer i

// One layer. Tensors live here, in the layouts of the file.
struct Layer {
  LayerOp op = LayerOp::kConv;
  int input = 0;               // what it reads, see kNetworkInput
  int residual = kNoResidual;  // conv only: a further input, of the output's shape, added
                               // before the one clamp
  int kernel_h = 1;
  int kernel_w = 1;
  int stride = 1;
  int pad_top = 0;
  int pad_left = 0;
  int pad_bottom = 0;
  int pad_right = 0;
  int out_channels = 0;  // conv and dense; elsewhere the input's

  std::vector<int8_t> weights_i8;  // [out][kernel_h][kernel_w][in]; dense: [out][h*w*in]
  std::vector<int32_t> bias_i32;   // [out]
  std::vector<int32_t> mantissa_i32;  // [out], see fixed_point.h; pool: one; none on
                                      // the last layer and on max pooling
  std::vector<uint8_t> shift_u8;      // [out], likewise
  std::vector<int32_t> residual_scale_i32;  // [out], with a residual: what one step of
                                            // the residual is worth in the accumulator

  // Set by InferShapes.
  Shape in_shape;
  Shape out_shape;
};

// Whether it is a convolution or dense.
bool HasWeights(const Layer& layer);
// What one output is made of; a dense layer's window is the whole plane.
Shape WindowOf(const Layer& layer);

// The `calibration` section. A class's probability is 2^e / sum 2^e with
// e = logit * mantissa * 2^-shift in units of 2^-16, see softmax.h.
struct Calibration {
  int32_t mantissa = kDefaultMantissa;
  int shift = 16;
  int accept = 5000;  // default acceptance threshold, ten-thousandths
  int accept_1_in_1000 =
      9900;  // where at most 1 of 1,000 accepted was wrong on validation

  static constexpr int32_t kDefaultMantissa = int32_t{1} << 30;
};

struct Model {
  std::vector<std::string>
      labels;                 // UTF-8, one per class; an empty one is "none of these"
  std::vector<Layer> layers;  // in the order they run; the last one gives the logits
  Calibration calibration;
  PrepSpec prep;
  std::string card;                     // JSON text, carried and not interpreted
  std::vector<int32_t> golden_answers;  // [drawings][classes], see golden_answers.h; may
                                        // be empty

  // The class "none of these", the first one; -1: there is none.
  int none_of_these() const;
};

inline constexpr int kMaxLayers = 256;
inline constexpr int kMaxClasses = 1024;
inline constexpr int kMaxKernel = 5;
inline constexpr int kMaxPoolKernel = 8;
inline constexpr int kMaxChannels = 4096;
inline constexpr int64_t kMaxActivations = int64_t{1} << 24;  // of all layers together
inline constexpr int64_t kMaxMacs = int64_t{1} << 31;         // of one run
inline constexpr size_t kMaxModelBytes = size_t{64} << 20;
inline constexpr int kGoldenDrawings = 4;

Shape InputShape(const PrepSpec& prep);

// Fills in_shape and out_shape of every layer from its geometry alone; tensors may still
// be missing. Invalid, naming the layer, where an index points forward, a window does not
// fit, a residual's shape differs, or a limit above is broken.
Status InferShapes(Model* model);

// How many elements each tensor of a layer has, once its shapes are known.
struct TensorSizes {
  size_t weights = 0;
  size_t bias = 0;
  size_t scales = 0;  // mantissas, and as many shifts
  size_t residual_scales = 0;
};
TensorSizes TensorSizesOf(const Layer& layer, bool is_last);

// InferShapes, and: every tensor has its size, every requantisation is in range, no
// accumulator can leave int32 for any input, the last layer is dense with one output per
// label, at least one label is not empty.
Status ValidateModel(Model* model);

// *model is left as it was unless the result is ok. Checks magic, version, every size,
// every CRC, and all that ValidateModel does. Messages name section and byte offset.
Status ParseModel(std::span<const uint8_t> file, Model* model);

// REQUIRES: ValidateModel(model) is ok.
std::vector<uint8_t> SerializeModel(const Model& model);

// Of how many drawings a model may hold the answers: fewer where it is large, since they
// are all asked for when it is loaded.
int MaxGoldenAnswers(const Model& model);

// Multiply-accumulates of one run, and parameters (weights and biases).
int64_t CountMacs(const Layer& layer);
int64_t CountMacs(const Model& model);
int64_t CountParameters(const Model& model);

}  // namespace digitpad
