// The texts on what the app draws: title, answer, bars, buttons, tags. Pure functions.
#pragma once

#include <string>

#include "wasm/app/app.h"
#include "wasm/desktop/language.h"
#include "wasm/desktop/sheet.h"

namespace digitpad {

// Of a button's label.
TextStyle ButtonStyle(Command command);

// A command that the window shows as a button with a label of its own. It opens files
// that are dropped on it, saves by the menu of formats, and has no other menu.
bool IsInToolbar(Command command);

// A line at the foot of the drawing area.
struct Notice {
  std::string text;  // empty: none
  bool is_problem = false;
};
Box NoticeBox(const Layout& layout);

// Whether the drawing area says what it is for.
bool ShowsHint(const App& app);

Sheet AppLabels(const App& app, const NumberRules& rules, const Language& language,
                const Notice& notice);

}  // namespace digitpad
