// UTF-8: what labels and cards are written in.
#pragma once

#include <string_view>

namespace digitpad {

// Whether `text` is UTF-8 by RFC 3629: no stray bytes, no overlong forms, no surrogates.
bool IsUtf8(std::string_view text);

}  // namespace digitpad
