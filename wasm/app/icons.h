// The buttons' icons, as strokes for the rasteriser.
#pragma once

#include "wasm/app/command.h"
#include "wasm/app/scene.h"

namespace digitpad {

// Draws the icon into the square `box` of device pixels.
void AddIcon(Command command, Box box, Color color, Scene* scene);

}  // namespace digitpad
