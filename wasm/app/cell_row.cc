#include "wasm/app/cell_row.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/base/value_text.h"
#include "core/read_options.h"

namespace digitpad {
namespace {

// A digit's own shape with some room around it.
constexpr float kHeightOfWidth = 1.3f;
constexpr float kMostWidth = 220;
// To the drawing area's left and right edge.
constexpr float kSideMargin = 12;
// In em: a tag and its gap.
constexpr float kTagRoom = 1.75f;
// Half of the gap between neighbours, of a cell's width, and at most.
constexpr float kInset = 0.04f;
constexpr float kMostInset = 4;
constexpr float kPenOfWidth = 0.12f;

}  // namespace

Status ParseCellCount(std::string_view value, int* count) {
  const bool is_number = !value.empty() && value.size() <= 2 &&
                         std::all_of(value.begin(), value.end(),
                                     [](char c) { return c >= '0' && c <= '9'; });
  int number = 0;
  if (is_number) {
    for (const char c : value) number = 10 * number + (c - '0');
  }
  if (number < 1 || number > kMostCells) {
    return Status::Invalid("boxes: \"" + std::string(value) +
                           "\" is not a whole number from 1 to " +
                           NumberText(kMostCells));
  }
  *count = number;
  return Status::Ok();
}

Box PlaceCellRow(Vec2 area, int count, float em) {
  const auto cells = static_cast<float>(count);
  const float widest = std::min({(area.x - 2 * kSideMargin) / cells, kMostWidth,
                                 (area.y - 2 * kCellRowMargin * em) / kHeightOfWidth});
  // Whole pixels: all gaps look alike.
  const float width = std::max(std::floor(widest), 1.0f);
  const float height = std::round(width * kHeightOfWidth);
  return {std::round((area.x - width * cells) / 2), std::round((area.y - height) / 2),
          width * cells, height};
}

Vec2 ReachOfCellRow(const Box& row, float em) {
  return {row.x + row.w + kSideMargin, row.y + row.h + kTagRoom * em};
}

Box CellFace(const Box& cell) {
  const float inset = std::min(cell.w * kInset, kMostInset);
  return {cell.x + inset, cell.y, cell.w - 2 * inset, cell.h};
}

float PenWidthForCell(const Box& cell, float pen_width) {
  return std::min(pen_width, cell.w * kPenOfWidth);
}

}  // namespace digitpad
