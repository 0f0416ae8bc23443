// Chooses among the readings that the ink supports the one that rules make the likeliest.
// Stateless.
#pragma once

#include <span>
#include <string>

#include "core/decode/number_rules.h"
#include "core/decode/reading_graph.h"

namespace digitpad {

struct Choice {
  // Its glyphs know fragments by their order, see Decoder::Translate. Without glyphs
  // where so many readings are as good that the search came to none.
  Reading reading;
  int confidence = 0;  // ten-thousandths, that this is the number, rules considered
  bool keeps_rules = false;
};

// REQUIRES: ValidateRules(rules) is ok. `labels`: of the classes, UTF-8.
Choice ChooseByRules(const ReadingGraph& graph, const NumberRules& rules,
                     std::span<const std::string> labels);

}  // namespace digitpad
