#include "core/ink/cuts.h"

#include <algorithm>
#include <cassert>
#include <span>

namespace digitpad {
namespace {

// A stroke is looked at in steps of this share of its height.
constexpr float kStep = 1.0f / 12;
// The boxes on a cut's two sides may overlap by this share of the narrower.
constexpr float kMostOverlap = 0.5f;
// Each side is to hold something that may be a digit: this much of the stroke's height.
constexpr float kLeastHeight = 0.3f;
// A way from one digit to the next is offered in this many parts: some of it may belong
// to either, such as the foot of a 2.
constexpr size_t kLinks = 3;
constexpr float kLongestLink = 2;  // in heights of the stroke
// No stroke is cut into more digits than a number has.
constexpr size_t kMostCuts = 19;

// A straight way is looked at in no more pieces than this, however long it is.
constexpr float kMostPieces = 1000;

Box BoxOf(std::span<const Point> points) {
  Box box = {points[0].x, points[0].y, 0, 0};
  float right = points[0].x, bottom = points[0].y;
  for (const Point& p : points) {
    box.x = std::min(box.x, p.x);
    box.y = std::min(box.y, p.y);
    right = std::max(right, p.x);
    bottom = std::max(bottom, p.y);
  }
  box.w = right - box.x;
  box.h = bottom - box.y;
  return box;
}

Fragment MakeFragment(const Ink& ink, int stroke, size_t first, size_t last,
                      bool is_link) {
  const auto points =
      std::span(ink[static_cast<size_t>(stroke)]).subspan(first, last - first);
  return {stroke, first, last, is_link, BoxOf(points)};
}

// Indices of points at least `step` apart along the stroke, both ends included.
std::vector<size_t> Thinned(const Stroke& stroke, float step) {
  std::vector<size_t> result = {0};
  float length = 0;
  for (size_t i = 1; i < stroke.size(); ++i) {
    length += Length(Vec2{stroke[i].x - stroke[i - 1].x, stroke[i].y - stroke[i - 1].y});
    if (length < step && i + 1 < stroke.size()) continue;
    result.push_back(i);
    length = 0;
  }
  return result;
}

// Whether the pen moves to the right at each of these points and has most ink so far to
// the left of what is to come.
std::vector<bool> MayCut(const Stroke& stroke, std::span<const size_t> at) {
  std::vector<Box> after(at.size());
  for (size_t i = at.size() - 1; i-- > 0;) {
    const auto points = std::span(stroke).subspan(at[i], at[i + 1] + 1 - at[i]);
    after[i] = i + 2 == at.size() ? BoxOf(points) : Union(BoxOf(points), after[i + 1]);
  }
  std::vector<bool> may(at.size(), false);
  Box before = BoxOf(std::span(stroke).first(1));
  for (size_t i = 1; i + 1 < at.size(); ++i) {
    before =
        Union(before, BoxOf(std::span(stroke).subspan(at[i - 1], at[i] + 1 - at[i - 1])));
    const Box& rest = after[i];
    const float overlap = before.x + before.w - rest.x;
    may[i] = stroke[at[i + 1]].x > stroke[at[i - 1]].x &&
             before.x + before.w * 0.5f < rest.x + rest.w * 0.5f &&
             overlap <= kMostOverlap * std::min(before.w, rest.w) &&
             std::min(before.h, rest.h) > kLeastHeight * after[0].h;
  }
  return may;
}

}  // namespace

Fragment WholeStroke(const Ink& ink, int stroke) {
  return MakeFragment(ink, stroke, 0, ink[static_cast<size_t>(stroke)].size(), false);
}

void SplitStroke(const Ink& ink, int stroke, std::vector<Fragment>* fragments) {
  const Stroke& points = ink[static_cast<size_t>(stroke)];
  const std::vector<size_t> at = Thinned(points, BoxOf(points).h * kStep);
  const std::vector<bool> may = MayCut(points, at);
  size_t begin = 0;
  size_t cuts = 0;
  for (size_t i = 0; i < at.size() && cuts < kMostCuts; ++i) {
    if (!may[i]) continue;
    size_t end = i;
    while (may[end + 1]) ++end;
    fragments->push_back(MakeFragment(ink, stroke, begin, at[i] + 1, false));
    const size_t links = std::min(end - i, kLinks);
    // What is longer than any way to the next digit is part of one.
    const bool is_link = static_cast<float>(end - i) * kStep <= kLongestLink;
    for (size_t k = 0; k < links; ++k) {
      const size_t from = i + (end - i) * k / links, to = i + (end - i) * (k + 1) / links;
      fragments->push_back(MakeFragment(ink, stroke, at[from], at[to] + 1, is_link));
    }
    begin = at[end];
    i = end;
    ++cuts;
  }
  fragments->push_back(MakeFragment(ink, stroke, begin, points.size(), false));
}

void FragmentDistances::Prepare(const Ink& ink, const std::vector<Fragment>& fragments,
                                float step) {
  assert(step > 0);
  points_.clear();
  ends_.clear();
  boxes_.clear();
  for (const Fragment& fragment : fragments) {
    const Stroke& stroke = ink[static_cast<size_t>(fragment.stroke)];
    Vec2 before = {stroke[fragment.first].x, stroke[fragment.first].y};
    points_.push_back(before);
    for (size_t i = fragment.first + 1; i < fragment.last; ++i) {
      const Vec2 along = Vec2{stroke[i].x, stroke[i].y} - before;
      const float length = Length(along);
      if (length < step && i + 1 < fragment.last) continue;
      const int pieces = static_cast<int>(std::min(length / step, kMostPieces)) + 1;
      for (int k = 1; k <= pieces; ++k) {
        points_.push_back(before +
                          along * (static_cast<float>(k) / static_cast<float>(pieces)));
      }
      before = points_.back();
    }
    ends_.push_back(points_.size());
    boxes_.push_back(fragment.box);
  }
}

float FragmentDistances::Between(size_t a, size_t b) const {
  const size_t a_first = a == 0 ? 0 : ends_[a - 1];
  const size_t b_first = b == 0 ? 0 : ends_[b - 1];
  float least = 4 * kMaxCoordinate * kMaxCoordinate * 2;
  for (size_t i = a_first; i < ends_[a]; ++i) {
    for (size_t k = b_first; k < ends_[b]; ++k) {
      const Vec2 d = points_[i] - points_[k];
      least = std::min(least, d.x * d.x + d.y * d.y);
    }
  }
  return std::sqrt(least);
}

}  // namespace digitpad
