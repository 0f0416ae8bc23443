// The layout of the page as a part of somebody else's: the sheet and, beside or below it,
// the answer fill the frame from edge to edge. There are undo, redo where there is room,
// and clear; nothing to read by. A part of the layout, with the same units, before it is
// rounded and mirrored.
#pragma once

#include "wasm/app/layout.h"

namespace digitpad {

// Without the buttons on the card, which follow from the rest. What does not fit makes
// the app taller.
Layout ComposeEmbedded(const LayoutInput& input, float em);

// The unit of the room around the cells of such a layout: low sheets leave less of it.
float CellEm(const Box& ink, float em);

}  // namespace digitpad
