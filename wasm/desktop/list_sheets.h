// What the window draws of the answer's digits, a picture's numbers and the menu, which
// are DOM alone on the page: faces and texts. Pure functions.
#pragma once

#include <vector>

#include "wasm/app/app.h"
#include "wasm/desktop/controls.h"
#include "wasm/desktop/language.h"
#include "wasm/desktop/sheet.h"

namespace digitpad {

// `controls` are those of the app without the menu, or with it those of the menu alone.
Sheet DigitsSheet(const App& app, const std::vector<Control>& controls,
                  const Attention& attention, float scale);
Sheet NumbersSheet(const App& app, const std::vector<Control>& controls,
                   const Attention& attention, float scale);
Sheet MenuSheet(const App& app, const SaveMenu& menu, const Language& language,
                const Attention& attention, float scale);
// How far a picture has been read, while it is.
Sheet ProgressSheet(const App& app, float scale);

}  // namespace digitpad
