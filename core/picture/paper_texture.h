// How deep the paper's own texture and noise are, tile by tile: what is no deeper is no
// ink. Owns its results; not thread-safe.
#pragma once

#include "core/base/gray_picture.h"

namespace digitpad {

class PaperTexture {
 public:
  // `depth`: how much darker than its paper each pixel is, grey levels; `tile`: pixels.
  void Measure(const GrayPicture& depth, int tile);

  // A pixel for each tile, grey levels; all 0 of a small picture, which may be all digit.
  // Half of the paper is deeper.
  const GrayPicture& usual() const { return usual_; }
  // None of it is.
  const GrayPicture& most() const { return most_; }
  // The same, but no more than for the whole picture: of a tile and those around it ink
  // may be more than half.
  const GrayPicture& least_ink() const { return least_ink_; }

 private:
  GrayPicture usual_;
  GrayPicture most_;
  GrayPicture least_ink_;
};

}  // namespace digitpad
