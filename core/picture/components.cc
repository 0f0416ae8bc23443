#include "core/picture/components.h"

#include <algorithm>

#include "core/picture/ink_strength.h"

namespace digitpad {
namespace {

constexpr int kBandPixels = 1'000'000;  // a step's work: a few milliseconds

}  // namespace

void PixelBox::Add(const PixelBox& other) {
  if (right < left) {
    *this = other;
    return;
  }
  left = std::min(left, other.left);
  top = std::min(top, other.top);
  right = std::max(right, other.right);
  bottom = std::max(bottom, other.bottom);
}

Box ScaledBox(const PixelBox& box, int factor) {
  const auto scale = static_cast<float>(factor);
  return {static_cast<float>(box.left) * scale, static_cast<float>(box.top) * scale,
          static_cast<float>(box.width()) * scale,
          static_cast<float>(box.height()) * scale};
}

void ComponentFinder::Start(const GrayView& strength) {
  strength_ = strength;
  row_ = 0;
  runs_.clear();
  parents_.clear();
  above_begin_ = last_begin_ = 0;
}

bool ComponentFinder::Step() {
  const int band = std::max(1, kBandPixels / std::max(1, strength_.width));
  const int end = std::min(row_ + band, strength_.height);
  for (; row_ < end; ++row_) {
    FindRuns(row_);
    JoinRows();
  }
  return row_ < strength_.height;
}

int ComponentFinder::progress() const {
  return strength_.height == 0
             ? 1000
             : static_cast<int>(int64_t{1000} * row_ / strength_.height);
}

void ComponentFinder::FindRuns(int y) {
  above_begin_ = last_begin_;
  last_begin_ = runs_.size();
  const uint8_t* row = strength_.row(y);
  for (int x = 0; x < strength_.width;) {
    if (row[x] < kInk) {
      ++x;
      continue;
    }
    const int left = x;
    while (x < strength_.width && row[x] >= kInk) ++x;
    parents_.push_back(static_cast<int32_t>(runs_.size()));
    runs_.push_back({y, left, x - 1});
  }
}

// The runs of the last row with those of the row above that they touch.
void ComponentFinder::JoinRows() {
  size_t above = above_begin_;
  for (size_t i = last_begin_; i < runs_.size(); ++i) {
    while (above < last_begin_ && runs_[above].right + 1 < runs_[i].left) ++above;
    for (size_t k = above; k < last_begin_ && runs_[k].left <= runs_[i].right + 1; ++k) {
      Join(static_cast<int>(i), static_cast<int>(k));
    }
  }
}

int ComponentFinder::Root(int run) {
  while (parents_[static_cast<size_t>(run)] != run) {
    int32_t& parent = parents_[static_cast<size_t>(run)];
    parent = parents_[static_cast<size_t>(parent)];
    run = parent;
  }
  return run;
}

void ComponentFinder::Join(int a, int b) {
  a = Root(a);
  b = Root(b);
  // The earlier run is the root, so that the order of components is that of the page.
  parents_[static_cast<size_t>(std::max(a, b))] = std::min(a, b);
}

std::vector<Component> ComponentFinder::Components(int least_side) {
  std::vector<PixelBox> boxes(runs_.size());
  for (size_t i = 0; i < runs_.size(); ++i) {
    const Run& run = runs_[i];
    boxes[static_cast<size_t>(Root(static_cast<int>(i)))].Add(
        {run.left, run.y, run.right, run.y});
  }
  std::vector<Component> components;
  std::vector<int32_t> index(runs_.size(), -1);
  for (size_t i = 0; i < runs_.size(); ++i) {
    const auto root = static_cast<size_t>(Root(static_cast<int>(i)));
    const PixelBox& box = boxes[root];
    if (std::max(box.width(), box.height()) < least_side) continue;
    if (index[root] < 0) {
      index[root] = static_cast<int32_t>(components.size());
      components.emplace_back().box = box;
    }
    Component& component = components[static_cast<size_t>(index[root])];
    component.runs.push_back(runs_[i]);
    component.area += runs_[i].width();
  }
  return components;
}

}  // namespace digitpad
