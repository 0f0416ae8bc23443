// Layout: where everything is. One pure function from the size of the app to named
// rectangles, in CSS pixels of the app's top left corner; page and desktop window both
// place by it alone.
//
// Wide: drawing area left with the buttons under it, answer and bars in a card on the
// right. Short, as a phone on its side: the same without bars, the title above the card
// and the buttons below both. Narrow: the card on top, where a writing hand does not
// cover it, then the drawing area, the buttons at the bottom. Where the height does not
// suffice for ink and buttons, the card loses its bars. What the network sees lies below
// the answer, which takes less room then, or at the very bottom. Nothing overlaps at any
// size: what cannot fit makes the app taller, and the page scrolls.
#pragma once

#include <string>
#include <vector>

#include "core/base/geometry.h"
#include "wasm/app/command.h"
#include "wasm/app/text_fit.h"

namespace digitpad {

// The least width and height of anything to be hit by a finger (WCAG 2.2, 2.5.5).
inline constexpr float kMinTarget = 44;

struct LayoutInput {
  Vec2 size;             // what there is room for
  float text_scale = 1;  // the reader's font size over 16 px
  bool right_to_left = false;
  Vec2 title;  // measured sizes of texts, each on one line
  Vec2 tagline;
  // Of the buttons, in the order of Command; one of no width is of a button not there.
  std::vector<Vec2> labels;
  int bars = 10;
  int digits = 1;            // of the answer
  int text_digits = 0;       // how many digits' room its text takes, if more
  bool choosable = false;    // there is a row to choose one of several digits from
  bool has_picture = false;  // whose numbers take the place of answer and bars
  bool layers = false;       // what the network sees is shown, too
  float layers_height = 0;   // what that needs below all else; 0: not measured yet
  int cells = 0;             // fixed cells to write into; 0: there are none
  bool copyable = false;     // there is an answer that can be copied
  int candidates = 0;        // to take for an unsure answer: up to two
  bool embedded = false;     // in a frame of somebody else's page: see embedded_layout.h
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
  Vec2 size;          // of the app: input.size, or more where that is too small
  float em = 16;      // the reader's text size, CSS pixels
  bool wide = false;  // ink and answer lie side by side
  bool embedded = false;
  bool right_to_left = false;
  Box mark;  // the app's sign, before the title
  Box title;
  Box tagline;  // empty where there is no room for it
  Box ink;
  Box hint;  // what to do there: on the drawing area, above its cells where it has some
  // While there is no ink, relative to the corner of `ink`; empty without cells.
  Box cell_row;
  float cell_em = 16;  // the unit of the room around the cells
  Box card;            // holds all that follows, but for the buttons
  Box answer;          // the number, large
  Box tile;            // the face under it
  TextFit answer_text;
  // In place of the tile where there are any: buttons with texts as answer_text says, and
  // the word between them.
  std::vector<Box> candidates;
  Box or_box;
  Box verdict;  // a line or two on how sure the answer is
  Box digits;   // the row to choose a digit from; empty where there is none
  // One a digit, left to right whatever the text's direction. They may reach beyond the
  // end of `digits`, which scrolls then.
  std::vector<Box> digit_buttons;
  Box progress;  // of reading a picture, under the verdict
  Box numbers;   // the list of a picture's numbers; empty where there is no picture
  Box layers;    // a card of its own; empty where it is not asked for
  std::vector<ButtonLayout> buttons;
  std::vector<BarLayout> bars;  // empty boxes where there is no room for them
};

Layout ComputeLayout(const LayoutInput& input);

// A rectangle and the id of the DOM element that lies on it: `title`, `tagline`, `ink`,
// `hint`, `notice`, `answer`, `or`, `verdict`, `digits`, `digit-<i>`, `progress`,
// `numbers`, `layers`, a button's name, `<name>-label`, `bar-<i>-label`,
// `bar-<i>-figure`. Parents come before children.
struct NamedBox {
  std::string name;
  Box box;
};

std::vector<NamedBox> NamedBoxes(const Layout& layout);

}  // namespace digitpad
