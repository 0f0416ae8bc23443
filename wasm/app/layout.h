// Layout: where everything is. One pure function from the size of the app to named
// rectangles, in CSS pixels of the app's top left corner; page and desktop window both
// place by it alone.
//
// Wide: drawing area left with the buttons under it, answer and bars in a card on the
// right. Narrow: the card on top, where a writing hand does not cover it, then the
// drawing area, the buttons at the bottom. Nothing overlaps at any size: what cannot fit
// makes the app taller, and the page scrolls.
#pragma once

#include <string>
#include <vector>

#include "core/base/geometry.h"
#include "wasm/app/command.h"

namespace digitpad {

// The least width and height of anything to be hit by a finger (WCAG 2.2, 2.5.5).
inline constexpr float kMinTarget = 44;

struct LayoutInput {
  Vec2 size;             // what there is room for
  float text_scale = 1;  // the reader's font size over 16 px
  bool right_to_left = false;
  Vec2 title;  // measured sizes of texts, each on one line
  Vec2 tagline;
  std::vector<Vec2> labels;  // of the buttons, in the order of Command
  int bars = 10;
};

struct ButtonLayout {
  Box face;
  Box icon;
  Box label;
};

struct BarLayout {
  Box label;   // the digit
  Box track;   // full confidence fills it
  Box figure;  // the percentage
};

struct Layout {
  Vec2 size;  // of the app: input.size, or more where that is too small
  bool wide = false;
  bool right_to_left = false;
  Box mark;  // the app's sign, before the title
  Box title;
  Box tagline;  // empty where there is no room for it
  Box ink;
  Box card;     // holds answer, verdict and bars
  Box answer;   // the digit, large
  Box verdict;  // one line on how sure the answer is
  std::vector<ButtonLayout> buttons;
  std::vector<BarLayout> bars;
};

Layout ComputeLayout(const LayoutInput& input);

// A rectangle and the id of the DOM element that lies on it: `title`, `tagline`, `ink`,
// `hint`, `answer`, `verdict`, a button's name, `<name>-label`, `bar-<i>-label`,
// `bar-<i>-figure`.
struct NamedBox {
  std::string name;
  Box box;
};

std::vector<NamedBox> NamedBoxes(const Layout& layout);

}  // namespace digitpad
