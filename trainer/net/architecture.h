// Architecture: a network given as text, made into layers with shapes. The first step of
// training and the first field of every float file; plain values.
//
// Grammar, comma separated:
//   conv3x3x16     kernel height x width x output channels; batch norm and ReLU follow
//     /2           stride, after the channels
//     +2           adds the output of the 2nd layer before this one as a residual before
//     the
//                  ReLU (+1 is the layer's own input)
//     valid        a word: no padding (else `same`, Keras' rule)
//     pad1         a word: padding of 1 on each side; pad0:0:1:1 at the top, left,
//                  bottom and right
//     plain        a word: a bias instead of batch norm
//   maxpool2  maxpool3/2  maxpool2 same     window, stride (else the window), padding
//                  (else none)
//   gap            global average pool
//   dense128       a bias; ReLU follows unless it is the last layer
//   dense          as many outputs as there are labels
//   dropout0.5
// The last layer is a dense one with as many outputs as there are labels.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/status.h"
#include "core/nn/model.h"

namespace digitpad {

enum class LayerKind { kConv, kMaxPool, kGlobalAveragePool, kDense, kDropout };

// One layer. Tensors are numbered as in a model file: 0 is the network's input, i + 1 the
// output of layer i; layer i reads tensor i.
struct LayerSpec {
  LayerKind kind = LayerKind::kConv;
  Shape in;
  Shape out;
  int kernel_h = 1;
  int kernel_w = 1;
  int stride = 1;
  int pad_top = 0;
  int pad_left = 0;
  int pad_bottom = 0;
  int pad_right = 0;
  int residual = kNoResidual;  // a tensor
  bool same = false;           // the paddings come from the word `same`
  bool batch_norm = false;
  bool relu = false;
  float drop_rate = 0;
};

struct Architecture {
  Shape input;
  std::vector<LayerSpec> layers;
};

// Invalid, naming the token, where the text breaks the grammar, a shape does not fit or a
// limit of the model file is broken. *architecture is left as it was unless the result is
// ok.
Status ParseArchitecture(std::string_view text, Shape input, int classes,
                         Architecture* architecture);

// Adds one layer of the grammar at the end. Invalid as above, *architecture is then left
// as it was; what the last layer must be is not checked.
Status AppendLayer(std::string_view token, int classes, Architecture* architecture);

// The canonical text, which ParseArchitecture reads back to the same layers.
std::string FormatArchitecture(const Architecture& architecture);

// What an exported network runs: batch norm folded into plain convolutions, dropout gone.
// *source_layers[i] = the index in `architecture` of layer i of the result.
Architecture FoldedArchitecture(const Architecture& architecture,
                                std::vector<int>* source_layers);

// The text of a preset (`ours`, `classic`), or an empty one where there is none of that
// name.
std::string_view PresetText(std::string_view name);

}  // namespace digitpad
