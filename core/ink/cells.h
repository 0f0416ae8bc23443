// Cells: fixed boxes that hold one symbol each, as on a form. Stateless.
#pragma once

#include <span>
#include <vector>

#include "core/base/geometry.h"
#include "core/ink/ink.h"

namespace digitpad {

// (*cell_of_stroke)[i] = the cell that holds most of stroke i by its length; the nearest
// one where it lies outside all; -1 for a stroke without points. REQUIRES: a cell.
void AssignToCells(const Ink& ink, std::span<const Box> cells,
                   std::vector<int>* cell_of_stroke);

}  // namespace digitpad
