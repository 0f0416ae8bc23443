// Chooses among the readings that the ink supports the one that rules make the likeliest.
// Stateless.
#pragma once

#include <span>
#include <string>

#include "core/decode/number_rules.h"
#include "core/decode/reading_graph.h"

namespace digitpad {

struct Choice {
  Reading reading;     // its glyphs know fragments by their order, see Decoder::Translate
  int confidence = 0;  // ten-thousandths, that this is the number, rules considered
  bool keeps_rules = false;
};

// REQUIRES: ValidateRules(rules) is ok. `labels`: of the classes, UTF-8.
Choice ChooseByRules(const ReadingGraph& graph, const NumberRules& rules,
                     std::span<const std::string> labels);

}  // namespace digitpad
