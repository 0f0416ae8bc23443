#include "wasm/app/picture.h"

#include <algorithm>
#include <cmath>

#include "core/ink/curve.h"
#include "core/ink/rasterizer.h"

namespace digitpad {
namespace {

// The most that `size` can be scaled by.
float MostScale(Vec2 size) {
  return std::min(std::sqrt(kMostDrawnPixels / (size.x * size.y)),
                  static_cast<float>(kMaxPictureSide) / std::max(size.x, size.y));
}

}  // namespace

GrayPicture DrawPicture(const Ink& ink, Vec2 size, float pen_width, float scale) {
  scale = std::min(scale, MostScale(size));
  GrayPicture picture;
  picture.width = std::max(1, static_cast<int>(std::lround(size.x * scale)));
  picture.height = std::max(1, static_cast<int>(std::lround(size.y * scale)));
  picture.pixels.resize(static_cast<size_t>(picture.width) *
                        static_cast<size_t>(picture.height));
  const BitmapView view = {
      picture.pixels.data(), picture.width, picture.height, picture.width, 0, 0};
  std::vector<Vec2> curve;
  for (const Stroke& stroke : ink) {
    curve.clear();
    AppendCurve(stroke, scale, {}, &curve);
    DrawPolyline(curve, pen_width * scale, view);
  }
  for (uint8_t& pixel : picture.pixels) pixel = static_cast<uint8_t>(255 - pixel);
  return picture;
}

}  // namespace digitpad
