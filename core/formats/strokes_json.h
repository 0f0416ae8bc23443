// Strokes files: JSON Lines, one drawing a line. A drawing saved from the page is one
// such line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/status.h"
#include "core/ink/ink.h"

namespace digitpad {

struct Drawing {
  std::string label;   // empty: none given
  std::string writer;  // as text, also where the file has an integer; empty: none given
  float width = 0;     // of the area drawn on, in ink units; 0: none given
  float height = 0;
  Ink ink;
};

// The drawings of a file one after the other: none is held but the one asked for.
class StrokesReader {
 public:
  // REQUIRES: `text` outlives the reader.
  explicit StrokesReader(std::string_view text) : text_(text) {}

  // *drawing = the next one; *is_there is false after the last. Invalid, naming the line
  // (counted from 1) and what is wrong there: not JSON, no strokes, not a point, NaN, a
  // limit of ink.h. Blank lines are skipped.
  Status Next(Drawing* drawing, bool* is_there);

 private:
  std::string_view text_;  // what is left of it
  size_t lines_ = 0;       // before it
};

// All of them; Invalid as there. *drawings is left as it was unless the result is ok.
Status ParseStrokesFile(std::string_view text, std::vector<Drawing>* drawings);

// One line without its line end, which ParseStrokesFile reads back to the same values.
// Points are [x,y], with time and pressure where they are known.
std::string FormatDrawing(const Drawing& drawing);

}  // namespace digitpad
