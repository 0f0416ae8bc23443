#include "wasm/app/history.h"

#include <algorithm>
#include <utility>

#include "wasm/app/picture.h"

namespace digitpad {
namespace {

// Of a thumbnail's shorter side: its pen, and what is free around the ink.
constexpr float kPen = 0.05f;
constexpr float kMargin = 0.12f;

bool SamePoint(const Point& a, const Point& b) { return a.x == b.x && a.y == b.y; }

bool SameInk(const Ink& a, const Ink& b) {
  return std::equal(
      a.begin(), a.end(), b.begin(), b.end(), [](const Stroke& one, const Stroke& other) {
        return std::equal(one.begin(), one.end(), other.begin(), other.end(), SamePoint);
      });
}

size_t CountPoints(const Ink& ink) {
  size_t count = 0;
  for (const Stroke& stroke : ink) count += stroke.size();
  return count;
}

}  // namespace

void History::Add(PastDrawing drawing) {
  if (IsEmpty(drawing.ink)) return;
  std::erase_if(drawings_, [&drawing](const PastDrawing& each) {
    return SameInk(each.ink, drawing.ink);
  });
  drawings_.insert(drawings_.begin(), std::move(drawing));
  size_t points = 0, kept = 0;
  while (kept < drawings_.size() && kept < kMostPastDrawings) {
    points += CountPoints(drawings_[kept].ink);
    if (kept > 0 && points > kMostPastPoints) break;
    ++kept;
  }
  drawings_.erase(drawings_.begin() + static_cast<ptrdiff_t>(kept), drawings_.end());
}

GrayPicture DrawThumbnail(const Ink& ink, int width, int height) {
  const Vec2 size = {static_cast<float>(width), static_cast<float>(height)};
  const float side = std::min(size.x, size.y), margin = kMargin * side;
  const Box box = BoundingBox(ink);
  const float scale = std::min((size.x - 2 * margin) / std::max(box.w, 1.0f),
                               (size.y - 2 * margin) / std::max(box.h, 1.0f));
  // Its middle in that of the picture, in ink units.
  const Vec2 by = {size.x / scale / 2 - (box.x + box.w / 2),
                   size.y / scale / 2 - (box.y + box.h / 2)};
  Ink moved = ink;
  for (Stroke& stroke : moved) {
    for (Point& point : stroke) {
      point.x += by.x;
      point.y += by.y;
    }
  }
  return DrawPicture(moved, {size.x / scale, size.y / scale}, kPen * side / scale, scale);
}

}  // namespace digitpad
