#include "core/picture/glyph_cutter.h"

#include <algorithm>

#include "core/picture/ink_strength.h"

namespace digitpad {

void GlyphCutter::Cut(std::span<const Component* const> components,
                      GrayPicture* patch) const {
  PixelBox frame;
  for (const Component* component : components) frame.Add(component->box);
  frame = {frame.left - 1, frame.top - 1, frame.right + 1, frame.bottom + 1};
  patch->width = frame.width();
  patch->height = frame.height();
  patch->pixels.assign(static_cast<size_t>(patch->width) * patch->height, 0);
  for (const Component* component : components) {
    for (const Run& run : component->runs) {
      const uint8_t* row = strength_.row(run.y);
      std::copy(row + run.left, row + run.right + 1,
                patch->row(run.y - frame.top) + run.left - frame.left);
      CopyFringe(run.y - 1, run.left - 1, run.right + 1, frame, patch);
      CopyFringe(run.y + 1, run.left - 1, run.right + 1, frame, patch);
      CopyFringe(run.y, run.left - 1, run.left - 1, frame, patch);
      CopyFringe(run.y, run.right + 1, run.right + 1, frame, patch);
    }
  }
}

// Pixels beside ink that are no ink themselves.
void GlyphCutter::CopyFringe(int y, int left, int right, const PixelBox& frame,
                             GrayPicture* patch) const {
  if (y < 0 || y >= strength_.height) return;
  const uint8_t* row = strength_.row(y);
  uint8_t* out = patch->row(y - frame.top) - frame.left;
  const int last = std::min(right, strength_.width - 1);
  for (int x = std::max(left, 0); x <= last; ++x) {
    if (row[x] < kInk) out[x] = row[x];
  }
}

}  // namespace digitpad
