// Cuts: where one symbol may end and the next begin. A drawing falls into fragments, the
// parts that are never divided further: whole strokes at first, and where a reading asks
// for it the pieces of a stroke that may hold several digits. Plain values; nothing here
// decides, core/decode does.
#pragma once

#include <cstddef>
#include <vector>

#include "core/ink/ink.h"

namespace digitpad {

// Points [first, last) of a stroke.
struct Fragment {
  int stroke = 0;
  size_t first = 0;
  size_t last = 0;
  bool is_link = false;  // the pen's way from one digit to the next: may belong to none
  Box box;
};

// The stroke as one fragment. REQUIRES: it has points.
Fragment WholeStroke(const Ink& ink, int stroke);

// Appends what the stroke may consist of: digit, link, digit, link, ... A link is a run
// of the pen to the right, between two turns, that leaves most ink on its one side to the
// left and on its other side to the right. Appends the whole stroke where there is none.
void SplitStroke(const Ink& ink, int stroke, std::vector<Fragment>* fragments);

// The distance between the lines of two fragments, in ink units, to within `step`; never
// less than the distance of their boxes.
class FragmentDistances {
 public:
  // Keeps what it needs. `step`: > 0.
  void Prepare(const Ink& ink, const std::vector<Fragment>& fragments, float step);
  float Between(size_t a, size_t b) const;

 private:
  std::vector<Vec2> points_;  // of all fragments, every `step` at most
  std::vector<size_t> ends_;
  std::vector<Box> boxes_;
};

}  // namespace digitpad
