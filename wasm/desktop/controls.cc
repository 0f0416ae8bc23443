#include "wasm/desktop/controls.h"

#include <algorithm>

namespace digitpad {
namespace {

using Kind = ControlId::Kind;

bool Contains(const Box& box, Vec2 at) {
  return at.x >= box.x && at.x < box.x + box.w && at.y >= box.y && at.y < box.y + box.h;
}

void AddButtons(const App& app, std::vector<Control>* controls) {
  const Layout& layout = app.layout();
  for (size_t i = 0; i < layout.buttons.size(); ++i) {
    const Box& face = layout.buttons[i].face;
    if (!(face.w > 0)) continue;
    const int index = static_cast<int>(i);
    controls->push_back(
        {{Kind::kButton, index}, face, face, app.IsEnabled(static_cast<Command>(index))});
  }
}

void AddDigits(const App& app, float scrolled, std::vector<Control>* controls) {
  const Layout& layout = app.layout();
  if (app.picture().is_open()) return;
  for (size_t i = 0; i < layout.digit_buttons.size(); ++i) {
    Box box = layout.digit_buttons[i];
    box.x -= scrolled;
    controls->push_back({{Kind::kDigit, static_cast<int>(i)}, box, layout.digits});
  }
}

// The list's rows lie below each other.
Box NumberRow(const Layout& layout, int i) {
  const Box& list = layout.numbers;
  return {list.x, list.y + static_cast<float>(i) * kMinTarget, list.w, kMinTarget};
}

void AddNumbers(const App& app, float scrolled, std::vector<Control>* controls) {
  const int count = static_cast<int>(app.picture().numbers().size());
  for (int i = 0; i < count; ++i) {
    Box box = NumberRow(app.layout(), i);
    box.y -= scrolled;
    controls->push_back({{Kind::kNumber, i}, box, app.layout().numbers});
  }
}

// Digits and numbers are one stop of the Tab key, at the chosen one or else the first.
bool IsStop(const Control& control, const App& app) {
  if (!control.enabled) return false;
  switch (control.id.kind) {
    case Kind::kDigit:
      return control.id.index == app.answer().chosen;
    case Kind::kNumber:
      return control.id.index == std::max(app.picture().chosen(), 0);
    case Kind::kButton:
    case Kind::kItem:
      break;
  }
  return true;
}

// The least move by which [begin, begin + length) lies within [0, room).
float MovedInto(float scrolled, float begin, float length, float room) {
  return std::max(std::min(scrolled, begin), begin + length - room);
}

}  // namespace

std::vector<Control> ControlsOf(const App& app, const SaveMenu& menu,
                                const Scrolled& scrolled) {
  std::vector<Control> controls;
  if (menu.is_open) {
    for (int i = 0; i < kSaveFormatCount; ++i) {
      const Box& box = menu.items[static_cast<size_t>(i)];
      controls.push_back(
          {{Kind::kItem, i}, box, box, CanSave(app, static_cast<SaveFormat>(i))});
    }
    return controls;
  }
  AddButtons(app, &controls);
  AddDigits(app, scrolled.digits, &controls);
  AddNumbers(app, scrolled.numbers, &controls);
  return controls;
}

std::optional<ControlId> ControlAt(const std::vector<Control>& controls, Vec2 at) {
  for (const Control& control : controls) {
    if (Contains(control.box, at) && Contains(control.clip, at)) return control.id;
  }
  return std::nullopt;
}

std::optional<ControlId> NextControl(const std::vector<Control>& controls, const App& app,
                                     std::optional<ControlId> from, int step) {
  const int count = static_cast<int>(controls.size());
  const auto found =
      std::find_if(controls.begin(), controls.end(),
                   [&](const Control& control) { return control.id == from; });
  int at = found != controls.end() ? static_cast<int>(found - controls.begin())
           : step > 0              ? -1
                                   : count;
  for (int tries = 0; tries < count; ++tries) {
    at = (at + step + count) % count;
    const Control& control = controls[static_cast<size_t>(at)];
    if (IsStop(control, app) && control.id != from) return control.id;
  }
  return from;
}

Scrolled Clamped(const App& app, Scrolled scrolled) {
  const Layout& layout = app.layout();
  float most = 0;
  if (!layout.digit_buttons.empty()) {
    const Box& last = layout.digit_buttons.back();
    most = last.x + last.w - (layout.digits.x + layout.digits.w);
  }
  scrolled.digits = std::clamp(scrolled.digits, 0.0f, std::max(most, 0.0f));
  const auto count = static_cast<float>(app.picture().numbers().size());
  scrolled.numbers = std::clamp(scrolled.numbers, 0.0f,
                                std::max(count * kMinTarget - layout.numbers.h, 0.0f));
  return scrolled;
}

Scrolled InSight(const App& app, Scrolled scrolled, ControlId control) {
  const Layout& layout = app.layout();
  const auto index = static_cast<size_t>(control.index);
  if (control.kind == Kind::kDigit && index < layout.digit_buttons.size()) {
    const Box& box = layout.digit_buttons[index];
    scrolled.digits =
        MovedInto(scrolled.digits, box.x - layout.digits.x, box.w, layout.digits.w);
  } else if (control.kind == Kind::kNumber) {
    const Box row = NumberRow(layout, control.index);
    scrolled.numbers =
        MovedInto(scrolled.numbers, row.y - layout.numbers.y, row.h, layout.numbers.h);
  }
  return Clamped(app, scrolled);
}

}  // namespace digitpad
