// The options that say how drawings are taken and what is known of their numbers.
#pragma once

#include <CLI/CLI.hpp>
#include <map>
#include <string>

#include "core/formats/strokes_json.h"
#include "core/read_options.h"

namespace digitpad {

struct RulesOption {
  bool single = false;
  int boxes = 0;  // equal cells across the drawing; 0: none
  bool decimal = false;
  std::map<std::string, std::string> rules;  // by name, as SetRule takes them
};

// Adds the options to `command`, which must not outlive `option`; what cannot be read is
// a usage error.
void AddRulesOptions(CLI::App& command, RulesOption& option);

// Invalid where the rules contradict each other, whatever the drawings are.
Status ValidateRulesOption(const RulesOption& option);

// What is known of the numbers. Invalid where a rule is.
Status RulesOf(const RulesOption& option, NumberRules* rules);

// *read_options for a drawing. Invalid where boxes are asked for and the drawing does not
// say how large it is. REQUIRES: ValidateRulesOption(option) is ok.
Status ReadOptionsFor(const RulesOption& option, const Drawing& drawing,
                      ReadOptions* read_options);

}  // namespace digitpad
