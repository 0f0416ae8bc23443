#include "wasm/app/painter.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace digitpad {
namespace {

uint32_t* RowAt(const PixelBuffer& out, int x, int y) {
  return out.data + static_cast<ptrdiff_t>(y) * out.stride + x;
}

// (below * (255 - coverage) + color * coverage) / 255 for two bytes of a pixel at once,
// each in 16 bits of its own; x / 255 is rounded as (x + 128 + ((x + 128) >> 8)) >> 8,
// exact for x <= 255 * 255.
uint32_t BlendPair(uint32_t below, uint32_t color, uint32_t coverage) {
  const uint32_t sum = below * (255 - coverage) + color * coverage + 0x00800080;
  return ((sum + ((sum >> 8) & 0x00FF00FF)) >> 8) & 0x00FF00FF;
}

uint32_t Blend(uint32_t below, uint32_t color, uint32_t coverage) {
  return BlendPair(below & 0x00FF00FF, color & 0x00FF00FF, coverage) |
         BlendPair((below >> 8) & 0x00FF00FF, (color >> 8) & 0x00FF00FF, coverage) << 8;
}

void BlendArea(const BitmapView& coverage, uint32_t color, const PixelBuffer& out) {
  for (int row = 0; row < coverage.height; ++row) {
    const uint8_t* from = coverage.data + static_cast<ptrdiff_t>(row) * coverage.stride;
    uint32_t* to = RowAt(out, coverage.left, coverage.top + row);
    for (int i = 0; i < coverage.width; ++i) {
      if (from[i] == 255) {
        to[i] = color;
      } else if (from[i] != 0) {
        to[i] = Blend(to[i], color, from[i]);
      }
    }
  }
}

// Of two coverages the lesser one goes into `out`, where `with` is: a part of it.
void TakeLeast(const BitmapView& with, const BitmapView& out) {
  for (int row = 0; row < with.height; ++row) {
    const uint8_t* from = with.data + static_cast<ptrdiff_t>(row) * with.stride;
    uint8_t* to = out.data +
                  static_cast<ptrdiff_t>(with.top + row - out.top) * out.stride +
                  (with.left - out.left);
    for (int i = 0; i < with.width; ++i) to[i] = std::min(to[i], from[i]);
  }
}

// The largest rectangle across a rounded one that covers its pixels whole.
IntRect WholePixels(const Box& box, float radius) {
  const float r = std::min(radius, std::min(box.w, box.h) / 2);
  const int left = static_cast<int>(std::ceil(box.x));
  const int top = static_cast<int>(std::ceil(box.y + r));
  return {left, top, static_cast<int>(std::floor(box.x + box.w)) - left,
          static_cast<int>(std::floor(box.y + box.h - r)) - top};
}

// What of `area` lies above, below, left and right of `middle`; all of it where that is
// empty.
std::array<IntRect, 4> PartsAround(const IntRect& middle, const IntRect& area) {
  if (middle.empty()) return {area};
  const int right = area.x + area.w, bottom = area.y + area.h;
  const int middle_right = middle.x + middle.w, middle_bottom = middle.y + middle.h;
  const auto part = [&area](int x0, int y0, int x1, int y1) {
    return Intersect(area, {x0, y0, x1 - x0, y1 - y0});
  };
  return {part(area.x, area.y, right, middle.y),
          part(area.x, middle_bottom, right, bottom),
          part(area.x, middle.y, middle.x, middle_bottom),
          part(middle_right, middle.y, right, middle_bottom)};
}

void FillArea(IntRect area, uint32_t color, const PixelBuffer& out) {
  for (int y = area.y; y < area.y + area.h; ++y) {
    std::fill_n(RowAt(out, area.x, y), area.w, color);
  }
}

}  // namespace

void Painter::Paint(const Scene& scene, IntRect area, const PixelBuffer& out) {
  area = Intersect(area, {0, 0, out.width, out.height});
  for (const SceneItem& item : scene.items()) {
    const IntRect part = Intersect(area, item.bounds);
    if (part.empty()) continue;
    switch (item.kind) {
      case SceneItem::Kind::kRoundRect:
        PaintRoundRect(item, part, out);
        break;
      case SceneItem::Kind::kLines:
        PaintLines(scene, item, part, out);
        break;
      case SceneItem::Kind::kPicture:
        PaintPicture(item, part, out);
        break;
    }
  }
}

BitmapView Painter::Coverage(IntRect area, std::vector<uint8_t>* memory) {
  memory->assign(static_cast<size_t>(area.w) * static_cast<size_t>(area.h), 0);
  return {memory->data(), area.w, area.h, area.w, area.x, area.y};
}

// Large faces are mostly whole pixels: the middle is filled, only the rest is rasterised.
void Painter::PaintRoundRect(const SceneItem& item, IntRect area,
                             const PixelBuffer& out) {
  const uint32_t color = out.format.Pack(item.color);
  const IntRect middle = WholePixels(item.box, item.radius);
  FillArea(Intersect(area, middle), color, out);
  for (const IntRect& part : PartsAround(middle, area)) {
    if (part.empty()) continue;
    const BitmapView coverage = Coverage(part, &coverage_);
    FillRoundRect(item.box, item.radius, coverage);
    BlendArea(coverage, color, out);
  }
}

void Painter::PaintPicture(const SceneItem& item, IntRect area, const PixelBuffer& out) {
  for (int y = area.y; y < area.y + area.h; ++y) {
    const uint8_t* from = item.picture.row(y - item.bounds.y) + (area.x - item.bounds.x);
    uint32_t* to = RowAt(out, area.x, y);
    for (int i = 0; i < area.w; ++i) to[i] = out.format.Pack({from[i], from[i], from[i]});
  }
}

void Painter::PaintLines(const Scene& scene, const SceneItem& item, IntRect area,
                         const PixelBuffer& out) {
  const BitmapView coverage = Coverage(area, &coverage_);
  for (size_t i = item.first_line; i < item.last_line; ++i) {
    if (Intersect(scene.line_bounds(i), area).empty()) continue;
    DrawPolyline(scene.line(i), item.pen_width, coverage);
  }
  if (item.box.w > 0) {
    const IntRect middle = WholePixels(item.box, item.radius);
    for (const IntRect& part : PartsAround(middle, area)) {
      if (part.empty()) continue;
      const BitmapView mask = Coverage(part, &mask_);
      FillRoundRect(item.box, item.radius, mask);
      TakeLeast(mask, coverage);
    }
  }
  BlendArea(coverage, out.format.Pack(item.color), out);
}

}  // namespace digitpad
