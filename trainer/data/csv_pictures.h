// Pictures as CSV, as MNIST is often passed on: a line a picture, its label first, then
// its pixels row by row, 0 to 255. A header line may stand before them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/status.h"

namespace digitpad {

struct CsvPictures {
  int side = 0;  // the pictures are square
  std::vector<std::string> labels;
  std::vector<int> lines;       // where each stands, counted from 1
  std::vector<uint8_t> pixels;  // [count][side][side]
};

// Whether text that may be CSV or strokes is CSV.
bool LooksLikeCsv(std::string_view text);

// Invalid, naming the line and the column (both counted from 1), for what is no number of
// 0 to 255, for a line of another length, and where the pixels make no square. A label
// may stand in quotes. *pictures is left as it was unless the result is ok.
Status ParseCsvPictures(std::string_view text, CsvPictures* pictures);

}  // namespace digitpad
