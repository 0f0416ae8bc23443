#include "wasm/app/dirty_region.h"

#include <cstddef>

namespace digitpad {
namespace {

// Every rectangle costs a call to the screen; past this, one large one is cheaper.
constexpr size_t kMaxRects = 24;

}  // namespace

void DirtyRegion::Add(IntRect rect) {
  if (rect.empty()) return;
  const bool join_all = rects_.size() >= kMaxRects;
  for (size_t i = 0; i < rects_.size();) {
    if (join_all || !Intersect(rects_[i], rect).empty()) {
      rect = Unite(rect, rects_[i]);
      rects_[i] = rects_.back();
      rects_.pop_back();
      i = 0;  // the grown rectangle may reach those already passed
    } else {
      ++i;
    }
  }
  rects_.push_back(rect);
}

}  // namespace digitpad
