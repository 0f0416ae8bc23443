// Values as they stand in text files: numbers in plain decimals, strings in JSON. Written
// by hand, since Emscripten's library has no std::to_chars for float, and its printf of
// floats is large.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace digitpad {

// value / 10^decimals, without zeros at the end: 9800 with 4 -> 0.98. REQUIRES: decimals
// <= 22.
void AppendDecimal(int64_t value, int decimals, std::string* out);

// A whole number: in place of std::to_string, which is a kilobyte in a wasm module.
std::string NumberText(int64_t value);

// Rounded to so many decimals; zeros at the end are left out. REQUIRES: |value| <= 1e9,
// decimals <= 3.
void AppendRounded(float value, int decimals, std::string* out);

// With as few decimals as read back to the same float; what is below 1e-13 is rounded to
// 22 decimals. REQUIRES: the value is finite.
void AppendFloat(float value, std::string* out);

// Quoted and escaped as JSON wants it; `text` is UTF-8.
void AppendJsonString(std::string_view text, std::string* out);

}  // namespace digitpad
