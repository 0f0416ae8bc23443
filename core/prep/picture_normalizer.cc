#include "core/prep/picture_normalizer.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace digitpad {
namespace {

// Of row y, column x in a plane that is `width` wide.
size_t At(int y, int width, int x) {
  return static_cast<size_t>(y) * static_cast<size_t>(width) + static_cast<size_t>(x);
}

constexpr int kSize = kInputSize;
// Where MNIST has its centers of mass: that of pixel 14.
constexpr float kCenter = 14.5f;
constexpr uint8_t kHalf = 128;  // from here on a pixel is ink

// Pens between these widths, in network pixels, stay as they are: MNIST's own range.
constexpr float kThinnest = 1.7f;
constexpr float kThickest = 4.2f;
// What others are made: the pen of Normalizer for thin ones, MNIST's thick for thick.
constexpr float kThinTarget = 2.4f;
constexpr float kThickTarget = 3.6f;
// A picture within so many pixels of the wanted size is not resampled, which would blur.
constexpr float kSlack = 1.05f;

// The glyph is redrawn on a grid of kSub x kSub cells a network pixel.
constexpr int kSub = 4;
constexpr int kFine = kSize * kSub;

// How far to move [low, high] so that it lies within [0, kSize].
float ShiftInside(float low, float high) {
  if (high - low >= kSize) return (kSize - low - high) * 0.5f;
  if (low < 0) return -low;
  if (high > kSize) return kSize - high;
  return 0;
}

int RoundToInt(float value) {
  return static_cast<int>(value < 0 ? value - 0.5f : value + 0.5f);
}

uint8_t ToByte(float share) {
  return static_cast<uint8_t>(std::clamp(share, 0.0f, 1.0f) * 255.0f + 0.5f);
}

}  // namespace

void PictureNormalizer::Normalize(const GrayView& glyph, const PrepSpec& spec,
                                  std::span<uint8_t> out) {
  assert(out.size() == size_t{kSize} * kSize);
  std::fill(out.begin(), out.end(), uint8_t{0});
  if (!Measure(glyph)) return;
  if (FitsAsItIs()) return Copy(glyph, out);
  const float box = static_cast<float>(spec.box_milli) / 1000.0f;
  const Map plain = Fitted(box, 0);
  const float pen = pen_ * plain.scale;
  if (pen >= kThinnest && pen <= kThickest) return Resample(glyph, plain, out);
  // What the pen grows by on each side makes room for less of the glyph.
  const float grow = std::clamp(
      ((pen < kThinnest ? kThinTarget : kThickTarget) - pen) * 0.5f, -1.5f, 1.5f);
  Redraw(glyph, Fitted(box, grow), grow, out);
}

// Bounds, center of mass and pen. False where there is no ink.
bool PictureNormalizer::Measure(const GrayView& glyph) {
  double sum = 0, sum_x = 0, sum_y = 0, variation = 0;
  std::vector<uint8_t> column_max(static_cast<size_t>(glyph.width));
  std::vector<uint8_t> row_max(static_cast<size_t>(glyph.height));
  for (int y = 0; y < glyph.height; ++y) {
    const uint8_t* row = glyph.row(y);
    const uint8_t* above = y > 0 ? glyph.row(y - 1) : nullptr;
    int row_sum = 0;
    int64_t row_x = 0;
    int changes = 0, before = 0;
    for (int x = 0; x < glyph.width; ++x) {
      const int value = row[x];
      row_sum += value;
      row_x += static_cast<int64_t>(value) * x;
      changes += std::abs(value - before) + std::abs(value - (above ? above[x] : 0));
      before = value;
      auto& most = column_max[static_cast<size_t>(x)];
      most = std::max(most, row[x]);
      row_max[static_cast<size_t>(y)] = std::max(row_max[static_cast<size_t>(y)], row[x]);
    }
    changes += before;
    sum += row_sum;
    sum_x += static_cast<double>(row_x);
    sum_y += static_cast<double>(row_sum) * y;
    variation += changes;
  }
  for (int x = 0; x < glyph.width; ++x) {
    variation += glyph.row(glyph.height - 1)[x];
  }
  // The outermost ink, and the share of the pixel beyond it that is covered.
  const auto span = [](const std::vector<uint8_t>& most, float* low, float* high) {
    const auto is_ink = [](uint8_t value) { return value >= kHalf; };
    const auto first = std::find_if(most.begin(), most.end(), is_ink);
    if (first == most.end()) return false;
    const auto last = std::find_if(most.rbegin(), most.rend(), is_ink).base();
    const auto share = [](uint8_t value) { return static_cast<float>(value) / 255.0f; };
    *low = static_cast<float>(first - most.begin()) + 1 - share(*first);
    if (first != most.begin()) *low -= share(*(first - 1));
    *high = static_cast<float>(last - most.begin()) - 1 + share(*(last - 1));
    if (last != most.end()) *high += share(*last);
    return true;
  };
  if (!span(column_max, &bounds_.left, &bounds_.right)) return false;
  span(row_max, &bounds_.top, &bounds_.bottom);
  mass_x_ = static_cast<float>(sum_x / sum) + 0.5f;
  mass_y_ = static_cast<float>(sum_y / sum) + 0.5f;
  // Area over half of the outline's length; the outline of a shape is pi / 4 of its
  // changes along rows and columns (Cauchy's and Crofton's formula for two directions).
  constexpr double kQuarterPi = 0.785398163397448;
  pen_ = static_cast<float>(2 * sum / (kQuarterPi * variation));
  return true;
}

bool PictureNormalizer::FitsAsItIs() const {
  const float longest =
      std::max(bounds_.right - bounds_.left, bounds_.bottom - bounds_.top);
  constexpr float kBox = 20;  // MNIST's
  return longest <= kBox * kSlack && longest * kSlack * kSlack >= kBox;
}

PictureNormalizer::Map PictureNormalizer::Fitted(float box, float margin) const {
  const float width = bounds_.right - bounds_.left;
  const float height = bounds_.bottom - bounds_.top;
  Map map;
  map.scale = (box - 2 * margin) / std::max({width, height, 1e-3f});
  map.dx = kCenter - mass_x_ * map.scale;
  map.dy = kCenter - mass_y_ * map.scale;
  map.dx += ShiftInside(bounds_.left * map.scale + map.dx - margin,
                        bounds_.right * map.scale + map.dx + margin);
  map.dy += ShiftInside(bounds_.top * map.scale + map.dy - margin,
                        bounds_.bottom * map.scale + map.dy + margin);
  return map;
}

// Moved by whole pixels.
void PictureNormalizer::Copy(const GrayView& glyph, std::span<uint8_t> out) const {
  const int dx = RoundToInt(kCenter - mass_x_);
  const int dy = RoundToInt(kCenter - mass_y_);
  for (int y = 0; y < glyph.height; ++y) {
    if (y + dy < 0 || y + dy >= kSize) continue;
    for (int x = 0; x < glyph.width; ++x) {
      if (x + dx < 0 || x + dx >= kSize) continue;
      out[At(y + dy, kSize, x + dx)] = glyph.row(y)[x];
    }
  }
}

// Each new pixel is a mean under a tent as wide as two of its own, or of the glyph's
// where these are larger: rows first, then columns.
void PictureNormalizer::Resample(const GrayView& glyph, const Map& map,
                                 std::span<uint8_t> out) {
  const float step = 1 / map.scale;
  const float reach = std::max(step, 1.0f);
  struct Tent {
    int begin = 0, end = 0;
    float center = 0;
  };
  const auto tent_at = [&](int pixel, float shift, int size) {
    Tent tent;
    tent.center = (static_cast<float>(pixel) + 0.5f - shift) * step - 0.5f;
    tent.begin = static_cast<int>(std::clamp(tent.center - reach, -1.0f,
                                             static_cast<float>(size - 1))) +
                 1;
    if (tent.center - reach < -1) tent.begin = 0;
    tent.end = std::clamp(static_cast<int>(tent.center + reach + 1), 0, size);
    return tent;
  };
  const auto weigh = [&](const Tent& tent) {
    float total = 0;
    weights_.clear();
    for (int i = tent.begin; i < tent.end; ++i) {
      weights_.push_back(
          std::max(0.0f, 1 - std::abs(static_cast<float>(i) - tent.center) / reach));
      total += weights_.back();
    }
    // Where the tent reaches over the glyph's edge, there is no ink outside.
    const float norm = std::max(total, reach);
    for (float& weight : weights_) weight /= norm;
  };
  rows_.assign(static_cast<size_t>(glyph.height) * kSize, 0);
  for (int column = 0; column < kSize; ++column) {
    const Tent tent = tent_at(column, map.dx, glyph.width);
    weigh(tent);
    for (int y = 0; y < glyph.height; ++y) {
      float sum = 0;
      for (int x = tent.begin; x < tent.end; ++x) {
        sum += weights_[static_cast<size_t>(x - tent.begin)] *
               static_cast<float>(glyph.row(y)[x]);
      }
      rows_[At(y, kSize, column)] = sum;
    }
  }
  for (int row = 0; row < kSize; ++row) {
    const Tent tent = tent_at(row, map.dy, glyph.height);
    weigh(tent);
    for (int column = 0; column < kSize; ++column) {
      float sum = 0;
      for (int y = tent.begin; y < tent.end; ++y) {
        sum +=
            weights_[static_cast<size_t>(y - tent.begin)] * rows_[At(y, kSize, column)];
      }
      out[At(row, kSize, column)] = ToByte(sum / 255.0f);
    }
  }
}

// The cells that the glyph's ink touches, so that no thin line is lost; or where a pixel
// covers several cells, those within its pixel.
void PictureNormalizer::MarkInk(const GrayView& glyph, const Map& map) {
  ink_.assign(size_t{kFine} * kFine, 0);
  const float scale = map.scale * kSub;
  const auto cell = [&](float at, float shift) {
    return std::clamp(static_cast<int>(at * scale + shift * kSub), 0, kFine - 1);
  };
  for (int y = 0; y < glyph.height; ++y) {
    const int top = cell(static_cast<float>(y) + 0.01f, map.dy);
    const int bottom = cell(static_cast<float>(y) + 0.99f, map.dy);
    for (int x = 0; x < glyph.width; ++x) {
      if (glyph.row(y)[x] < kHalf) continue;
      const int left = cell(static_cast<float>(x) + 0.01f, map.dx);
      const int right = cell(static_cast<float>(x) + 0.99f, map.dx);
      for (int v = top; v <= bottom; ++v) {
        std::fill(&ink_[At(v, kFine, left)], &ink_[At(v, kFine, right)] + 1, uint8_t{1});
      }
    }
  }
}

void PictureNormalizer::Redraw(const GrayView& glyph, const Map& map, float grow,
                               std::span<uint8_t> out) {
  MarkInk(glyph, map);
  // Growing asks for the distance to ink, shrinking for that to no ink.
  const uint8_t target = grow >= 0 ? 1 : 0;
  constexpr float kFar = kFine;
  across_.assign(ink_.size(), kFar * kFar);
  for (int y = 0; y < kFine; ++y) {
    const size_t row = static_cast<size_t>(y) * kFine;
    for (const bool is_back : {false, true}) {
      float distance = kFar;
      for (int i = 0; i < kFine; ++i) {
        const size_t at = row + static_cast<size_t>(is_back ? kFine - 1 - i : i);
        distance = ink_[at] == target ? 0 : distance + 1;
        across_[at] = std::min(across_[at], distance * distance);
      }
    }
  }
  const float reach = std::abs(grow) * kSub;
  // Rows further away change nothing.
  const int most_rows = static_cast<int>(std::ceil(reach));
  rows_.resize(size_t{kFine} * kFine);
  for (int y = 0; y < kFine; ++y) {
    float* row = &rows_[At(y, kFine, 0)];
    std::fill_n(row, kFine, kFar * kFar);
    const int last = std::min(y + most_rows, kFine - 1);
    for (int v = std::max(y - most_rows, 0); v <= last; ++v) {
      const auto down = static_cast<float>((v - y) * (v - y));
      const float* across = &across_[At(v, kFine, 0)];
      for (int x = 0; x < kFine; ++x) row[x] = std::min(row[x], across[x] + down);
    }
    for (int x = 0; x < kFine; ++x) {
      // The edge lies half a cell outside the last cell's center.
      const float near = std::clamp(reach + 1 - std::sqrt(row[x]), 0.0f, 1.0f);
      row[x] = grow >= 0 ? near : 1 - near;
    }
  }
  for (int row = 0; row < kSize; ++row) {
    for (int column = 0; column < kSize; ++column) {
      float sum = 0;
      for (int v = 0; v < kSub; ++v) {
        for (int u = 0; u < kSub; ++u) {
          sum += rows_[At(row * kSub + v, kFine, column * kSub + u)];
        }
      }
      out[At(row, kSize, column)] = ToByte(sum / (kSub * kSub));
    }
  }
}

}  // namespace digitpad
