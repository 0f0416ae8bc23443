#include "core/read_options.h"

#include <cmath>
#include <string>

#include "core/base/value_text.h"
#include "core/ink/ink.h"

namespace digitpad {

Status ValidateOptions(const ReadOptions& options) {
  DIGITPAD_RETURN_IF_ERROR(ValidateRules(options.rules));
  if (options.mode != ReadMode::kBoxes) return Status::Ok();
  if (options.cells.empty() || options.cells.size() > kMostCells) {
    return Status::Invalid("boxes: not 1 to " + NumberText(kMostCells));
  }
  const auto count = static_cast<int>(options.cells.size());
  const NumberRules& rules = options.rules;
  if (count < rules.min_length || (rules.max_length > 0 && count > rules.max_length)) {
    return Status::Invalid("length: there are as many digits as boxes, " +
                           NumberText(count));
  }
  for (int i = 0; i < count; ++i) {
    const Box& cell = options.cells[static_cast<size_t>(i)];
    // Around all that ink may be, at most. Not true of NaN either.
    const float reach = std::abs(cell.x) + std::abs(cell.y) + cell.w + cell.h;
    if (!(cell.w > 0 && cell.h > 0 && reach <= 6 * kMaxCoordinate)) {
      return Status::Invalid("boxes: box " + NumberText(i) +
                             " has no extent, or is too far away");
    }
  }
  return Status::Ok();
}

std::vector<Box> EqualCells(const Box& area, int count) {
  std::vector<Box> cells;
  cells.reserve(static_cast<size_t>(count));
  const float width = area.w / static_cast<float>(count);
  for (int i = 0; i < count; ++i) {
    cells.push_back({area.x + width * static_cast<float>(i), area.y, width, area.h});
  }
  return cells;
}

}  // namespace digitpad
