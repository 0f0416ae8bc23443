// Result: what a drawing was read as. A plain value; reused across calls, its memory is
// kept.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/geometry.h"

namespace digitpad {

struct Alternative {
  std::string label;
  int confidence = 0;  // ten-thousandths
};

struct Digit {
  std::string label;  // the best guess, also where it is not accepted
  int confidence = 0;
  Box box;                                // in ink units, of the points
  std::vector<int> strokes;               // indices into the ink
  std::vector<Alternative> alternatives;  // best first, the label itself included
  bool none_of_these = false;             // looks like no digit: never accepted
};

struct Result {
  std::string text;  // the best guess; empty for empty ink
  bool accepted = false;
  int confidence = 0;
  std::vector<Digit> digits;

  void Clear();
};

// Appends the Result as one JSON object: keys in the fixed order, confidences with four
// decimals at most, boxes in tenths, no white space. Pure ASCII where labels are.
void AppendJson(const Result& result, std::string* out);

}  // namespace digitpad
