// Figures: a model judged on the parts of the fixed split, as JSON for its card. The
// accuracies count every answer; "in_use" says what the model's own threshold makes of
// them.
#pragma once

#include <cstdint>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>

#include "core/base/status.h"
#include "trainer/data/fixed_split.h"
#include "trainer/eval/reading.h"

namespace digitpad {

struct FiguresOptions {
  std::string data_folder;
  ReadingOptions reading;
  int numbers = 1000;           // composed of the pen digits, for each spacing
  int picture_pages = 50;       // of such numbers, for each kind of damage
  bool with_robustness = true;  // takes ten times as long as all else
  std::function<void(const std::string& line)> say;  // progress
};

// Adds the figures of a split's parts to `figures`, an object; every key ends in the
// split's name. Invalid where a file or the model is bad.
Status MeasureSplit(std::span<const uint8_t> model_file, const Split& split,
                    const FiguresOptions& options, nlohmann::ordered_json* figures);

}  // namespace digitpad
