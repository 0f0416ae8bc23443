// Takes a ruled line out of a picture's ink: what the line alone has made darker goes,
// and what is written over it stays. Between finding the ruling and the strengths of what
// is left. Owns its scratch memory.
//
// The line's own depth at a place is a low quantile of the depths along it, nearby and as
// far off its middle: strokes cover less than half of a line. Ink on it lets through a
// share of the light that the line leaves.
#pragma once

#include <cstdint>
#include <vector>

#include "core/picture/ink_strength.h"
#include "core/picture/line_finder.h"

namespace digitpad {

class LineEraser {
 public:
  // `line`: of the picture's strength.
  void Erase(const RuledLine& line, InkStrength* ink);

 private:
  void Follow(const RuledLine& line);
  void Sample(const LinePlane& depth);
  void MeasureRow(int row, int reach);

  int length_ = 0;
  int half_ = 0;                  // pixels from the line's middle to the paper beside it
  int rows_ = 0;                  // of samples, half a pixel apart
  std::vector<float> centers_;    // of the line at each place along it
  std::vector<uint8_t> samples_;  // [rows_][length_]
  std::vector<uint8_t> levels_;   // likewise: the line's own depth
  std::vector<uint8_t> spreads_;  // and by how much it varies
};

}  // namespace digitpad
