#include "wasm/app/area_scale.h"

#include <algorithm>
#include <cstddef>

namespace digitpad {
namespace {

// Which old pixels a new one covers: all of them by whole, but for the first and last.
struct Span {
  int first = 0;
  int last = 0;
  float first_share = 1;
  float last_share = 1;  // counts where last > first
};

Span CoveredBy(int i, double step, int count) {
  const double from = i * step, to = from + step;
  Span span;
  span.first = std::min(static_cast<int>(from), count - 1);
  span.last = std::clamp(static_cast<int>(to), span.first, count - 1);
  span.first_share = static_cast<float>(std::min<double>(span.first + 1, to) - from);
  span.last_share = static_cast<float>(std::min<double>(to - span.last, 1));
  return span;
}

// One row at the new width, not yet divided by the area.
void AddRow(const uint8_t* row, const std::vector<Span>& columns, float share,
            std::vector<float>* sums) {
  for (size_t x = 0; x < columns.size(); ++x) {
    const Span& span = columns[x];
    float sum = static_cast<float>(row[span.first]) * span.first_share;
    if (span.last > span.first) {
      int whole = 0;
      for (int i = span.first + 1; i < span.last; ++i) whole += row[i];
      sum += static_cast<float>(whole) +
             static_cast<float>(row[span.last]) * span.last_share;
    }
    (*sums)[x] += sum * share;
  }
}

}  // namespace

GrayPicture ScaleByArea(const GrayView& picture, int width, int height) {
  const double step_x = static_cast<double>(picture.width) / width;
  const double step_y = static_cast<double>(picture.height) / height;
  std::vector<Span> columns;
  columns.reserve(static_cast<size_t>(width));
  for (int x = 0; x < width; ++x) columns.push_back(CoveredBy(x, step_x, picture.width));
  const float area = static_cast<float>(step_x * step_y);
  GrayPicture scaled;
  scaled.width = width;
  scaled.height = height;
  scaled.pixels.reserve(static_cast<size_t>(width) * static_cast<size_t>(height));
  std::vector<float> sums;
  for (int y = 0; y < height; ++y) {
    const Span rows = CoveredBy(y, step_y, picture.height);
    sums.assign(columns.size(), 0);
    for (int row = rows.first; row <= rows.last; ++row) {
      const float share = row == rows.first  ? rows.first_share
                          : row == rows.last ? rows.last_share
                                             : 1;
      if (share > 0) AddRow(picture.row(row), columns, share, &sums);
    }
    for (const float sum : sums) {
      scaled.pixels.push_back(
          static_cast<uint8_t>(std::clamp(sum / area + 0.5f, 0.0f, 255.0f)));
    }
  }
  return scaled;
}

}  // namespace digitpad
