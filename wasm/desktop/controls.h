// Controls: all that can be tapped in the window or reached by its keys, in the order of
// the Tab key.
#pragma once

#include <optional>
#include <vector>

#include "wasm/app/app.h"
#include "wasm/desktop/save_menu.h"

namespace digitpad {

struct ControlId {
  enum class Kind {
    kButton,  // index: of its Command
    kDigit,   // of the answer
    kNumber,  // of the picture
    kItem,    // of the menu
  };
  Kind kind = Kind::kButton;
  int index = 0;
  bool operator==(const ControlId&) const = default;
};

struct Control {
  ControlId id;
  Box box;   // CSS pixels
  Box clip;  // what is seen of it lies within
  bool enabled = true;
};

// Which of them the pointer is over, is pressed and has the keys.
struct Attention {
  std::optional<ControlId> hovered;
  std::optional<ControlId> pressed;
  std::optional<ControlId> focused;
};

// How far lists have been moved on, in CSS pixels.
struct Scrolled {
  float digits = 0;
  float numbers = 0;
};

// While the menu is open its items are the only ones.
std::vector<Control> ControlsOf(const App& app, const SaveMenu& menu,
                                const Scrolled& scrolled);

// The control that is seen there, or none.
std::optional<ControlId> ControlAt(const std::vector<Control>& controls, Vec2 at);

// Where the Tab key goes from a control, or from none: to the next that is enabled, and
// on around. Digits and numbers are entered at the chosen one, and left as one.
std::optional<ControlId> NextControl(const std::vector<Control>& controls, const App& app,
                                     std::optional<ControlId> from, int step);

// What Scrolled must be, at least and at most, for the boxes to be seen; and for a
// certain one of them to be.
Scrolled Clamped(const App& app, Scrolled scrolled);
Scrolled InSight(const App& app, Scrolled scrolled, ControlId control);

}  // namespace digitpad
