// Whether a test runs with sanitizers, which look at how the code runs and make it slow:
// a part of what is read will do then.
#pragma once

namespace digitpad::testing {

#if defined(__SANITIZE_ADDRESS__)
inline constexpr bool kSanitized = true;
#else
inline constexpr bool kSanitized = false;
#endif

}  // namespace digitpad::testing
