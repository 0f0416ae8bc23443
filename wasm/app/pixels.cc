#include "wasm/app/pixels.h"

#include <algorithm>
#include <cmath>

namespace digitpad {

namespace {

// Far beyond any screen; keeps the casts within int.
constexpr float kFar = 1e8f;

}  // namespace

IntRect Intersect(const IntRect& a, const IntRect& b) {
  const int left = std::max(a.x, b.x), top = std::max(a.y, b.y);
  const int right = std::min(a.x + a.w, b.x + b.w);
  const int bottom = std::min(a.y + a.h, b.y + b.h);
  if (right <= left || bottom <= top) return {};
  return {left, top, right - left, bottom - top};
}

IntRect Unite(const IntRect& a, const IntRect& b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  const int left = std::min(a.x, b.x), top = std::min(a.y, b.y);
  const int right = std::max(a.x + a.w, b.x + b.w);
  const int bottom = std::max(a.y + a.h, b.y + b.h);
  return {left, top, right - left, bottom - top};
}

IntRect Around(const Box& box, float margin) {
  const auto whole = [](float v) { return static_cast<int>(std::clamp(v, -kFar, kFar)); };
  const int left = whole(std::floor(box.x - margin));
  const int top = whole(std::floor(box.y - margin));
  return {left, top, whole(std::ceil(box.x + box.w + margin)) - left,
          whole(std::ceil(box.y + box.h + margin)) - top};
}

}  // namespace digitpad
