// Pictures that are no digit, for the class "none of these", made from pictures of
// digits: two in one picture, parts, mirrored and turned ones, with strokes over them;
// and what a bad cut or scan gives: blots, noise, frames, stripes. All are 28x28 grey,
// white on black.
//
// Safe to use from several threads at once, each with its own Random.
#pragma once

#include <cstdint>
#include <span>

#include "trainer/data/random.h"

namespace digitpad {

class NegativePictures {
 public:
  // pictures: [count][28][28], of the training split; labels: 0..9, one a picture. Both
  // outlive this. REQUIRES: at least one.
  NegativePictures(std::span<const uint8_t> pictures, std::span<const int> labels);

  // Overwrites all of `picture`, 28 * 28 bytes.
  void Draw(Random* random, std::span<uint8_t> picture) const;

 private:
  struct Choice {
    std::span<const uint8_t> picture;
    int label;
  };
  Choice Choose(Random* random) const;
  bool DrawPair(Random* random, std::span<uint8_t> picture) const;
  bool DrawPart(Random* random, std::span<uint8_t> picture) const;
  bool DrawTurned(Random* random, std::span<uint8_t> picture) const;
  bool DrawOver(Random* random, std::span<uint8_t> picture) const;

  std::span<const uint8_t> pictures_;
  std::span<const int> labels_;
};

}  // namespace digitpad
