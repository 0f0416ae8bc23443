#include "wasm/app/painter.h"

#include <algorithm>
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
  const Box& box = item.box;
  const float r = std::min(item.radius, std::min(box.w, box.h) / 2);
  const IntRect middle = [&] {
    const int left = static_cast<int>(std::ceil(box.x));
    const int top = static_cast<int>(std::ceil(box.y + r));
    return IntRect{left, top, static_cast<int>(std::floor(box.x + box.w)) - left,
                   static_cast<int>(std::floor(box.y + box.h - r)) - top};
  }();
  const IntRect solid = Intersect(area, middle);
  FillArea(solid, color, out);
  const auto rasterize = [&](int left, int top, int right, int bottom) {
    const IntRect part = Intersect(area, {left, top, right - left, bottom - top});
    if (part.empty()) return;
    const BitmapView coverage = Coverage(part, &coverage_);
    FillRoundRect(box, item.radius, coverage);
    BlendArea(coverage, color, out);
  };
  const int right = area.x + area.w, bottom = area.y + area.h;
  if (middle.empty()) return rasterize(area.x, area.y, right, bottom);
  rasterize(area.x, area.y, right, middle.y);
  rasterize(area.x, middle.y + middle.h, right, bottom);
  rasterize(area.x, middle.y, middle.x, middle.y + middle.h);
  rasterize(middle.x + middle.w, middle.y, right, middle.y + middle.h);
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
    const BitmapView mask = Coverage(area, &mask_);
    FillRoundRect(item.box, item.radius, mask);
    std::transform(coverage_.begin(), coverage_.end(), mask_.begin(), coverage_.begin(),
                   [](uint8_t a, uint8_t b) { return std::min(a, b); });
  }
  BlendArea(coverage, out.format.Pack(item.color), out);
}

}  // namespace digitpad
