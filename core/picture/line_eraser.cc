#include "core/picture/line_eraser.h"

#include <algorithm>
#include <array>

namespace digitpad {
namespace {

constexpr int kTolerance = 2;  // pixels around a line, which bends a little
constexpr float kMostOff = 3;  // pixels that a run's middle may be off
// Places on either side over which the line's middle is a mean, and of them the fewest.
constexpr int kBendReach = 40;
constexpr int kFewestRuns = 20;
constexpr int kSoftEdge = 3;  // pixels
// Of the picture, on either side: three times a digit's bar.
constexpr int kReachPart = 12;
constexpr int kLeastReach = 40;
constexpr int kLevel = 40;  // of 100, along the line
constexpr int kLow = 10;    // likewise: 1.03 deviations below kLevel
// What is no deeper than this share of the line, or so many of its spreads more than the
// paper's, is the line's own unevenness.
constexpr float kUneven = 0.1f;
constexpr float kSpreads = 3;
constexpr float kMostScale = 3;

int Floor(float value) {
  const int whole = static_cast<int>(value);
  return static_cast<float>(whole) > value ? whole - 1 : whole;
}

// A quantile of values that come and go (Huang, Yang and Tang, "A fast two-dimensional
// median filtering algorithm", 1979).
class SlidingQuantile {
 public:
  explicit SlidingQuantile(int part) : part_(part) {}
  void Add(int value) {
    ++counts_[static_cast<size_t>(value)];
    ++total_;
    if (value < at_) ++below_;
  }
  void Remove(int value) {
    --counts_[static_cast<size_t>(value)];
    --total_;
    if (value < at_) --below_;
  }
  int Get() {
    const int rank = part_ * total_ / 100;
    while (below_ > rank) below_ -= counts_[static_cast<size_t>(--at_)];
    while (at_ < 255 && below_ + counts_[static_cast<size_t>(at_)] <= rank) {
      below_ += counts_[static_cast<size_t>(at_++)];
    }
    return at_;
  }

 private:
  std::array<int, 256> counts_ = {};
  int part_;
  int total_ = 0;
  int at_ = 0;     // the quantile
  int below_ = 0;  // how many values are less than it
};

}  // namespace

void LineEraser::Erase(const RuledLine& line, InkStrength* ink) {
  length_ = line.plane.length;
  half_ = (line.thickness + 1) / 2 + kSoftEdge;
  rows_ = 4 * half_ + 1;
  Follow(line);
  LinePlane depth = line.plane;
  depth.data = ink->depth().pixels.data();
  Sample(depth);
  const int reach = std::max(kLeastReach, length_ / kReachPart);
  for (int row = 0; row < rows_; ++row) MeasureRow(row, reach);
  const bool upright = depth.along != 1;
  for (int u = 0; u < length_; ++u) {
    const float center = centers_[static_cast<size_t>(u)];
    const int first = std::max(0, Floor(center) - half_ + 1);
    const int last = std::min(depth.breadth - 1, Floor(center) + half_);
    if (first > last) continue;
    const auto level = [&](int row) {
      return static_cast<float>(levels_[static_cast<size_t>(row) * length_ + u]);
    };
    const auto spread = [&](int row) {
      return static_cast<float>(spreads_[static_cast<size_t>(row) * length_ + u]);
    };
    // At the picture's edge there is paper on one side only.
    const int above = center < static_cast<float>(half_) ? rows_ - 1 : 0;
    const int below =
        center > static_cast<float>(depth.breadth - 1 - half_) ? 0 : rows_ - 1;
    const float base = 0.5f * (level(above) + level(below));
    const float base_spread = 0.5f * (spread(above) + spread(below));
    const auto paper = static_cast<float>(upright ? ink->PaperAt(Floor(center), u)
                                                  : ink->PaperAt(u, Floor(center)));
    for (int v = first; v <= last; ++v) {
      const float at = 2 * (static_cast<float>(v) - center + static_cast<float>(half_));
      const int row = std::clamp(Floor(at), 0, rows_ - 2);
      const float part = std::clamp(at - static_cast<float>(row), 0.0f, 1.0f);
      const float line_depth = level(row) + part * (level(row + 1) - level(row)) - base;
      if (line_depth <= 0) continue;
      const float scale =
          std::min(kMostScale, paper / std::max(1.0f, paper - line_depth));
      const float noise = scale * (spread(row) + part * (spread(row + 1) - spread(row)));
      uint8_t& pixel = depth.At(u, v);
      float ink_depth = scale * (static_cast<float>(pixel) - base - line_depth);
      ink_depth -= kUneven * line_depth + kSpreads * std::max(0.0f, noise - base_spread);
      pixel = static_cast<uint8_t>(std::clamp(base + ink_depth + 0.5f, 0.0f, 255.0f));
    }
  }
}

// Where the line's middle is, from the runs across it that are as thin as it is.
void LineEraser::Follow(const RuledLine& line) {
  const LinePlane& plane = line.plane;
  const float half = static_cast<float>(plane.length) * 0.5f;
  const int thickest = line.thickness + 2;
  const auto length = static_cast<size_t>(length_);
  centers_.resize(length);
  std::vector<float> sums(length + 1);
  std::vector<int> counts(length + 1);
  float bend = 0;
  for (int u = 0; u < plane.length; ++u) {
    const auto i = static_cast<size_t>(u);
    sums[i + 1] = sums[i];
    counts[i + 1] = counts[i];
    const float straight = line.middle + line.slope * (static_cast<float>(u) - half);
    centers_[i] = straight;
    const int center = Floor(straight + bend + 0.5f);
    int found = -1;
    for (int k = 0; k <= 2 * kTolerance; ++k) {  // 0, -1, 1, -2, 2
      const int v = center + (k % 2 != 0 ? -(k + 1) / 2 : k / 2);
      if (v >= 0 && v < plane.breadth && plane.At(u, v) >= kFaint) {
        found = v;
        break;
      }
    }
    if (found < 0) continue;
    int first = found, last = found;
    while (first > 0 && found - first <= thickest && plane.At(u, first - 1) >= kFaint) {
      --first;
    }
    while (last + 1 < plane.breadth && last - found <= thickest &&
           plane.At(u, last + 1) >= kFaint) {
      ++last;
    }
    if (last - first + 1 > thickest) continue;
    const float off = std::clamp(static_cast<float>(first + last) * 0.5f - straight,
                                 -kMostOff, kMostOff);
    bend += 0.1f * (off - bend);
    sums[i + 1] += off;
    ++counts[i + 1];
  }
  for (int u = 0; u < length_; ++u) {
    const auto begin = static_cast<size_t>(std::max(0, u - kBendReach));
    const auto end = static_cast<size_t>(std::min(length_, u + kBendReach + 1));
    const int count = counts[end] - counts[begin];
    if (count >= kFewestRuns) {
      centers_[static_cast<size_t>(u)] +=
          (sums[end] - sums[begin]) / static_cast<float>(count);
    } else if (counts.back() > 0) {
      centers_[static_cast<size_t>(u)] += sums.back() / static_cast<float>(counts.back());
    }
  }
}

void LineEraser::Sample(const LinePlane& depth) {
  samples_.resize(static_cast<size_t>(rows_) * length_);
  levels_.resize(samples_.size());
  spreads_.resize(samples_.size());
  for (int u = 0; u < length_; ++u) {
    const float top = centers_[static_cast<size_t>(u)] - static_cast<float>(half_);
    for (int row = 0; row < rows_; ++row) {
      const float v = std::clamp(top + 0.5f * static_cast<float>(row), 0.0f,
                                 static_cast<float>(depth.breadth - 1));
      const int above = static_cast<int>(v);
      const int below = std::min(above + 1, depth.breadth - 1);
      const float part = v - static_cast<float>(above);
      const auto first = static_cast<float>(depth.At(u, above));
      const auto second = static_cast<float>(depth.At(u, below));
      samples_[static_cast<size_t>(row) * length_ + u] =
          static_cast<uint8_t>(first + part * (second - first) + 0.5f);
    }
  }
}

void LineEraser::MeasureRow(int row, int reach) {
  const uint8_t* samples = &samples_[static_cast<size_t>(row) * length_];
  uint8_t* levels = &levels_[static_cast<size_t>(row) * length_];
  uint8_t* spreads = &spreads_[static_cast<size_t>(row) * length_];
  SlidingQuantile level(kLevel), low(kLow);
  const auto add = [&](int u) {
    level.Add(samples[u]);
    low.Add(samples[u]);
  };
  for (int u = 0; u < std::min(reach, length_); ++u) add(u);
  for (int u = 0; u < length_; ++u) {
    if (u + reach < length_) add(u + reach);
    if (u - reach - 1 >= 0) {
      level.Remove(samples[u - reach - 1]);
      low.Remove(samples[u - reach - 1]);
    }
    const int usual = level.Get();
    levels[u] = static_cast<uint8_t>(usual);
    spreads[u] = static_cast<uint8_t>(usual - low.Get());
  }
}

}  // namespace digitpad
