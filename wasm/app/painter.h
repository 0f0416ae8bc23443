// Painter: draws a scene into pixels, through the core's rasteriser: coverage first, then
// the item's color is blended in by coverage. Keeps scratch memory between calls.
#pragma once

#include <cstdint>
#include <vector>

#include "core/ink/rasterizer.h"
#include "wasm/app/pixels.h"
#include "wasm/app/scene.h"

namespace digitpad {

class Painter {
 public:
  // Draws the part of `scene` inside `area`; no other pixel of `out` changes. The first
  // item is expected to cover everything.
  void Paint(const Scene& scene, IntRect area, const PixelBuffer& out);

 private:
  void PaintRoundRect(const SceneItem& item, IntRect area, const PixelBuffer& out);
  void PaintLines(const Scene& scene, const SceneItem& item, IntRect area,
                  const PixelBuffer& out);
  static void PaintPicture(const SceneItem& item, IntRect area, const PixelBuffer& out);
  BitmapView Coverage(IntRect area, std::vector<uint8_t>* memory);

  std::vector<uint8_t> coverage_;
  std::vector<uint8_t> mask_;
};

}  // namespace digitpad
