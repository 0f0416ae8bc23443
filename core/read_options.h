// ReadOptions: how a drawing is to be taken, and what is known of what was written.
#pragma once

#include <vector>

#include "core/base/geometry.h"
#include "core/decode/number_rules.h"

namespace digitpad {

enum class ReadMode {
  kSingle,  // all ink is one symbol
  kNumber,  // digits from left to right, as many as there are
  kBoxes,   // each cell holds one symbol, as in a form for a PIN or a date
};

struct ReadOptions {
  ReadMode mode = ReadMode::kNumber;
  NumberRules rules;       // kNumber, and kBoxes but for `decimal`
  std::vector<Box> cells;  // kBoxes: in ink units, in reading order
};

inline constexpr int kMostCells = kMostDigits;

// Invalid where the rules are (ValidateRules), where there are no or too many cells, one
// without extent or far beyond where ink may lie, or another number of them than the
// rules ask for digits.
Status ValidateOptions(const ReadOptions& options);

// `count` equal cells side by side.
std::vector<Box> EqualCells(const Box& area, int count);

}  // namespace digitpad
