// Theme: every color of the app, by role. The one table: the page's style sheet gets its
// colors from here as custom properties (`--text`, `--muted`, ...) when the app starts.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace digitpad {

struct Color {
  uint8_t r = 0;
  uint8_t g = 0;
  uint8_t b = 0;
  bool operator==(const Color&) const = default;
};

enum class Role {
  kPage,  // behind everything
  kPaper,
  kDots,    // the paper's faint grid
  kFrame,   // around the paper, buttons, cells, and a digit on the paper
  kUnsure,  // the same, where the digit is not sure
  kTint,    // under the chosen digit
  kInk,
  kCard,
  kTile,  // of the answer, on the card
  kLine,  // hairlines that only adorn: around the card and disabled buttons
  kText,
  kMuted,
  kAccent,  // the answer, the best bar, the focus ring
  kTrack,   // of the bars
  kBar,
  kPrimary,  // Recognize
  kPrimaryHover,
  kPrimaryPressed,
  kOnPrimary,
  kButton,  // all others
  kButtonHover,
  kButtonPressed,
  kOnButton,
  kDisabled,    // a disabled button's face
  kOnDisabled,  // and what is on it
};

inline constexpr int kRoleCount = 25;

// The custom property's name, without the dashes.
const char* RoleName(Role role);

struct Theme {
  std::array<Color, kRoleCount> colors;
  Color operator[](Role role) const { return colors[static_cast<size_t>(role)]; }
};

const Theme& LightTheme();
const Theme& DarkTheme();

// Contrast of two colors, 1 to 21 (WCAG 2.2, "contrast ratio").
double ContrastRatio(Color a, Color b);

}  // namespace digitpad
