// Text of files as a terminal may get it: a label or a file's name must not move its
// cursor, or do what else a terminal does when control characters ask for it.
#pragma once

#include <string>
#include <string_view>

namespace digitpad {

// Whether there is a control character in UTF-8: U+0000 to U+001F, U+007F to U+009F.
bool HasControl(std::string_view text);

// With \u001b for the control character U+001B, and so on; JSON stays the same JSON.
std::string Printable(std::string_view text);

// The same for text of several lines, whose line ends stay.
std::string PrintableLines(std::string_view text);

}  // namespace digitpad
