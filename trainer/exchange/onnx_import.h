// An ONNX file with a float network of our family, as Keras (tf2onnx) and PyTorch write
// them, as a folded network of ours, ready to be quantised.
//
// The family: a chain of Conv, MaxPool, global average pool and Gemm or MatMul, each Conv
// and each dense layer but the last followed by a Relu, with BatchNormalization or
// constant factors and summands between the two folded into the weights, and with Add of
// an earlier tensor before the Relu. Around them, as far as they compute nothing:
// Reshape, Flatten, Transpose (channels first or last), Squeeze, Unsqueeze, Dropout,
// Identity, Cast; Softmax or LogSoftmax at the end. Source: the ONNX specification of
// operators, main set up to version 17.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "core/base/status.h"
#include "trainer/net/folding.h"

namespace digitpad {

// The network's input is a picture of 28x28 with 1 or 5 channels, [N, C, 28, 28] or
// [N, 28, 28, C], or 784 numbers; values from 0, no ink, to `full_ink`. Invalid, naming
// the node, for a file that is damaged, and Unsupported, naming the node, for a network
// outside the family.
Status ReadOnnx(std::span<const uint8_t> file, float full_ink,
                std::optional<FoldedNetwork>* network);

}  // namespace digitpad
