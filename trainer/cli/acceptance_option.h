// The option --min-confidence: how sure an answer must be, instead of the model's
// default. Shared by the subcommands that read digits.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "core/nn/model.h"

namespace digitpad {

struct AcceptanceOption {
  std::string
      min_confidence;  // as core/acceptance.h reads it; empty: the model's default
};

// Adds the option to `command`, which must not outlive `option`; what cannot be read is a
// usage error. The option it returns lets a subcommand exclude others.
CLI::Option* AddAcceptanceOption(CLI::App& command, AcceptanceOption& option);

// For Recognizer::set_min_confidence. REQUIRES: `option` was filled by the parser.
int MinConfidence(const AcceptanceOption& option, const Calibration& calibration);

}  // namespace digitpad
