// The buttons' icons and the app's mark, as strokes for the rasteriser.
#pragma once

#include "wasm/app/command.h"
#include "wasm/app/scene.h"

namespace digitpad {

// Draws the icon into the square `box` of device pixels.
void AddIcon(Command command, Box box, Color color, Scene* scene);

// A keyboard, where one types.
void AddTypingIcon(Box box, Color color, Scene* scene);

// The app's sign: a seven, as in www/icon.svg. Without the face behind it.
void AddMark(Box box, Color color, Scene* scene);

}  // namespace digitpad
