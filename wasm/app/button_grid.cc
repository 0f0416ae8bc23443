#include "wasm/app/button_grid.h"

#include <algorithm>
#include <cmath>

namespace digitpad {
namespace {

// In em.
constexpr float kIcon = 1.25f;
constexpr float kIconGap = 0.5f;
constexpr float kPaddingX = 0.875f;
constexpr float kSnugPaddingX = 0.5f;
constexpr float kTightPaddingX = 0.25f;
constexpr float kStackedPaddingY = 0.5f;
constexpr float kStackedGap = 0.25f;
constexpr float kRowGap = 0.5f;
constexpr float kTightRowGap = 0.25f;

// What drops the ink or leaves the page stands apart at the row's other end.
constexpr int kFirstOfSecondGroup = static_cast<int>(Command::kNew);

float RowHeight(float em) { return std::max(kMinTarget, 2.75f * em); }

float ContentWidth(Vec2 label, float em) { return (kIcon + kIconGap) * em + label.x; }

ButtonLayout SideBySide(Box face, Vec2 label, float em) {
  const float icon = kIcon * em;
  const float content = label.x > 0 ? ContentWidth(label, em) : icon;
  const float x = face.x + (face.w - content) / 2;
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

// Every button as wide as it needs to be, from `first_apart` on at the row's end; empty
// where they do not fit.
ButtonGrid OneRow(std::span<const Vec2> labels, size_t first_apart, float padding,
                  float width, float em) {
  const float gap = kRowGap * em;
  float total = gap * static_cast<float>(labels.size() - 1);
  for (const Vec2 label : labels) total += ContentWidth(label, em) + 2 * padding * em;
  if (total > width) return {};
  ButtonGrid grid;
  grid.height = RowHeight(em);
  float x = 0;
  for (size_t i = 0; i < labels.size(); ++i) {
    if (i == first_apart) x += width - total;
    const float w = ContentWidth(labels[i], em) + 2 * padding * em;
    grid.buttons.push_back(SideBySide({x, 0, w, grid.height}, labels[i], em));
    x += w + gap;
  }
  return grid;
}

float Needed(Vec2 label, bool stacked, float em) {
  const float content = stacked ? label.x + 2 * kTightPaddingX * em
                                : ContentWidth(label, em) + 4 * kTightPaddingX * em;
  return std::max(kMinTarget, content);
}

// Equal columns, but for those that need more; empty where they do not fit.
std::vector<float> ColumnWidths(std::span<const Vec2> labels, size_t columns,
                                bool stacked, float gap, float width, float em) {
  std::vector<float> needed(columns, 0);
  for (size_t i = 0; i < labels.size(); ++i) {
    float& column = needed[i % columns];
    column = std::max(column, Needed(labels[i], stacked, em));
  }
  float rest = width - gap * em * static_cast<float>(columns - 1);
  std::vector<float> widths(columns, 0);
  for (size_t open = columns; open > 0;) {
    const float share = rest / static_cast<float>(open);
    const size_t before = open;
    for (size_t i = 0; i < columns; ++i) {
      if (widths[i] > 0 || needed[i] <= share) continue;
      widths[i] = needed[i];
      rest -= needed[i];
      --open;
    }
    if (rest < 0) return {};
    if (open < before) continue;
    for (float& each : widths) each = each > 0 ? each : share;
    break;
  }
  return widths;
}

ButtonGrid Cells(std::span<const Vec2> labels, std::span<const float> widths,
                 bool stacked, float row_gap, float em) {
  const float gap = row_gap * em;
  float row = RowHeight(em);
  if (stacked) {
    for (const Vec2 label : labels) {
      row = std::max(row, (2 * kStackedPaddingY + kIcon + kStackedGap) * em + label.y);
    }
  }
  ButtonGrid grid;
  Vec2 at;
  for (size_t i = 0; i < labels.size(); ++i) {
    const size_t column = i % widths.size();
    if (column == 0 && i > 0) at = {0, at.y + row + gap};
    const Box face = {at.x, at.y, widths[column], row};
    grid.buttons.push_back(stacked ? Stacked(face, labels[i], em)
                                   : SideBySide(face, labels[i], em));
    at.x += widths[column] + gap;
  }
  grid.height = at.y + row;
  return grid;
}

ButtonGrid Arrange(std::span<const Vec2> labels, size_t first_apart, float width,
                   float em) {
  for (const float padding : {kPaddingX, kSnugPaddingX}) {
    ButtonGrid grid = OneRow(labels, first_apart, padding, width, em);
    if (!grid.buttons.empty()) return grid;
  }
  const size_t count = labels.size();
  for (size_t rows = 1; rows < count; ++rows) {
    const size_t columns = (count + rows - 1) / rows;
    for (const float gap : {kRowGap, kTightRowGap}) {
      for (const bool stacked : {false, true}) {
        const auto widths = ColumnWidths(labels, columns, stacked, gap, width, em);
        if (!widths.empty()) return Cells(labels, widths, stacked, gap, em);
      }
    }
  }
  return Cells(labels, std::vector<float>{width}, false, kRowGap, em);
}

}  // namespace

Vec2 ButtonSize(Vec2 label, float em) {
  const float content = label.x > 0 ? ContentWidth(label, em) : kIcon * em;
  return {content + 2 * kPaddingX * em, RowHeight(em)};
}

ButtonLayout ArrangeButton(Box face, Vec2 label, float em) {
  return SideBySide(face, label, em);
}

ButtonGrid ArrangeButtons(std::span<const Vec2> labels, float width, float em) {
  std::vector<Vec2> there;
  size_t first_apart = 0;
  for (size_t i = 0; i < labels.size(); ++i) {
    if (!(labels[i].x > 0)) continue;
    if (static_cast<int>(i) < kFirstOfSecondGroup) first_apart = there.size() + 1;
    there.push_back(labels[i]);
  }
  if (there.empty()) return {std::vector<ButtonLayout>(labels.size()), 0};
  const ButtonGrid arranged = Arrange(there, first_apart, width, em);
  ButtonGrid grid;
  grid.height = arranged.height;
  auto next = arranged.buttons.begin();
  for (const Vec2 label : labels) {
    grid.buttons.push_back(label.x > 0 ? *next++ : ButtonLayout());
  }
  return grid;
}

}  // namespace digitpad
