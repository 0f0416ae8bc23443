// How a network wants its input prepared: the `prep` section of a model file. The model
// carries it, the normaliser honours it; neither includes the other.
#pragma once

#include "core/base/status.h"

namespace digitpad {

inline constexpr int kInputSize = 28;  // the network input is kInputSize x kInputSize x C
inline constexpr int kOrientations = 4;
inline constexpr int kMaxInputChannels = 1 + kOrientations;
inline constexpr int kNormalizerVersion = 1;

// Lengths in thousandths of an input pixel.
struct PrepSpec {
  int version = kNormalizerVersion;
  int pen_width_milli = 2600;
  int box_milli = 20000;
  int channels = 1;  // 1, or kMaxInputChannels
};

// Invalid or Unsupported for values that no normaliser of this version can honour.
Status ValidatePrep(const PrepSpec& spec);

}  // namespace digitpad
