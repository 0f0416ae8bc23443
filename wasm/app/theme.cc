#include "wasm/app/theme.h"

#include <algorithm>
#include <cmath>

namespace digitpad {
namespace {

constexpr Color Rgb(uint32_t hex) {
  return {static_cast<uint8_t>(hex >> 16), static_cast<uint8_t>(hex >> 8),
          static_cast<uint8_t>(hex)};
}

// In the order of Role.
constexpr Theme kLight = {{
    Rgb(0xF3F4F8), Rgb(0xFFFFFF), Rgb(0xE3E6EE),
    Rgb(0x1B2544),  // page, paper, dots, ink
    Rgb(0xFFFFFF), Rgb(0xDDE1EA), Rgb(0x1A2138),
    Rgb(0x5A6379),                                // card, line, text, muted
    Rgb(0x3D55D8), Rgb(0xEBEDF4), Rgb(0xB3BAD0),  // accent, track, bar
    Rgb(0x3D55D8), Rgb(0x3248C4), Rgb(0x293CA8),
    Rgb(0xFFFFFF),  // primary
    Rgb(0xFFFFFF), Rgb(0xEEF0F8), Rgb(0xE0E4F2),
    Rgb(0x2A3352),                 // button
    Rgb(0xF3F4F8), Rgb(0x9AA1B4),  // disabled
}};

constexpr Theme kDark = {{
    Rgb(0x12151D), Rgb(0x1A1F2B), Rgb(0x262C3B),
    Rgb(0xF2F4FB),  // page, paper, dots, ink
    Rgb(0x1A1F2B), Rgb(0x2C3344), Rgb(0xE9ECF5),
    Rgb(0x9DA7BD),                                // card, line, text, muted
    Rgb(0x93A7FF), Rgb(0x262C3B), Rgb(0x4C5670),  // accent, track, bar
    Rgb(0x93A7FF), Rgb(0xA8B8FF), Rgb(0x7D93F5),
    Rgb(0x10142A),  // primary
    Rgb(0x202635), Rgb(0x293143), Rgb(0x323B50),
    Rgb(0xE0E5F2),                 // button
    Rgb(0x161A23), Rgb(0x586178),  // disabled
}};

// Relative luminance of sRGB (WCAG 2.2).
double Luminance(Color color) {
  const auto linear = [](uint8_t channel) {
    const double v = channel / 255.0;
    return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b);
}

}  // namespace

const Theme& LightTheme() { return kLight; }
const Theme& DarkTheme() { return kDark; }

double ContrastRatio(Color a, Color b) {
  const double la = Luminance(a), lb = Luminance(b);
  return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

}  // namespace digitpad
