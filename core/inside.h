// Inside: all that the network saw and computed for one symbol, as values; for views that
// show how it reads. Recognizer::LookInside fills it.
#pragma once

#include <cstdint>
#include <vector>

namespace digitpad {

struct Inside {
  std::vector<uint8_t> input;  // [28][28][channels], as the normaliser made it
  // Of each layer, [h][w][c], 0..127; of the last one, whose values are the logits, none.
  std::vector<std::vector<uint8_t>> activations;
  std::vector<int32_t> logits;
  std::vector<int32_t> probabilities;  // ten-thousandths
};

}  // namespace digitpad
