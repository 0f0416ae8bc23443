// How long something may take, as a command line says it.
#pragma once

#include <string>

namespace digitpad {

// The seconds of "90" (minutes), "1h30m", "45m" or "30s". False, leaving *seconds, where
// it is none of the kind, or not above 0.
bool ParseDuration(const std::string& text, double* seconds);

}  // namespace digitpad
