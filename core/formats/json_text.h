// What is to be looked at before JSON from outside is parsed: nlohmann/json takes a NUL
// byte for the end of the text, and what follows it for nothing.
#pragma once

#include <string>
#include <string_view>

#include "core/base/status.h"
#include "core/base/value_text.h"

namespace digitpad {

// Invalid, naming the byte (counted from 1), where there is a NUL byte.
inline Status CheckJsonText(std::string_view text) {
  const size_t nul = text.find('\0');
  if (nul == std::string_view::npos) return Status::Ok();
  return Status::Invalid("byte " + NumberText(nul + 1) + ": a NUL byte is no JSON");
}

}  // namespace digitpad
