// DirtyRegion: which parts of the screen must be drawn again, as a few rectangles that do
// not overlap.
#pragma once

#include <vector>

#include "wasm/app/pixels.h"

namespace digitpad {

class DirtyRegion {
 public:
  bool empty() const { return rects_.empty(); }
  const std::vector<IntRect>& rects() const { return rects_; }

  // Joins rectangles that overlap, and all of them once there are too many.
  void Add(IntRect rect);
  void Clear() { rects_.clear(); }

 private:
  std::vector<IntRect> rects_;
};

}  // namespace digitpad
