#include "wasm/app/button_grid.h"

#include <algorithm>
#include <cmath>

namespace digitpad {
namespace {

// In em.
constexpr float kIcon = 1.25f;
constexpr float kIconGap = 0.5f;
constexpr float kPaddingX = 0.875f;
constexpr float kTightPaddingX = 0.25f;
constexpr float kStackedPaddingY = 0.5f;
constexpr float kStackedGap = 0.25f;
constexpr float kRowGap = 0.5f;

// What drops the ink or leaves the page stands apart at the row's other end.
constexpr int kFirstOfSecondGroup = static_cast<int>(Command::kSave);

float RowHeight(float em) { return std::max(kMinTarget, 2.75f * em); }

float ContentWidth(Vec2 label, float em) { return (kIcon + kIconGap) * em + label.x; }

ButtonLayout SideBySide(Box face, Vec2 label, float em) {
  const float icon = kIcon * em;
  const float x = face.x + (face.w - ContentWidth(label, em)) / 2;
  const float middle = face.y + face.h / 2;
  return {face,
          {x, middle - icon / 2, icon, icon},
          {x + icon + kIconGap * em, middle - label.y / 2, label.x, label.y}};
}

ButtonLayout Stacked(Box face, Vec2 label, float em) {
  const float icon = kIcon * em;
  const float content = icon + kStackedGap * em + label.y;
  const float middle = face.x + face.w / 2;
  const float y = face.y + (face.h - content) / 2;
  return {face,
          {middle - icon / 2, y, icon, icon},
          {middle - label.x / 2, y + content - label.y, label.x, label.y}};
}

// Every button as wide as it needs to be; empty where they do not fit.
ButtonGrid OneRow(std::span<const Vec2> labels, float width, float em) {
  const float gap = kRowGap * em;
  float total = gap * static_cast<float>(labels.size() - 1);
  for (const Vec2 label : labels) total += ContentWidth(label, em) + 2 * kPaddingX * em;
  if (total > width) return {};
  ButtonGrid grid;
  grid.height = RowHeight(em);
  float x = 0;
  for (size_t i = 0; i < labels.size(); ++i) {
    if (static_cast<int>(i) == kFirstOfSecondGroup) x += width - total;
    const float w = ContentWidth(labels[i], em) + 2 * kPaddingX * em;
    grid.buttons.push_back(SideBySide({x, 0, w, grid.height}, labels[i], em));
    x += w + gap;
  }
  return grid;
}

ButtonGrid Cells(std::span<const Vec2> labels, int columns, bool stacked, float width,
                 float em) {
  const float gap = kRowGap * em;
  const float cell =
      (width - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  float row = RowHeight(em);
  if (stacked) {
    for (const Vec2 label : labels) {
      row = std::max(row, (2 * kStackedPaddingY + kIcon + kStackedGap) * em + label.y);
    }
  }
  const int count = static_cast<int>(labels.size());
  const int rows = (count + columns - 1) / columns;
  ButtonGrid grid;
  grid.height = row * static_cast<float>(rows) + gap * static_cast<float>(rows - 1);
  for (int i = 0; i < count; ++i) {
    const int at_row = i / columns;
    const int at_column = i % columns;
    const Box face = {(cell + gap) * static_cast<float>(at_column),
                      (row + gap) * static_cast<float>(at_row), cell, row};
    const Vec2 label = labels[static_cast<size_t>(i)];
    grid.buttons.push_back(stacked ? Stacked(face, label, em)
                                   : SideBySide(face, label, em));
  }
  return grid;
}

}  // namespace

ButtonGrid ArrangeButtons(std::span<const Vec2> labels, float width, float em) {
  if (labels.empty()) return {};
  if (ButtonGrid grid = OneRow(labels, width, em); !grid.buttons.empty()) return grid;
  float widest_stacked = kMinTarget, widest_side = kMinTarget;
  for (const Vec2 label : labels) {
    widest_stacked = std::max(widest_stacked, label.x + 2 * kTightPaddingX * em);
    widest_side =
        std::max(widest_side, ContentWidth(label, em) + 4 * kTightPaddingX * em);
  }
  const int count = static_cast<int>(labels.size());
  for (int rows = 1; rows < count; ++rows) {
    const int columns = (count + rows - 1) / rows;
    const float cell = (width - kRowGap * em * static_cast<float>(columns - 1)) /
                       static_cast<float>(columns);
    if (cell >= widest_side) return Cells(labels, columns, false, width, em);
    if (cell >= widest_stacked) return Cells(labels, columns, true, width, em);
  }
  return Cells(labels, 1, false, width, em);
}

}  // namespace digitpad
