#include "core/ink/rasterizer.h"

#include <algorithm>
#include <cmath>

namespace digitpad {
namespace {

struct PixelRange {
  int first = 0;
  int last = -1;  // inclusive; empty where last < first
};

// The pixels of [start, start + count) whose centres may lie within [low, high].
PixelRange PixelsBetween(float low, float high, int start, int count) {
  const float lowest = static_cast<float>(start);
  const float highest = static_cast<float>(start + count - 1);
  if (!(low <= highest + 1) || !(high >= lowest)) return {};
  // Clamped before the cast, so that far-away shapes stay within int.
  return {static_cast<int>(std::max(low, lowest)),
          static_cast<int>(std::clamp(high, lowest, highest))};
}

uint8_t& PixelAt(const BitmapView& out, int x, int y) {
  return out.data[static_cast<ptrdiff_t>(y - out.top) * out.stride + (x - out.left)];
}

void Cover(uint8_t& pixel, float coverage, float strength) {
  if (!(coverage > 0)) return;  // nor NaN, of points that are no numbers
  const int value = static_cast<int>(std::min(coverage, 1.0f) * strength + 0.5f);
  if (value > pixel) pixel = static_cast<uint8_t>(value);
}

}  // namespace

void DrawSegment(Vec2 a, Vec2 b, float pen_width, uint8_t strength, BitmapView out) {
  if (!(pen_width > 0)) return;
  // A pen thinner than a pixel covers at most its width of it.
  const float peak = static_cast<float>(strength) * std::min(pen_width, 1.0f);
  // Where coverage has fallen to zero: half a pixel outside the edge.
  const float reach = std::max(pen_width, 1.0f) * 0.5f + 0.5f;

  const PixelRange xs = PixelsBetween(std::min(a.x, b.x) - reach,
                                      std::max(a.x, b.x) + reach, out.left, out.width);
  const PixelRange ys = PixelsBetween(std::min(a.y, b.y) - reach,
                                      std::max(a.y, b.y) + reach, out.top, out.height);
  const Vec2 along = b - a;
  const float length_squared = along.x * along.x + along.y * along.y;
  const float inverse = length_squared > 0 ? 1.0f / length_squared : 0.0f;
  for (int y = ys.first; y <= ys.last; ++y) {
    for (int x = xs.first; x <= xs.last; ++x) {
      const Vec2 from_a =
          Vec2{static_cast<float>(x) + 0.5f, static_cast<float>(y) + 0.5f} - a;
      // The nearest point of the segment, as a fraction of its length.
      const float t =
          std::clamp((from_a.x * along.x + from_a.y * along.y) * inverse, 0.0f, 1.0f);
      const Vec2 off = from_a - along * t;
      const float squared = off.x * off.x + off.y * off.y;
      if (squared >= reach * reach) continue;
      Cover(PixelAt(out, x, y), reach - std::sqrt(squared), peak);
    }
  }
}

void DrawPolyline(std::span<const Vec2> points, float pen_width, BitmapView out) {
  if (points.size() == 1) DrawSegment(points[0], points[0], pen_width, 255, out);
  for (size_t i = 1; i < points.size(); ++i) {
    DrawSegment(points[i - 1], points[i], pen_width, 255, out);
  }
}

void FillRoundRect(Box box, float radius, BitmapView out) {
  if (!(box.w > 0) || !(box.h > 0)) return;
  const float r = std::clamp(radius, 0.0f, std::min(box.w, box.h) * 0.5f);
  const Vec2 middle = {box.x + box.w * 0.5f, box.y + box.h * 0.5f};
  // Half the size of the rectangle that the corner circles' centres span.
  const Vec2 half = {box.w * 0.5f - r, box.h * 0.5f - r};
  const PixelRange xs =
      PixelsBetween(box.x - 0.5f, box.x + box.w + 0.5f, out.left, out.width);
  const PixelRange ys =
      PixelsBetween(box.y - 0.5f, box.y + box.h + 0.5f, out.top, out.height);
  const auto inside = [&](int x, int y) {
    const float dx = std::abs(static_cast<float>(x) + 0.5f - middle.x) - half.x;
    const float dy = std::abs(static_cast<float>(y) + 0.5f - middle.y) - half.y;
    const float ox = std::max(dx, 0.0f);
    const float oy = std::max(dy, 0.0f);
    const float outside = std::sqrt(ox * ox + oy * oy) + std::min(std::max(dx, dy), 0.0f);
    return 0.5f + r - outside;
  };
  // Between the corners, and off the edges left and right, a row's coverage is the same.
  const float alike = half.x - 2;
  PixelRange same;
  if (alike > 0) {
    same = PixelsBetween(middle.x - alike, middle.x + alike, xs.first,
                         xs.last - xs.first + 1);
  }
  for (int y = ys.first; y <= ys.last; ++y) {
    const auto cover = [&](int first, int last) {
      for (int x = first; x <= last; ++x) Cover(PixelAt(out, x, y), inside(x, y), 255.0f);
    };
    if (same.last < same.first) {
      cover(xs.first, xs.last);
      continue;
    }
    cover(xs.first, same.first - 1);
    uint8_t value = 0;
    Cover(value, inside(same.first, y), 255.0f);
    uint8_t* row = &PixelAt(out, same.first, y);
    for (int i = 0; i <= same.last - same.first; ++i) row[i] = std::max(row[i], value);
    cover(same.last + 1, xs.last);
  }
}

}  // namespace digitpad
