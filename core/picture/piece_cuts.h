// Pieces of ink joined and divided before digits are told apart: broken strokes are put
// together again, and components that may hold several digits are cut. The picture's
// counterpart of ink's cuts. Stateless.
#pragma once

#include <vector>

#include "core/picture/components.h"

namespace digitpad {

// Joins what a ruling or a faint pen has broken: pieces that overlap in width and nearly
// touch, and specks with what they lie at; other specks go. `height`: of a usual digit.
void JoinBroken(int height, std::vector<Component>* pieces);

// The component as pieces from left to right, cut down the columns of least ink; the
// component alone where there is no such place. Each piece is wide enough to be a part of
// a digit `height` high.
std::vector<Component> CutColumns(const Component& component, int height);

// Between the ink of two pieces, in pixels, to within a twentieth of their height.
float DistanceBetween(const Component& a, const Component& b);

}  // namespace digitpad
