#include "wasm/app/theme.h"

#include <algorithm>
#include <cmath>

namespace digitpad {
namespace {

// One line a role, in the order of Role; colors as 0xRRGGBB.
constexpr struct {
  Role role;
  const char* name;
  uint32_t light;
  uint32_t dark;
} kPalette[kRoleCount] = {
    {Role::kPage, "page", 0xF3F4F8, 0x12151D},
    {Role::kPaper, "paper", 0xFFFFFF, 0x1A1F2B},
    {Role::kDots, "dots", 0xE3E6EE, 0x2B3243},
    {Role::kFrame, "frame", 0x818BA7, 0x66708C},
    {Role::kUnsure, "unsure", 0xB45309, 0xF0B060},
    {Role::kTint, "tint", 0xEEF1FF, 0x232B45},
    {Role::kInk, "ink", 0x1B2544, 0xF2F4FB},
    {Role::kCard, "card", 0xFFFFFF, 0x1A1F2B},
    {Role::kTile, "tile", 0xF4F5FA, 0x202635},
    {Role::kLine, "line", 0xDDE1EA, 0x2C3344},
    {Role::kText, "text", 0x1A2138, 0xE9ECF5},
    {Role::kMuted, "muted", 0x5A6379, 0x9DA7BD},
    {Role::kAccent, "accent", 0x3D55D8, 0x93A7FF},
    {Role::kTrack, "track", 0xEBEDF4, 0x262C3B},
    {Role::kBar, "bar", 0x7A84A2, 0x6F7997},
    {Role::kPrimary, "primary", 0x3D55D8, 0x93A7FF},
    {Role::kPrimaryHover, "primary-hover", 0x3248C4, 0xA8B8FF},
    {Role::kPrimaryPressed, "primary-pressed", 0x293CA8, 0x7D93F5},
    {Role::kOnPrimary, "on-primary", 0xFFFFFF, 0x10142A},
    {Role::kButton, "button", 0xFFFFFF, 0x202635},
    {Role::kButtonHover, "button-hover", 0xEEF0F8, 0x293143},
    {Role::kButtonPressed, "button-pressed", 0xE0E4F2, 0x323B50},
    {Role::kOnButton, "on-button", 0x2A3352, 0xE0E5F2},
    {Role::kDisabled, "disabled", 0xF3F4F8, 0x161A23},
    {Role::kOnDisabled, "on-disabled", 0x9AA1B4, 0x586178},
};

constexpr Theme MakeTheme(bool dark) {
  Theme theme;
  for (const auto& entry : kPalette) {
    const uint32_t rgb = dark ? entry.dark : entry.light;
    theme.colors[static_cast<size_t>(entry.role)] = {static_cast<uint8_t>(rgb >> 16),
                                                     static_cast<uint8_t>(rgb >> 8),
                                                     static_cast<uint8_t>(rgb)};
  }
  return theme;
}

constexpr Theme kLight = MakeTheme(false);
constexpr Theme kDark = MakeTheme(true);

// Relative luminance of sRGB (WCAG 2.2).
double Luminance(Color color) {
  const auto linear = [](uint8_t channel) {
    const double v = channel / 255.0;
    return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b);
}

}  // namespace

const char* RoleName(Role role) { return kPalette[static_cast<size_t>(role)].name; }

const Theme& LightTheme() { return kLight; }
const Theme& DarkTheme() { return kDark; }

double ContrastRatio(Color a, Color b) {
  const double la = Luminance(a), lb = Luminance(b);
  return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

}  // namespace digitpad
