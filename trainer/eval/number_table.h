// How well numbers are read: those of numbers.h for each spacing, and single digits,
// which must lose nothing by being taken for numbers.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/base/status.h"
#include "trainer/data/examples.h"
#include "trainer/eval/reading.h"

namespace digitpad {

struct NumberRow {
  std::string spacing;
  int count = 0;
  int right = 0;         // of all, whether accepted or not
  int right_length = 0;  // as many digits as there are, right or wrong
  int accepted = 0;
  int accepted_wrong = 0;

  double accuracy() const { return count == 0 ? 0 : double{1} * right / count; }
};

struct NumberTable {
  std::string kernel;
  std::vector<NumberRow> rows;  // in the order of kSpacings
  int singles = 0;
  int singles_same = 0;  // the same label in modes number and single
};

struct NumberTableOptions {
  uint64_t seed = 1;
  int count = 1000;  // numbers of each spacing
};

// `digits`: drawings of single digits with their writers. Invalid where the model or the
// digits will not do.
Status MeasureNumbers(std::span<const uint8_t> model_file, const ExampleSet& digits,
                      const ReadingOptions& reading, const NumberTableOptions& options,
                      NumberTable* table);

}  // namespace digitpad
