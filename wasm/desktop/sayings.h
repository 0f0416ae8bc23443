// Sayings: what the window says of an answer or a picture, in its language. Pure
// functions.
#pragma once

#include <string>

#include "wasm/app/app.h"
#include "wasm/desktop/language.h"

namespace digitpad {

// Rounded down: what is 99.95 % sure is not 100 % sure.
std::string Percent(int ten_thousandths);

// The line under the answer. `rules`: by which it was read.
std::string VerdictText(const App& app, const NumberRules& rules,
                        const Language& language);

// What to do on the drawing area.
const char* HintText(const App& app, const Language& language);

}  // namespace digitpad
